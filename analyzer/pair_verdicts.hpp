// SPDX-License-Identifier: Apache-2.0
// The verdict of every pair of groups of hosts, from what each rule says of them.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "analyzer/host_groups.hpp"
#include "analyzer/rule_table.hpp"
#include "analyzer/verdict.hpp"

namespace wmireach::analyzer {

// A verdict in four bytes: its kind, whether it is certain, and the first blocker.
class ShortVerdict {
 public:
  ShortVerdict() = default;
  explicit ShortVerdict(VerdictKind kind) : bits_(static_cast<std::uint32_t>(kind)) {}
  ShortVerdict(std::uint32_t first_blocker, bool is_certain)
      : bits_(static_cast<std::uint32_t>(VerdictKind::fails) | (is_certain ? certain : 0) | ((first_blocker + 1) << shift)) {}

  VerdictKind kind() const { return static_cast<VerdictKind>(bits_ & 3); }
  bool has_blocker() const { return bits_ >> shift != 0; }
  std::uint32_t blocker() const { return (bits_ >> shift) - 1; }
  bool is_certain() const { return (bits_ & certain) != 0; }  // no rule that is unknown comes before the first blocker

 private:
  static constexpr std::uint32_t certain = 4, shift = 3;
  std::uint32_t bits_ = 0;
};

struct PairVerdicts {
  std::vector<ShortVerdict> verdicts;  // by client group, then target group; what stands for a host and itself means nothing
  std::vector<RulePairs> rules;        // by rule; nothing is counted for one that does not block
};

// Precondition: every group is held. `done` counts the verdicts on the way, unless it is null.
PairVerdicts judge_pairs(const std::vector<PairFrame*>& frames, const HostKeys& keys, const HostGroups& clients, const HostGroups& targets,
                         std::atomic<std::size_t>* done);

}  // namespace wmireach::analyzer
