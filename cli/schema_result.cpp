// SPDX-License-Identifier: Apache-2.0
// The form of what cli/json_report.cpp writes. Objects are open: a later minor version may add keys.
#include <algorithm>
#include <fmt/format.h>

#include "analyzer/verdict.hpp"
#include "cli/schema_result_parts.hpp"
#include "cli/schema_text.hpp"
#include "model/fact.hpp"
#include "rules/derived/evidence.hpp"
#include "rules/rule.hpp"

namespace wmireach::cli {
namespace {

using namespace schemas;

Schema rule() { return text("The name of a rule."); }
Schema pointer() { return text("JSON pointer into the scenario."); }
Schema included_file() { return text("The included file that the pointer is of; left out: the scenario's own."); }

Schema place_of_import() { return text("The file and line of an export, where an import wrote this part of the scenario."); }
Schema hash(std::string_view description) { return described(description, {{"type", "string"}, {"pattern", "^[0-9a-f]{16}$"}}); }

Schema fact_value() {
  return described("Boolean, whole number, name of a value, date, or list of flags; null: unknown.",
                   {{"anyOf", {schemas::truth(""), whole_number(""), text(""), list("", text("")), {{"type", "null"}}}}});
}

Schema origin() {
  using enum model::OriginKind;
  using rules::EvidenceKind;
  Names evidence_kinds;
  for (int i = 0; i <= static_cast<int>(EvidenceKind::ports); ++i) evidence_kinds.emplace_back(rules::to_string(static_cast<EvidenceKind>(i)));
  const Schema evidence = record("The trust, link, group or right that decided.",
                                 {{"kind", choice("", evidence_kinds)}, {"subject", text("")}, {"pointer", pointer()}, {"file", included_file()}, {"found_in", place_of_import()},
                                  {"source", text("The statement behind it.")}},
                                 {"pointer", "file", "found_in", "source"});
  return record("Where the value comes from.",
                {{"kind", choice_of("", {absent, stated, observed, baseline, release_default, assumption, derived, changed})},
                 {"pointer", pointer()},
                 {"line", whole_number("The line of the scenario file; left out: an overlay states it.")},
                 {"file", included_file()},
                 {"found_in", place_of_import()},
                 {"source", text("The statement behind a default.")},
                 {"from", list("The facts that a derived one was computed from.", reference("fact_name"))},
                 {"evidence", list("", evidence)}},
                {"pointer", "line", "file", "found_in", "source", "from", "evidence"});
}

Schema fact_record() {
  return record("", {{"name", reference("fact_name")}, {"value", fact_value()}, {"origin", origin()}});
}

Schema timing() { return choice_of("How soon the caller sees it.", {rules::Timing::immediate, rules::Timing::timeout}); }

Schema error() {
  const auto common = [&](const Schema& code) {
    return Schema{{"code", code}, {"symbol", text("Its name in Microsoft's headers; empty where it has none.")},
                  {"signed", whole_number("The same code as scripts print it.")}, {"timing", timing()}, {"rule", rule()}};
  };
  Schema keys = common(described("null: one of the candidates, and it is not known which.", {{"anyOf", {hex_code(), {{"type", "null"}}}}}));
  keys["certain"] = schemas::truth("The caller surely sees this code; else only \"code\": null and the candidates are given.");
  keys["shown_as"] = or_null("What the client tool makes of the code, by general knowledge; null: the code itself, or nothing is known of it.", text(""));
  keys["candidates"] = list("In the order of the stages.", record("", common(hex_code())));
  return record("", keys, {"symbol", "signed", "timing", "rule"});
}

Schema stage_result() {
  using enum analyzer::StageState;
  return record("", {{"id", reference("stage")}, {"state", choice_of("", {passed, failed, undetermined, not_reached, not_applicable})},
                     {"rules", list("The rules of this stage that apply or may apply.", rule())}});
}

Schema grade() {
  using enum rules::Grade;
  return choice_of("How well the rule's main claim is backed.", {documented, secondary, general_knowledge});
}

Schema finding() {
  using enum rules::Effect;
  return record("A rule that applies or may apply.",
                {{"rule", rule()},
                 {"stage", reference("stage")},
                 {"effect", choice_of("", {blocks, limits, warns})},
                 {"truth", choice("", {"holds", "violated", "unknown"})},
                 {"message", text("What is wrong; where the rule is not violated, its summary.")},
                 {"facts", list("The facts that the rule names.", reference("fact"))},
                 {"sources", list("Statements.", text(""))},
                 {"grade", grade()}});
}

Schema missing() {
  return record("A fact that one would have to learn.",
                {{"fact", reference("fact_name")},
                 {"subject", text("The fact and what it is of.")},
                 {"state_at", text("Where to state it: a JSON pointer or words.")},
                 {"would_flip", schemas::truth("One of its values alone decides the verdict.")},
                 {"would_give", list("The verdicts that its values would lead to.", reference("verdict"))}});
}

Schema repair() {
  const Schema change = record("", {{"fact", reference("fact_name")}, {"value", fact_value()}});
  return record("A remedy that was predicted again.",
                {{"rule", rule()},
                 {"title", text("")},
                 {"where", text("")},
                 {"changes", list("", change)},
                 {"command", text("May be empty.")},
                 {"undo", text("May be empty.")},
                 {"exposure", text("What it weakens; may be empty.")},
                 {"verdict_after", reference("verdict")},
                 {"next_blocker", or_null("What fails once this is mended.", rule())}});
}

Schema connection() {
  const Schema blocker = record("", {{"rule", rule()}, {"stage", reference("stage")}, {"grade", grade()}});
  const Schema side_effect = record("", {{"host", text("")}, {"log", text("")}, {"event", text("")}});
  return record("", {{"id", text("")}, {"from", text("The client.")}, {"to", text("The target.")}, {"account", or_null("null: not stated.", text(""))},
                     {"namespace", text("")},
                     {"verdict", reference("verdict")},
                     {"first_blocker", or_null("The rule that fails first; null: none surely fails.", blocker)},
                     {"error", or_null("What the caller sees; null: no error, or none is documented.", error())},
                     {"stages", described("Every stage, in order.",
                                          {{"type", "array"}, {"minItems", model::stage_count}, {"maxItems", model::stage_count}, {"items", stage_result()}})},
                     {"findings", list("In the order of the stages.", finding())},
                     {"either", list("It surely fails by one of these rules, and a missing fact says which; else empty.", rule())},
                     {"latent", list("Blockers behind the first one.", rule())},
                     {"limits", list("Violated rules that limit or warn.", rule())},
                     {"missing", list("", missing())},
                     {"assumptions", list("Defaults and planning assumptions that rules looked at.", reference("fact"))},
                     {"repairs", list("", repair())},
                     {"side_effects", list("What the failure leaves in event logs.", side_effect)},
                     {"expectation", record("Only where the scenario expects something.", {{"met", schemas::truth("")}, {"unmet", list("", text(""))}})},
                     {"accepted", acceptance()}},
                {"expectation", "accepted"});
}

}  // namespace

std::string result_schema() {
  Schema s = document("wmireach result", "What check and explain write with --format json. Minor versions only add keys and values.");
  s.update(record("", {{"format", result_format()},
                       {"engine", record("", {{"name", {{"const", "wmireach"}}}, {"version", text("")},
                                              {"rules", whole_number("How many rules the catalogue has.")},
                                              {"catalogue_hash", hash("Tells two catalogues apart.")}})},
                       {"scenario", record("", {{"title", text("")},
                                                {"file", text("As given; - for standard input.")},
                                                {"hash", or_null("Tells two files apart; null for standard input.", hash(""))}})},
                       {"connections", list("", connection())},
                       {"requirements", list("What the scenario requires; left out where single connections were asked for.", judged_requirement())}},
                  {"requirements"}));
  s["definitions"] = {{"fact_name", fact_name()}, {"stage", stage()}, {"verdict", verdict("")}, {"fact", fact_record()}};
  return s.dump(2) + "\n";
}

}  // namespace wmireach::cli
