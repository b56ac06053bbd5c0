// SPDX-License-Identifier: Apache-2.0
// The form of what cli/harden_json.cpp writes. Objects are closed: the keys of format 1.0 are these.
#include "cli/schema_result_parts.hpp"
#include "cli/schema_text.hpp"

namespace wmireach::cli {
namespace {

using namespace schemas;

// With what is known of a tightening that is not made.
Schema tightening(std::string_view description, Schema more = Schema::object()) {
  Schema keys = {{"change", reference("change")}, {"text", text("The change in words.")}, {"hosts", list("Hosts that it changes.", text(""))}};
  keys.update(more);
  return record(description, std::move(keys));
}

}  // namespace

std::string harden_schema() {
  Schema s = document("wmireach harden", "What harden writes with --format json.");
  const Schema kept = tightening("An opening that stays, and why.", {{"would_break", text("A connection that would not go on working, or REQUIREMENT/CLIENT/TARGET.")},
                                                                     {"rule", rule_or_null("The rule by which; null: it would be undetermined.")}});
  s.update(record("", {{"format", result_format()},
                       {"required", list("Connections that go on working, and pairs of requirements as REQUIREMENT/CLIENT/TARGET.", text(""))},
                       {"found", schemas::truth("False: the search was cut short, and nothing is proposed.")},
                       {"proven_largest", schemas::truth("No more can be tightened.")},
                       {"tightened", list("", tightening("A change to make."))},
                       {"kept", list("", kept)},
                       {"patch", reference("patch")}}));
  s["definitions"] = {{"change", edit_name()}, {"patch", written_patch("The changes as a JSON patch (RFC 6902) of the scenario.")}};
  return closed(std::move(s)).dump(2) + "\n";
}

}  // namespace wmireach::cli
