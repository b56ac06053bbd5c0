// SPDX-License-Identifier: Apache-2.0
// Groups of hosts put together further, for one question: by nothing but what the question reads of them.
#pragma once

#include <cstdint>
#include <vector>

#include "analyzer/host_groups.hpp"

namespace wmireach::analyzer {

// Learns from one frame only: limits that it read are numbered there.
class Projection {
 public:
  Projection(const HostKeys& keys, const HostGroups& clients, const HostGroups& targets);

  // Takes over what an answer was computed from; rows and columns are split by what is new. False: nothing was.
  bool learn(PairFrame& frame, std::span<const rules::Input> inputs);

  std::uint32_t row(std::uint32_t client_group) const { return clients_.of[client_group]; }
  std::uint32_t column(std::uint32_t target_group) const { return targets_.of[target_group]; }
  std::uint32_t rows() const { return static_cast<std::uint32_t>(clients_.first.size()); }
  std::uint32_t columns() const { return static_cast<std::uint32_t>(targets_.first.size()); }

  // Groups whose hosts form a pair of this row and column. False: it is a host and itself.
  struct Groups {
    std::uint32_t client = 0, target = 0;
  };
  bool find_pair(std::uint32_t row, std::uint32_t column, Groups& groups) const;

 private:
  struct Axis {
    const HostGroups* groups;
    std::vector<std::uint32_t> of;      // row or column of each group
    std::vector<std::uint32_t> first;   // first group of each
    std::vector<rules::Input> inputs;   // sorted
  };
  bool learn(PairFrame& frame, std::span<const rules::Input> inputs, Axis& axis);

  const HostKeys* keys_;
  Axis clients_, targets_;
};

}  // namespace wmireach::analyzer
