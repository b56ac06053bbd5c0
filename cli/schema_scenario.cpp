// SPDX-License-Identifier: Apache-2.0
// The form of a scenario, part by part as import/scenario_reader.cpp reads it.
#include "cli/schema_host.hpp"
#include "cli/schema_text.hpp"

namespace wmireach::cli {
namespace {

using namespace schemas;

const Schema a_string = {{"type", "string"}};

Schema domain() {
  return object("A domain, by its DNS name or the NetBIOS name of an NT domain.",
                {{"netbios", text("The short name, by which accounts and hosts may name the domain.")},
                 {"forest", text("The forest; its domains trust each other. Left out: a forest of its own.")}});
}

Schema trust() {
  return object("A trust: the trusting domain accepts accounts of the trusted one.",
                {{"trusting", text("The domain that accepts.")},
                 {"trusted", text("The domain whose accounts are accepted.")},
                 {"kind", choice("Left out: external.", {"parent-child", "forest", "external", "shortcut", "realm"})},
                 {"direction", choice("Left out: one-way.", {"one-way", "two-way"})},
                 {"transitive", schemas::truth("Left out: false for external and realm trusts, else true.")},
                 {"selective_authentication", or_unknown("Accounts need Allowed to Authenticate on each computer. Left out: false.", {{"enum", {true, false}}})},
                 {"sid_filtering", or_unknown("SIDs of foreign domains in an account's SID history are removed. Left out: true for external and forest trusts, else false (B-AUTH-23).", {{"enum", {true, false}}})}},
                {"trusting", "trusted"});
}

Schema link_rule() {
  return object("One rule of the firewall between two zones. The first one that fits decides.",
                {{"action", choice("Left out: allow.", {"allow", "block"})},
                 {"protocol", choice("Left out: tcp. Rules for udp play no part: WMI uses TCP.", {"tcp", "udp", "any"})},
                 {"ports", reference("ports")},
                 {"from_hosts", strings("Left out: every host of the zone that the link comes from.")},
                 {"to_hosts", strings("Left out: every host of the zone that the link leads to.")}});
}

Schema link() {
  return object("A way from one zone to another, for connections opened in that direction. Answers always pass.",
                {{"from", text("The zone that connections come from.")},
                 {"to", text("The zone that they lead to.")},
                 {"rules", list("Rules in order.", reference("link_rule"))},
                 {"allow", list("Rules that stand behind those of \"rules\".", reference("link_rule"))},
                 {"default", choice("What happens where no rule fits. Left out: block where there are rules, else allow.", {"allow", "block"})},
                 {"nat", schemas::truth("The link translates addresses. Left out: false.")},
                 {"both_ways", schemas::truth("The same holds for the opposite direction. Left out: false.")}},
                {"from", "to"});
}

Schema sid() { return described("Access lists may name it by this.", {{"type", "string"}, {"pattern", "^S-1-"}}); }

Schema account() {
  Schema keys = {{"host", text("The computer that holds a local account. Left out: the one named before the backslash.")},
                 {"domain", text("The domain of an account. Left out: the one named before the backslash.")},
                 {"sid", sid()},
                 {"groups", reference("local_groups")},
                 {"member_of", strings("Domain groups that the account is in.")},
                 {"same_password_as", strings("Accounts of other computers with the same user name and password.")}};
  constexpr std::string_view prefix = "account.";
  for (const auto& f : rules::account_facts())
    if (f.stored()) keys[std::string(f.name.substr(prefix.size()))] = fact(f);
  keys["kind"]["description"] = "What kind of account is presented to the target.\n" + values_text(rules::types::account_kind()) +
                                "\nLeft out: local or domain, by the host or domain that it belongs to, else unknown.";
  Schema s = object("An account, named HOST\\name or DOMAIN\\name.", std::move(keys));
  Schema not_local = Schema::array();
  for (const auto& v : rules::types::account_kind().values)
    if (v.name != "local") not_local.push_back(v.name);
  s["not"] = {{"properties", {{"kind", {{"const", "local"}}}}}, {"required", {"kind", "domain"}}};
  s["if"] = {{"properties", {{"kind", {{"enum", not_local}}}}}, {"required", {"kind"}}};
  s["then"]["properties"]["builtin_administrator"]["enum"] = {false, 0, "unknown"};
  return s;
}

Schema group() {
  return object("A domain group.", {{"sid", sid()}, {"member_of", strings("Domain groups that this one is in.")}, {"groups", reference("local_groups")}});
}

// One end of a connection.
Schema hosts() {
  const Schema selector =
      object("Every host that fits all of these.",
             {{"zone", text("In this zone.")},
              {"domain", text("Joined to this domain.")},
              {"os", described("Of this release, by id or alias.", value(rules::types::release()))},
              {"baseline", text("With this baseline as its own, not as the baseline of its baseline.")},
              {"name", text("Named so; '*' stands for any characters.")}});
  Schema several = list("Several hosts by name.", a_string);
  several["minItems"] = 1;
  return {{"anyOf", {a_string, several, selector}}};
}

Schema expectation() {
  return object("What a test expects. Only what is stated is compared.",
                {{"verdict", verdict("")},
                 {"stage", stage()},
                 {"rule", text("The rule that first fails.")},
                 {"error", described("The error code that the caller sees for certain, in any spelling, as a string.", error_code())},
                 {"missing", list("Facts that must be among the missing ones.", reference("fact_name"))},
                 {"latent", strings("Rules that must be among the later blockers.")},
                 {"limits", strings("Rules that must limit or warn.")},
                 {"absent", strings("Rules that must not be violated.")}},
                {"verdict"});
}

Schema acceptance() {
  const auto sentence = [](const char* what) { return described(what, {{"type", "string"}, {"minLength", 1}}); };
  return object("Somebody answers for it, for a time, that this is not as it should be; it is shown, and does not count as a failure.",
                {{"reason", sentence("Why it is accepted.")},
                 {"owner", sentence("Who answers for it.")},
                 {"until", described("The last day on which it counts; afterwards it is a failure of its own.", value(rules::types::date()))}},
                {"reason", "owner", "until"});
}

Schema observation() {
  return object("What was seen in the field; `scorecard` holds the prediction against it.",
                {{"outcome", choice("", {"succeeds", "fails", "partial"})},
                 {"stage", stage()},
                 {"rules", strings("Rules each of which would be the recorded cause.")},
                 {"codes", list("Error codes, any of which was seen.", error_code())},
                 {"confidence", choice("Left out: confirmed.", {"confirmed", "vendor-statement", "plausible"})},
                 {"limit_of_tool", schemas::truth("The caller's own tool failed, not Windows; shown, and not counted. Left out: false.")},
                 {"complete", schemas::truth("Assumptions of the case fill in what its source leaves open. Left out: false.")},
                 {"known_mismatch", text("Why the prediction differs, and stands all the same.")}},
                {"outcome"});
}

// What a request states, but for its id.
Schema request() {
  Schema keys = {{"from", described("The client.", {{"allOf", {reference("hosts")}}})},
                 {"to", described("The target.", {{"allOf", {reference("hosts")}}})},
                 {"account", text("The account that is presented to the target. Left out: unknown.")},
                 {"second_hop", text("A third computer, which the operation reaches through the target.")},
                 {"class", text("The WMI class that is asked for: Win32_Service. Left out: an ordinary one.")},
                 {"method", text("The method that is called. Left out: an ordinary one.")},
                 {"namespace", {{"description", "Left out: root\\cimv2 (S3-06)."}, {"type", "string"}, {"minLength", 1}}}};
  constexpr std::string_view prefix = "request.";
  for (const auto& f : rules::connection_facts())
    if (f.stored() && f.name.starts_with(prefix)) keys[std::string(f.name.substr(prefix.size()))] = fact(f);
  return keys;
}

Schema connection() {
  Schema keys = {{"id", text("Left out: CLIENT-TARGET. Where an end names several hosts: CLIENT/TARGET, behind the id where there is one.")}};
  keys.update(request());
  keys["expect"] = expectation();
  keys["observed"] = observation();
  keys["accepted"] = reference("acceptance");
  return object("A connection to predict; one for each pair where an end names several hosts.", std::move(keys), {"from", "to"});
}

Schema requirement() {
  Schema keys = {{"id", {{"description", "Its name in results, and in REQUIREMENT/CLIENT/TARGET on the command line."}, {"type", "string"}, {"minLength", 1}}},
                 {"must", choice("What every pair of a client and a target has to do; a host and itself is no pair.", {"connect", "not-connect"})},
                 {"why", text("For people.")},
                 {"accepted", reference("acceptance")}};
  keys.update(request());
  return object("What a design wants of every pair.", std::move(keys), {"id", "from", "to", "must"});
}

Schema parts() {
  const auto& as_of = rules::connection_facts()[static_cast<std::size_t>(rules::ConnectionFact::as_of)];
  return {{"format", {{"description", "The version of this form."}, {"const", 1}}},
          {"title", text("One line.")},
          {"story", text("What the scenario is about.")},
          {"source", strings("Where it comes from: statements, documents, tickets.")},
          {"as_of", fact(as_of)},
          {"include", strings("Further files of this scenario, relative to this one; '*' in the last part of a name stands for any characters. Their sections add to this file's.")},
          {"domains", named("Domains by name.", domain())},
          {"trusts", list("Trusts between domains, beyond those within a forest.", trust())},
          {"zones", named("Network zones by name. Left out: one flat network.", object("A zone.", Schema::object()))},
          {"links", list("Ways between zones.", link())},
          {"baselines", named("Baselines by name.", without_count(reference("baseline")))},
          {"hosts", hosts_by_name()},
          {"accounts", named("Accounts by name.", account())},
          {"groups", named("Domain groups by name.", group())},
          {"connections", list("The connections to predict.", connection())},
          {"require", list("What a design wants of all pairs of some hosts.", requirement())}};
}

}  // namespace

std::string scenario_schema() {
  Schema s = document("wmireach scenario", "Hosts, accounts and networks, and the WMI connections to predict. docs/scenario-format.md explains it.");
  s.update(object("", parts(), {"format"}));
  s["anyOf"] = Schema::array({Schema{{"required", {"hosts"}}}, Schema{{"required", {"include"}}}});
  s["definitions"] = {{"found_in", found_in()}, {"ports", ports()}, {"link_rule", link_rule()}, {"local_groups", local_groups()}, {"hosts", hosts()}, {"acceptance", acceptance()},
                      {"fact_name", fact_name()}, {"baseline", baseline()}, {"host", host()}};
  return s.dump(2) + "\n";
}

}  // namespace wmireach::cli
