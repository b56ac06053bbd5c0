// SPDX-License-Identifier: Apache-2.0
// What the cells of a matrix add up to.
#pragma once

#include <array>
#include <map>
#include <utility>

#include "analyzer/matrix.hpp"

namespace wmireach::analyzer {

struct VerdictCounts {
  std::array<std::uint64_t, verdict_kinds> pairs{};  // by VerdictKind

  void add(VerdictKind kind, std::uint64_t n) { pairs[static_cast<std::size_t>(kind)] += n; }
  std::uint64_t of(VerdictKind kind) const { return pairs[static_cast<std::size_t>(kind)]; }
  std::uint64_t all() const { return pairs[0] + pairs[1] + pairs[2]; }
  bool operator==(const VerdictCounts&) const = default;
};

struct RoleCounts {
  VerdictCounts as_client, as_target;
};

// Pairs that fail for one reason.
struct MatrixReason {
  std::optional<std::uint32_t> rule;   // absent: one rule or another, and a missing fact says which
  std::optional<std::uint32_t> error;  // absent: no code is certain
  std::uint64_t pairs = 0;
};

VerdictCounts all_pairs(const Matrix& matrix);

// In the order of the rules, then of the codes; pairs without a certain code first, those of one rule or another last.
std::vector<MatrixReason> reasons(const Matrix& matrix);

std::vector<RoleCounts> by_class(const Matrix& matrix);

// By the zones of client and target; model::none: the zone is not stated.
using ZonePairs = std::map<std::pair<model::Index, model::Index>, VerdictCounts>;
ZonePairs by_zone(const model::Estate& estate, const Matrix& matrix);

// By groups into which `group_of` puts each host of the estate. Hosts of one class may be in different groups.
std::vector<RoleCounts> by_group(const Matrix& matrix, const MatrixRequest& request, const std::vector<model::Index>& group_of, std::size_t groups);

}  // namespace wmireach::analyzer
