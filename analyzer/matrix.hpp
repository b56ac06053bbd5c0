// SPDX-License-Identifier: Apache-2.0
// One request, predicted between every client and every target.
#pragma once

#include <atomic>
#include <cstddef>
#include <vector>

#include "analyzer/matrix_cells.hpp"
#include "rules/fact_frame.hpp"
#include "rules/program.hpp"

namespace wmireach::analyzer {

// Hosts that this request cannot tell apart: what one of them meets, all of them do. Hosts of a class share their zone and
// their release as well, for whoever shows them.
struct HostClasses {
  std::vector<model::Index> of_host;                 // class of each host of the estate; none: it is in no pair
  std::vector<std::vector<model::Index>> members;    // hosts of each class, ascending; classes in order of their first host
};

struct Matrix {
  HostClasses classes;
  MatrixCells cells;  // by client class, then target class; no cell for a pair of classes without pairs
  std::vector<RulePairs> rules;  // by rule; those that do not block are not counted
  rules::Observed read_of_clients, read_of_targets;  // all that the verdicts were computed from
  FoundCell find(model::Index from_class, model::Index to_class) const { return cells.find(from_class, to_class); }
};

// How many pairs of groups of hosts are judged; another thread may look while the matrix is made.
struct MatrixProgress {
  std::atomic<std::size_t> done = 0, all = 0;
};

struct MatrixRequest {
  model::Connection connection;         // everything but its two ends is taken from it
  std::vector<model::Index> from, to;   // hosts, each named once
  MatrixProgress* progress = nullptr;
};

// A question is evaluated as often as its answer can differ, on as many threads as asked for; the result does not depend on their number.
Matrix matrix(const rules::Program& program, const model::Estate& estate, const MatrixRequest& request, const rules::FrameOptions& options, unsigned threads);

}  // namespace wmireach::analyzer
