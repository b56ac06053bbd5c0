// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "cli/requirement_report.hpp"

namespace wmireach::cli {

// The result of `check` and `explain` as JSON; its form is `wmireach schema result`. Without requirements it does not speak of them.
std::string json_report(RuleSet& rules, const model::Estate& estate, const std::string& scenario_path, const rules::FrameOptions& options,
                        const std::vector<Prediction>& predictions, const std::vector<JudgedRequirement>* requirements = nullptr);

}  // namespace wmireach::cli
