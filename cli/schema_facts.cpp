// SPDX-License-Identifier: Apache-2.0
// The form of what scripts/export/Collect-Facts.ps1 writes, and exports/facts_export.cpp reads.
#include "cli/schema_parts.hpp"
#include "cli/schema_text.hpp"

namespace wmireach::cli {

using namespace schemas;

namespace {

Schema texts_by_fact(std::string_view description) { return described(description, {{"type", "object"}, {"additionalProperties", {{"type", "string"}}}}); }

}  // namespace

std::string facts_schema() {
  Schema facts = Schema::object();
  Names names;
  for (const auto& f : rules::host_facts()) {
    if (!f.stored() || f.name == "membership") continue;
    names.emplace_back(f.name);
    facts[names.back()] = described(f.meaning, value(f.type()));
  }
  facts["os"] = text("The release, by its name on the computer or its id in scenarios.");
  Schema s = document("wmireach facts", "Facts of one computer, as the script Collect-Facts.ps1 writes them for import.");
  s.update(record("", {{"format", choice("", {"wmireach-facts-1"})},
                       {"computer", text("Its NetBIOS name.")},
                       {"dns_name", text("Empty: in no domain.")},
                       {"domain", text("DNS name of its domain. Empty: in none.")},
                       {"workgroup", text("Empty: in none.")},
                       {"facts", record("By their names in the vocabulary; what is not set on the computer is left out.", std::move(facts), names)},
                       {"errors", texts_by_fact("What could not be read, with the message.")},
                       {"not_collected", texts_by_fact("Facts that the script does not look at, with the reason.")}},
                  {"dns_name", "domain", "workgroup", "errors", "not_collected"}));
  return s.dump(2) + "\n";
}

}  // namespace wmireach::cli
