// SPDX-License-Identifier: Apache-2.0
// One layout for scenarios, so that two of them differ only where they say something else.
#pragma once

#include <string>

#include "import/json.hpp"

namespace wmireach::import {

// Sections in the order of docs/scenario-format.md, names and settings in the order of the author; what fits into 120 columns stands on
// one line, the rest is indented by two spaces. Values, and keys that stand twice, are kept as they are.
std::string scenario_layout(const JsonNode& scenario);

}  // namespace wmireach::import
