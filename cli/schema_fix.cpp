// SPDX-License-Identifier: Apache-2.0
// The form of what cli/fix_json.cpp writes. Objects are closed: the keys of format 1.0 are these.
#include "cli/schema_result_parts.hpp"
#include "cli/schema_text.hpp"

namespace wmireach::cli {
namespace {

using namespace schemas;

Schema connection() {
  const Schema ask = record("", {{"fact", reference("fact_name")}, {"decides_alone", schemas::truth("One of its values alone decides the verdict.")}});
  return record("A connection to mend, as it is now.",
                {{"id", text("")}, {"verdict", reference("verdict")}, {"rule", rule_or_null("The rule that fails first; null: none surely fails.")},
                 {"beyond_repair", schemas::truth("No change that is allowed mends it.")}, {"ask_first", list("Facts that are missing.", ask)}});
}

Schema change() {
  const auto said = [](std::string_view description) { return or_null(description, text("")); };
  return record("",
                {{"change", reference("change")}, {"text", text("The change in words.")}, {"safety", safety("What this change does to the security of the estate.")},
                 {"hosts", list("Hosts that it changes.", text(""))}, {"how", said("The remedy of the catalogue that is this very change; null, here and below: there is none.")}, {"command", said("What to run.")},
                 {"undo", said("What takes it back.")}, {"exposure", said("What it weakens.")}});
}

Schema repair() {
  const Schema pair = record("", {{"request_of", text("The connection whose request it is.")}, {"from", text("")}, {"to", text("")}});
  return record("A set of changes, applied to the file and predicted again.",
                {{"proven_least", schemas::truth("Nothing that is cheaper, and not shown before, does.")},
                 {"safety", safety("That of its worst change.")},
                 {"changes", list("Empty: nothing has to change, or nothing can.", change())},
                 {"opens_besides", record("Pairs of hosts that come to connect, without those to mend.", {{"pairs", whole_number("")}, {"example", or_null("One of them.", pair)}})},
                 {"after", list("The verdict of each connection, in their order.", reference("verdict"))},
                 {"patch", reference("patch")}});
}

}  // namespace

std::string fix_schema() {
  Schema s = document("wmireach fix", "What fix writes with --format json.");
  s.update(record("", {{"format", result_format()},
                       {"connections", list("Those to mend.", connection())},
                       {"repairs", list("The best one first; none holds another.", repair())},
                       {"left_out_for_requirements", list("Requirements that repairs would spoil, which are left out.", text(""))},
                       {"cut_short", schemas::truth("The search did not come to its end; there may be more repairs.")}}));
  s["definitions"] = {{"fact_name", fact_name()}, {"verdict", verdict("")}, {"change", edit_name()}, {"patch", written_patch("The repair as a JSON patch (RFC 6902) of the scenario.")}};
  return closed(std::move(s)).dump(2) + "\n";
}

}  // namespace wmireach::cli
