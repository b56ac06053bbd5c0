// SPDX-License-Identifier: Apache-2.0
#include "cli/json_report.hpp"

#include <nlohmann/json.hpp>

#include "cli/connection_json.hpp"
#include "cli/provenance_json.hpp"
#include "cli/requirement_json.hpp"

namespace wmireach::cli {
std::string json_report(RuleSet& rules, const model::Estate& estate, const std::string& path, const rules::FrameOptions& options,
                        const std::vector<Prediction>& predictions, const std::vector<JudgedRequirement>* requirements) {
  const ConnectionJson connection(rules, estate, options);
  nlohmann::ordered_json j;
  j["format"] = "1.0";
  j["engine"] = engine_json(rules.program());
  j["scenario"] = scenario_json(estate, path);
  j["connections"] = nlohmann::ordered_json::array();
  for (const auto& p : predictions) j["connections"].push_back(connection.whole(p));
  if (requirements != nullptr) j["requirements"] = requirements_json(rules.program(), estate, *requirements);
  return j.dump(2) + "\n";
}

}  // namespace wmireach::cli
