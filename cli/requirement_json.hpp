// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "cli/requirement_report.hpp"

namespace wmireach::cli {

// "requirements" of the result; its form is `wmireach schema result`.
nlohmann::ordered_json requirements_json(const rules::Program& program, const model::Estate& estate, const std::vector<JudgedRequirement>& requirements);

}  // namespace wmireach::cli
