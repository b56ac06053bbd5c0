// SPDX-License-Identifier: Apache-2.0
// The form of what cli/diff_json.cpp writes. Objects are closed: the keys of format 1.0 are these.
#include "analyzer/diff.hpp"
#include "cli/schema_result_parts.hpp"
#include "cli/schema_text.hpp"

namespace wmireach::cli {
namespace {

using namespace schemas;

Schema names(std::string_view description) { return list(description, text("")); }

Schema found() {
  return record("", {{"verdict", reference("verdict")}, {"stage", stage_or_null("The stage that surely fails.")}, {"rule", rule_or_null("The rule that fails there.")},
                     {"error", code_or_null("The code, where it is certain.")}});
}

Schema because() {
  const auto value = [] { return or_null("As text; null: unknown.", text("")); };
  return record("A fact that made the difference.", {{"fact", reference("fact_name")}, {"subject", text("The fact and what it is of.")}, {"before", value()}, {"after", value()}});
}

// What a connection and a group of pairs say of their change, behind `keys`.
Schema change(Schema keys) {
  using enum analyzer::ChangeKind;
  keys["kind"] = choice_of("It works now, works no more, is known or not known any more, fails by another rule, or with another error.", {opens, closes, certainty, reason, error});
  keys["before"] = reference("found");
  keys["after"] = reference("found");
  keys["because"] = list("", reference("because"));
  return record("", std::move(keys));
}

Schema requirements() {
  const Schema differs = record("A requirement whose result or count of pairs changes.", {{"id", text("")}, {"before", reference("requirement")}, {"after", reference("requirement")}});
  return record("What the scenarios require.", {{"compared", whole_number("Requirements in both.")}, {"changes", list("", differs)}, {"removed", names("Only before.")}, {"added", names("Only afterwards.")}});
}

Schema pairs() {
  const Schema group = change({{"pairs", whole_number("Pairs with this change, for these facts.")}, {"from", text("The client of the first of them.")}, {"to", text("Its target.")}});
  return record("Only where --pairs asks for them.", {{"of", text("The connection or requirement whose request it is.")}, {"compared", whole_number("Pairs in both.")},
                                                     {"changes", list("", group)}, {"gone", names("Hosts that do not exist afterwards.")}});
}

}  // namespace

std::string diff_schema() {
  Schema s = document("wmireach diff", "What diff and whatif write with --format json.");
  s.update(record("", {{"format", result_format()},
                       {"compared", whole_number("Connections in both scenarios.")},
                       {"changes", list("Connections that change.", change({{"id", text("")}}))},
                       {"removed", names("Connections only before.")},
                       {"added", names("Connections only afterwards.")},
                       {"requirements", requirements()},
                       {"pairs", pairs()}},
                  {"pairs"}));
  s["definitions"] = {{"fact_name", fact_name()}, {"stage", stage()}, {"verdict", verdict("")}, {"found", found()}, {"because", because()}, {"requirement", judged_requirement()}};
  return closed(std::move(s)).dump(2) + "\n";
}

}  // namespace wmireach::cli
