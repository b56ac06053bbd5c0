// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "cli/rule_coverage.hpp"

namespace wmireach::cli {
namespace {

using Json = nlohmann::ordered_json;

Json words(const Seen& seen, const std::array<const char*, 3>& names) {
  Json list = Json::array();
  for (std::size_t t = 0; t < names.size(); ++t)
    if (seen[t]) list.push_back(names[t]);
  return list;
}

}  // namespace

std::string coverage_json(const Coverage& coverage) {
  Json list = Json::array();
  for (const auto& rule : coverage.rules()) {
    Json conditions = Json::array();
    for (const auto& c : rule.conditions)
      conditions.push_back({{"part", c.applies_when ? "applies_when" : "requires"}, {"text", c.text}, {"seen", words(c.seen, {"false", "unknown", "true"})}});
    list.push_back({{"rule", rule.rule}, {"applied", rule.applied}, {"not_applied", rule.not_applied}, {"seen", words(rule.seen, {"violated", "unknown", "holds"})}, {"conditions", conditions}});
  }
  return Json{{"format", "1.0"}, {"connections", coverage.connections()}, {"rules", list}}.dump(2) + "\n";
}

}  // namespace wmireach::cli
