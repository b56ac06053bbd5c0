// SPDX-License-Identifier: Apache-2.0
// Changes to a scenario that a command line asks for, without touching the file.
#pragma once

#include <string>
#include <vector>

#include "cli/session.hpp"
#include "import/json.hpp"

namespace wmireach::cli {

struct Overlay {
  std::vector<std::string> files;    // JSON merge patches (objects) and JSON patches (arrays), applied in order
  std::vector<std::string> changes;  // named changes, see change_sets.hpp, applied after the files
  std::vector<std::string> sets;     // "WHERE:FACT=VALUE", applied last
  bool assumptions = true;           // what a named change takes for known beyond what is stated
  bool empty() const { return files.empty() && changes.empty() && sets.empty(); }
};

struct LoadedScenario {
  import::JsonNode json;
  model::Estate estate;
};

// The scenario with the overlay. WHERE is a host, "*" for every host, "baseline=NAME", or a selector: "zone=dmz", "domain=corp.example",
// "os=windows-10", "name=WEB*"; FACT is a host fact as the vocabulary names it, without role; VALUE is JSON, or text without quotes.
// With its JSON: a scenario of several files comes as one document, and its places are those of that.
LoadedScenario load_with_json(const rules::Program& program, const std::string& path, const Overlay& overlay);
model::Estate load_scenario_with(const rules::Program& program, const std::string& path, const Overlay& overlay);

}  // namespace wmireach::cli
