// SPDX-License-Identifier: Apache-2.0
// The text of `check`: also the golden output of a scenario.
#pragma once

#include <string>
#include <vector>

#include "cli/prediction.hpp"
#include "cli/style.hpp"

namespace wmireach::cli {

std::string check_text(const Style& style, const rules::Program& program, const model::Estate& estate, const std::vector<Prediction>& predictions);

}  // namespace wmireach::cli
