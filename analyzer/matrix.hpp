// SPDX-License-Identifier: Apache-2.0
// One request, predicted between every client and every target.
#pragma once

#include <cstdint>
#include <optional>
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
  FoundCell find(model::Index from_class, model::Index to_class) const { return cells.find(from_class, to_class); }
};

struct MatrixRequest {
  model::Connection connection;         // everything but its two ends is taken from it
  std::vector<model::Index> from, to;   // hosts, each named once
};

// A question is evaluated as often as its answer can differ, on as many threads as asked for; the result does not depend on their number.
Matrix matrix(const rules::Program& program, const model::Estate& estate, const MatrixRequest& request, const rules::FrameOptions& options, unsigned threads);

}  // namespace wmireach::analyzer
