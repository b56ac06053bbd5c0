// SPDX-License-Identifier: Apache-2.0
// The form of what probe writes: with --record the observations alone, with --format json the comparison around them.
#include <span>

#include "cli/schema_result_parts.hpp"
#include "cli/schema_text.hpp"
#include "observation/inquiry.hpp"

namespace wmireach::cli {
namespace {

using namespace schemas;

Schema one_of(std::string_view description, std::span<const std::string_view> names) { return choice(description, Names(names.begin(), names.end())); }

// Names of an enumeration from its first value to its last.
template <class Enum>
Schema up_to(std::string_view description, Enum last) {
  Names names;
  for (int i = 0; i <= static_cast<int>(last); ++i) names.emplace_back(to_string(static_cast<Enum>(i)));
  return choice(description, names);
}

Schema look() {
  const Schema found = object("", {{"what", text("What it is: address, alias-of, reverse, entries, ports, version, binding, mechanism, level, account, port, namespace, offers, product, note.")}, {"value", text("")}}, {"what", "value"});
  return object("One step that was looked at.",
                {{"step", one_of("", observation::step_names())},
                 {"result", one_of("", observation::result_names())},
                 {"ending", one_of("How it ended, as far as that can be told apart.", observation::ending_names())},
                 {"to", text("The address that was contacted, or the name that was looked up.")},
                 {"port", whole_number("")},
                 {"code", described("What a caller on Windows is told.", error_code())},
                 {"text", text("Raw words and codes of the peer or of a library.")},
                 {"milliseconds", whole_number("How long it took.")},
                 {"found", list("What it brought.", found)}},
                {"step", "result", "ending"});
}

Schema observations() {
  const Schema sighting = object("One connection.", {{"connection", text("Its id in the scenario.")}, {"target", text("The host.")}, {"looks", list("In the order in which they were made.", look())}}, {"connection"});
  return object("What was seen of real connections.",
                {{"format", choice("", {"wmireach-observations-1"})},
                 {"observer", text("Name of the computer that looked.")},
                 {"seen_at", text("When, in UTC: 2026-11-26T15:20:00Z.")},
                 {"source", one_of("By what means: this program as client, packets of a real client, or a scan of ports.", observation::source_names())},
                 {"sightings", list("", sighting)}},
                {"format"});
}

Schema leg() {
  return record("Steps and stages that show themselves together.",
                {{"leg", up_to("", observation::Leg::login)},
                 {"predicted", up_to("", observation::Predicted::not_reached)},
                 {"observed", one_of("", observation::result_names())},
                 {"relation", up_to("", observation::Relation::not_comparable)},
                 {"other_timing", schemas::truth("Both fail with one code, one of them after a time-out.")},
                 {"rule", rule_or_null("The rule by which the leg is predicted to fail.")},
                 {"look", or_null("Index of the look that decides it.", whole_number(""))}});
}

Schema suspect() {
  const Schema alternative = record("", {{"other_timing", schemas::truth("It fails alike then, at once where nothing was heard, or after a time-out where something was.")}, {"next_difference", or_null("The leg at which they differ then; null: nowhere.", up_to("", observation::Leg::login))}, {"text", text("The change in words.")}, {"certain", schemas::truth("The prediction is certain then.")}, {"rule", rule_or_null("The rule that fails first then.")}});
  return record("Something that may be otherwise than the scenario says.",
                {{"standing", up_to("How much trust the scenario puts into it.", observation::Standing::derived)},
                 {"change", or_null("The kind of change, as fix names it; null: no single edit of the scenario settles it.", text(""))},
                 {"fact", or_null("The fact that it sets; null for an entry of a list.", reference("fact_name"))},
                 {"alternatives", list("Values with which both agree.", alternative)},
                 {"look", or_null("How to look at it on the computer.", text(""))},
                 {"patch", or_null("The first alternative as a JSON patch of the scenario.", reference("patch"))}});
}

}  // namespace

std::string observations_schema() {
  Schema s = document("wmireach observations", "What probe writes with --record and reads with --replay.");
  s.update(observations());
  s["definitions"] = {{"found_in", found_in()}};
  return s.dump(2) + "\n";
}

std::string probe_schema() {
  const Schema connection = record("One connection, predicted and seen.",
                                   {{"id", text("")},
                                    {"agreement", up_to("", observation::Agreement::not_observable)},
                                    {"settles", schemas::truth("What was seen decides something that the prediction left open.")},
                                    {"verdict", reference("verdict")},
                                    {"stage", or_null("The stage that is predicted to fail.", stage())},
                                    {"rule", rule_or_null("The rule that is predicted to fail first.")},
                                    {"legs", list("Up to the first failure of either.", leg())},
                                    {"suspects", list("The most probable first; each by itself makes both agree.", suspect())}});
  Schema s = document("wmireach probe", "What probe writes with --format json.");
  s.update(record("", {{"format", result_format()}, {"observations", observations()}, {"connections", list("In the order of the observations.", connection)}}));
  s["definitions"] = {{"fact_name", fact_name()}, {"verdict", verdict("")}, {"found_in", found_in()}, {"patch", written_patch("A change as a JSON patch (RFC 6902) of the scenario.")}};
  return closed(std::move(s)).dump(2) + "\n";
}

}  // namespace wmireach::cli
