// SPDX-License-Identifier: Apache-2.0
#include "tests/generators/estates.hpp"

#include <stdexcept>

#include "import/scenario_reader.hpp"

namespace wmireach::tests {

std::vector<rules::Change> changes(const NamedFacts& facts) {
  std::vector<rules::Change> out;
  for (const auto& [name, text] : facts) {
    const auto slot = rules::find_slot(name);
    if (!slot) throw std::runtime_error("no fact " + name);
    const auto parsed = rules::parse_value(rules::slot_info(*slot).definition->type(), text);
    if (!parsed) throw std::runtime_error("no value " + text + " of " + name);
    out.push_back({*slot, *parsed});
  }
  return out;
}

model::Estate read_estate(const std::string& text) {
  import::Diagnostics diagnostics;
  auto estate = import::read_scenario(text, "scenario.json", diagnostics);
  if (!estate) throw std::runtime_error(diagnostics.empty() ? "no estate and no problem" : diagnostics.front().pointer + ": " + diagnostics.front().message);
  return std::move(*estate);
}

import::Diagnostics problems_of(const std::string& text) {
  import::Diagnostics diagnostics;
  const auto estate = import::read_scenario(text, "scenario.json", diagnostics);
  if (estate.has_value() != diagnostics.empty()) throw std::runtime_error("a reader returns an estate or problems, and never both or neither");
  return diagnostics;
}

std::string value(const Json& scenario, std::string_view fact, bool assumptions) {
  const auto slot = rules::find_slot(fact);
  if (!slot) throw std::runtime_error("no fact " + std::string(fact));
  const model::Estate estate = read_estate(scenario.dump());
  rules::FactFrame frame(estate, 0, {.assumptions = assumptions});
  const model::Fact f = frame.get(*slot);
  return f.known ? rules::write_value(rules::slot_info(*slot).definition->type(), f.value) : "unknown";
}

Json plain_scenario(const Json& patch) {
  static const Json plain = Json::parse(R"({
    "format": 1,
    "as_of": "2026-11-01",
    "domains": { "corp.example": { "netbios": "CORP" } },
    "hosts": {
      "CLIENT": { "os": "windows-10", "edition": "pro", "member_of": "corp.example" },
      "TARGET": { "os": "windows-10", "edition": "pro", "member_of": "corp.example" }
    },
    "accounts": { "CORP\\admin": { "kind": "domain", "groups": { "*": ["Administrators"] } } },
    "connections": [ { "from": "CLIENT", "to": "TARGET", "account": "CORP\\admin", "api": "moniker" } ]
  })");
  Json scenario = plain;
  Json rest = patch;
  // A merge patch replaces arrays as a whole; "connection" patches the one connection instead.
  if (const auto connection = rest.find("connection"); connection != rest.end()) {
    scenario["connections"][0].merge_patch(*connection);
    rest.erase("connection");
  }
  scenario.merge_patch(rest);
  return scenario;
}

std::string plain_value(const Json& patch, std::string_view fact, bool assumptions) { return value(plain_scenario(patch), fact, assumptions); }

}  // namespace wmireach::tests
