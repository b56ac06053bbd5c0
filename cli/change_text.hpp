// SPDX-License-Identifier: Apache-2.0
// What the picture of a change says.
#pragma once

#include "cli/estate_diff.hpp"
#include "cli/picture_text.hpp"
#include "viz/change_picture.hpp"

namespace wmireach::cli {

// Of all connections of either estate, in their order.
struct BothPredictions {
  const std::vector<Prediction> &before, &after;
};

viz::ChangeText change_text(const rules::Program& program, const ComparedEstates& estates, const BothPredictions& predictions, const EstateDiff& diff, viz::ChangeShown shown);

}  // namespace wmireach::cli
