// SPDX-License-Identifier: Apache-2.0
// The form of what cli/matrix_json.cpp writes. Objects are open: a later minor version may add keys.
#include "cli/schema_result_parts.hpp"
#include "cli/schema_text.hpp"

namespace wmireach::cli {
namespace {

using namespace schemas;

Schema counts_of(Schema before = Schema::object()) {
  for (const char* verdict : {"connects", "fails", "undetermined"}) before[verdict] = whole_number("Pairs with this verdict.");
  return before;
}

Schema counts(std::string_view description) { return record(description, counts_of()); }

Schema rule() { return rule_or_null("The rule that fails first; null: none surely fails."); }
Schema stage_of_rule() { return stage_or_null("Its stage."); }
Schema error() { return code_or_null("The code that the caller sees; null: no error, or none is certain."); }

Schema reason() {
  return record("Pairs that fail for one reason.", {{"pairs", whole_number("")}, {"stage", stage_of_rule()}, {"rule", or_null("null: one rule or another, and a missing fact says which.", text(""))},
                                                    {"error", error()}, {"symbol", or_null("Its name in Microsoft's headers.", text(""))}});
}

Schema rule_pairs() {
  return record("A rule that is violated or unknown for some pair, first or behind another one.",
                {{"rule", text("")}, {"stage", reference("stage")}, {"violated", whole_number("Pairs that it stops.")}, {"unknown", whole_number("Pairs that it may stop, for all that is known.")}});
}

Schema zone_pair() { return record("", counts_of({{"from", or_null("null: the zone is not stated.", text(""))}, {"to", or_null("", text(""))}})); }

Schema group(const char* what) {
  return record("", {{what, text("Its name, or words where hosts have none.")}, {"hosts", whole_number("")}, {"as_client", counts("")}, {"as_target", counts("")}});
}

Schema host_class() {
  const Schema part = record("", {{"part", text("As the scenario names it.")}, {"value", text("What the hosts of the class have there. Where they differ in a way that does not matter: the range of a number, or what the first one has, and others.")}});
  return record("Hosts that this request cannot tell apart.",
                {{"class", whole_number("Its position in this list.")},
                 {"hosts", whole_number("How many there are.")},
                 {"first", text("The first of them in the scenario.")},
                 {"told_by", list("What more than half of the classes do not share.", part)},
                 {"named_by", list("What names its host alone.", text(""))},
                 {"as_client", counts("")},
                 {"as_target", counts("")}});
}

Schema cell() {
  return record("What becomes of every pair of a client of one class and a target of another.",
                {{"from", whole_number("Position of the clients' class.")}, {"to", whole_number("Position of the targets' class.")}, {"pairs", whole_number("")},
                 {"verdict", verdict("")}, {"stage", stage_of_rule()}, {"rule", rule()}, {"error", error()}});
}

}  // namespace

std::string matrix_schema() {
  Schema s = document("wmireach matrix", "What matrix writes with --format json. Minor versions only add keys and values.");
  const Schema request = record("What is asked of every pair.", {{"id", text("The connection that it is taken from.")}, {"account", or_null("null: not stated.", text(""))},
                                                                 {"api", or_null("null: not stated.", text(""))}, {"namespace", text("")}});
  s.update(record("", {{"format", result_format()},
                       {"title", text("")},
                       {"request", request},
                       {"clients", whole_number("")},
                       {"targets", whole_number("")},
                       {"pairs", counts("")},
                       {"reasons", list("In the order of the rules.", reason())},
                       {"rules", list("In their order.", rule_pairs())},
                       {"by_zone", list("Empty where the scenario has no zones.", zone_pair())},
                       {"by_release", list("", group("release"))},
                       {"by_baseline", list("Empty where no host has one.", group("baseline"))},
                       {"classes", list("", host_class())},
                       {"cells", list("Class by class; none for a pair of classes without pairs.", cell())}}));
  s["definitions"] = {{"stage", stage()}};
  return s.dump(2) + "\n";
}

}  // namespace wmireach::cli
