// SPDX-License-Identifier: Apache-2.0
// The files of a scenario: its own, and those that it includes.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "import/json.hpp"
#include "import/scenario_reader.hpp"

namespace wmireach::cli {

struct ScenarioFile {
  std::string name;  // as it is shown: "<stdin>" for "-"
  import::JsonNode json;
};

// The scenario itself, then what it includes, each file once, in the order in which it is named. An entry of "include" is relative
// to the file that holds it; "*" in its last part stands for any characters. Throws BadInput with every file that is missing, no
// JSON, or includes itself.
std::vector<ScenarioFile> read_scenario_files(const std::string& path);

// The same files as the reader of scenarios takes them. Precondition: `files` outlives the result.
std::vector<import::ScenarioText> texts_of(const std::vector<ScenarioFile>& files);

// The files named, and every .json below the folders named, sorted. Of the latter those that another of them includes are left
// out: they are parts, and no scenarios.
std::vector<std::string> scenarios_below(const std::vector<std::string>& paths);

}  // namespace wmireach::cli
