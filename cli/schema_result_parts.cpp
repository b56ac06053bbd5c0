// SPDX-License-Identifier: Apache-2.0
#include "cli/schema_result_parts.hpp"

#include "analyzer/candidate_edit.hpp"
#include "analyzer/requirement.hpp"
#include "cli/acceptance.hpp"
#include "cli/edit_text.hpp"

namespace wmireach::cli::schemas {

Schema closed(Schema schema) {
  if (schema.is_object() && schema.contains("properties") && schema.value("type", Schema()) == "object") schema["additionalProperties"] = false;
  if (schema.is_structured())
    for (auto& part : schema) part = closed(std::move(part));
  return schema;
}

Schema result_format() { return described("The version of this form.", {{"const", "1.0"}}); }
Schema hex_code() { return {{"type", "string"}, {"pattern", "^0x[0-9A-F]{8}$"}}; }

Schema stage_or_null(std::string_view description) { return or_null(description, reference("stage")); }
Schema rule_or_null(std::string_view description) { return or_null(description, text("")); }
Schema code_or_null(std::string_view description) { return or_null(description, hex_code()); }

Schema acceptance() {
  using enum AcceptanceState;
  return record("Only where the scenario accepts for a time that it is not as it should be.",
                {{"reason", text("")}, {"owner", text("")}, {"until", text("The last day.")}, {"state", choice_of("undated: the date of the prediction is not known.", {in_force, expired, undated})}});
}

Schema judged_requirement() {
  const Schema pairs = record("Pairs that do what they must, that do not, and of which it is not known.", {{"good", whole_number("")}, {"bad", whole_number("")}, {"undetermined", whole_number("")}});
  const Schema counterexample = record("Pairs that no rule can tell apart and that do not do what they must, or may not.",
                                       {{"from", text("The client of the first of them.")}, {"to", text("Its target.")}, {"pairs", whole_number("How many there are.")},
                                        {"verdict", reference("verdict")}, {"stage", stage_or_null("The stage that surely fails.")}, {"rule", rule_or_null("The rule that fails there.")},
                                        {"error", code_or_null("The code, where it is certain.")}});
  using enum analyzer::RequirementState;
  return record("", {{"id", text("")}, {"must", choice("", {"connect", "not-connect"})}, {"why", text("May be empty.")}, {"state", choice_of("", {holds, violated, undetermined})},
                     {"pairs", pairs}, {"counterexamples", list("Those that surely do not do what they must come first.", counterexample)},
                     {"accepted", acceptance()}},
                {"accepted"});
}

Schema edit_name() { return choice("What --forbid and --cost call such a change: a fact without its role, or a kind of change.", edit_names()); }

Schema safety(std::string_view description) {
  using enum analyzer::Safety;
  return choice_of(description, {safe, widens_access, unsafe});
}

Schema written_patch(std::string_view description) {
  const Schema path = text("JSON pointer into the scenario.");
  const Schema puts = record("", {{"op", choice("", {"add", "replace"})}, {"path", path}, {"value", Schema::object()}});
  const Schema removes = record("", {{"op", {{"const", "remove"}}}, {"path", path}});
  return list(description, {{"oneOf", {puts, removes}}});
}

}  // namespace wmireach::cli::schemas
