// SPDX-License-Identifier: Apache-2.0
// A scenario file to an estate. The form is described by `wmireach schema scenario`.
#pragma once

#include <optional>
#include <string>

#include "import/diagnostic.hpp"
#include "import/json.hpp"
#include "model/estate.hpp"

namespace wmireach::import {

// Reads the whole file and reports every problem in it. nullopt whenever there was one.
std::optional<model::Estate> read_scenario(const JsonNode& json, const std::string& file, Diagnostics& diagnostics);
std::optional<model::Estate> read_scenario(std::string_view text, const std::string& file, Diagnostics& diagnostics);

}  // namespace wmireach::import
