// SPDX-License-Identifier: Apache-2.0
// The form of what cli/rule_coverage_json.cpp writes. Objects are closed: the keys of format 1.0 are these.
#include "cli/schema_result_parts.hpp"
#include "cli/schema_text.hpp"

namespace wmireach::cli {
namespace {

using namespace schemas;

Schema rule() {
  const Schema condition = record("A fact or a comparison; one that stands twice in a part is one.",
                                  {{"part", choice("", {"applies_when", "requires"})}, {"text", text("As a rule file writes it.")},
                                   {"seen", list("Its truths where an evaluation came to it.", choice("", {"false", "unknown", "true"}))}});
  return record("", {{"rule", text("")},
                     {"applied", schemas::truth("It applied to a connection, or may have.")},
                     {"not_applied", schemas::truth("It surely did not apply to one.")},
                     {"seen", list("What it said while it applied.", choice("", {"violated", "unknown", "holds"}))},
                     {"conditions", list("In the order of the rule's text.", condition)}});
}

}  // namespace

std::string coverage_schema() {
  Schema s = document("wmireach coverage", "What test writes with --coverage and --format json.");
  s.update(record("", {{"format", result_format()}, {"connections", whole_number("How many were predicted.")}, {"rules", list("Every rule of the catalogue.", rule())}}));
  return closed(std::move(s)).dump(2) + "\n";
}

}  // namespace wmireach::cli
