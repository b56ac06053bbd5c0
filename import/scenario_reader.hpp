// SPDX-License-Identifier: Apache-2.0
// A scenario file to an estate. The form is described by `wmireach schema scenario`.
#pragma once

#include <optional>
#include <string>

#include "import/diagnostic.hpp"
#include "import/json.hpp"
#include "model/estate.hpp"

namespace wmireach::import {

// One file of a scenario.
struct ScenarioText {
  std::string file;
  const JsonNode* json = nullptr;
};

// Reads the whole scenario and reports every problem in it. nullopt whenever there was one. The first file is the scenario
// itself, the others are those that it includes: their sections add to its own.
std::optional<model::Estate> read_scenario(const std::vector<ScenarioText>& texts, Diagnostics& diagnostics);
std::optional<model::Estate> read_scenario(const JsonNode& json, const std::string& file, Diagnostics& diagnostics);
std::optional<model::Estate> read_scenario(std::string_view text, const std::string& file, Diagnostics& diagnostics);

}  // namespace wmireach::import
