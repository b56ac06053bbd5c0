// SPDX-License-Identifier: Apache-2.0
// One request, predicted between every client and every target.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <vector>

#include "analyzer/host_classes.hpp"
#include "analyzer/verdict.hpp"
#include "rules/fact_frame.hpp"

namespace wmireach::analyzer {

// What every pair of a client of one class and a target of another meets.
struct MatrixCell {
  model::Index from_class = 0, to_class = 0;
  std::uint64_t pairs = 0;  // clients times targets, without a host and itself; at least 1
  VerdictKind kind = VerdictKind::undetermined;
  std::optional<std::uint32_t> first_blocker;
  std::optional<std::uint32_t> error;  // the code, where it is certain
};

struct Matrix {
  HostClasses classes;
  std::vector<MatrixCell> cells;  // by client class, then target class; no cell for a pair of classes without pairs
  const MatrixCell* find(model::Index from_class, model::Index to_class) const;
};

// How many cells are done; another thread may look while the matrix is made.
struct MatrixProgress {
  std::atomic<std::size_t> done = 0, all = 0;
};

struct MatrixRequest {
  model::Connection connection;         // everything but its two ends is taken from it
  std::vector<model::Index> from, to;   // hosts, each named once
  MatrixProgress* progress = nullptr;
};

// Each pair of classes is evaluated once, on as many threads as asked for; the result does not depend on their number.
Matrix matrix(const rules::Program& program, const model::Estate& estate, const MatrixRequest& request, const rules::FrameOptions& options, unsigned threads);

}  // namespace wmireach::analyzer
