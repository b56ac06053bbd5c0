// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "cli/fix_plan.hpp"

namespace wmireach::cli {

// The repairs as JSON; its form is `wmireach schema fix`.
std::string fix_json(const rules::Program& program, const model::Estate& estate, const FixPlan& plan);

}  // namespace wmireach::cli
