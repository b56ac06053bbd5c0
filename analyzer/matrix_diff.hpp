// SPDX-License-Identifier: Apache-2.0
// One request between all hosts, before and after a change: which pairs open, close, or fail otherwise.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analyzer/diff.hpp"
#include "analyzer/matrix.hpp"
#include "analyzer/reach.hpp"

namespace wmireach::analyzer {

struct PairVerdict {
  VerdictKind kind = VerdictKind::undetermined;
  std::optional<std::uint32_t> first_blocker;
  std::optional<std::uint32_t> error;  // where it is certain
  friend bool operator==(const PairVerdict&, const PairVerdict&) = default;
};

// Pairs with the same change, for the same reason.
struct PairChange {
  ChangeKind kind = ChangeKind::opens;
  PairVerdict before, after;
  std::vector<FactChange> because;
  std::uint64_t pairs = 0;
  model::Index from = model::none, to = model::none;  // one of them, by indexes before: the first in the order of the hosts
};

struct MatrixDiff {
  std::uint64_t pairs = 0;            // that exist before and after
  std::vector<PairChange> changes;    // by kind; the most pairs first
  std::vector<model::Index> gone;     // clients and targets that do not exist after; indexes before
  std::size_t evaluated = 0;          // pairs of classes, before and after, that were held against each other
};

struct MatrixDiffRequest {
  MatrixRequest before;      // hosts by their index before; those of the same names are taken after
  model::Connection after;   // the request after
};

// Hosts are held against those of the same name. Only pairs that the change can reach are predicted, by classes of hosts that the
// request cannot tell apart before and after. The facts behind a change are those of its first pair. The result does not depend on
// the number of threads.
MatrixDiff matrix_diff(const rules::Program& program, const model::Estate& before, const model::Estate& after, const Reach& reach, const MatrixDiffRequest& request,
                       const rules::FrameOptions& options, unsigned threads);

}  // namespace wmireach::analyzer
