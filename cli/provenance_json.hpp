// SPDX-License-Identifier: Apache-2.0
// What a result was made with and from.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "cli/session.hpp"

namespace wmireach::cli {

nlohmann::ordered_json engine_json(const rules::Program& program);
nlohmann::ordered_json scenario_json(const model::Estate& estate, const std::string& path);

}  // namespace wmireach::cli
