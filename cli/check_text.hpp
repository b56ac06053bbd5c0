// SPDX-License-Identifier: Apache-2.0
// The text of `check`: also the golden output of a scenario.
#pragma once

#include <string>
#include <vector>

#include "cli/requirement_report.hpp"

namespace wmireach::cli {

// The options are those of the predictions.
std::string check_text(const Style& style, const rules::Program& program, const model::Estate& estate, const rules::FrameOptions& options,
                       const std::vector<Prediction>& predictions, const std::vector<JudgedRequirement>& requirements);

}  // namespace wmireach::cli
