// SPDX-License-Identifier: Apache-2.0
// The pictures of an HTML report: SVG that stands in the page and leads to its text.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "cli/change_text.hpp"

namespace wmireach::cli {

struct ReportPictures {
  std::string estate, trusts;                      // empty: not drawn
  std::string change;                              // from the other side to this one
  std::map<std::size_t, std::string> connections;  // by index of the prediction
};

// At most `most` pictures of connections: those in `first`, then those that do not connect, then the others. None at all where `most` is 0.
// Throws BadInput where Graphviz is missing.
ReportPictures report_pictures(const rules::Program& program, const model::Estate& estate, const std::vector<Prediction>& predictions,
                               const std::set<std::string>& first, std::size_t most);

// Two scenarios before the change, after it, and the change: three pictures in one layout.
struct ChangePictures {
  std::string before, after, change;
};
ChangePictures change_pictures(const rules::Program& program, const ComparedEstates& estates, const BothPredictions& predictions, const EstateDiff& diff);

}  // namespace wmireach::cli
