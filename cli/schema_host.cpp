// SPDX-License-Identifier: Apache-2.0
#include "cli/schema_host.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "import/host_pattern.hpp"
#include "model/release.hpp"

namespace wmireach::cli::schemas {
namespace {

using rules::HostFact;

// The text in any case, '_' also as a space: how the reader finds a well-known principal.
std::string in_any_case(std::string_view name) {
  std::string pattern = "^";
  for (const char c : name) {
    if (c >= 'a' && c <= 'z') pattern += fmt::format("[{}{}]", static_cast<char>(c - 'a' + 'A'), c);
    else pattern += c == '_' ? std::string("[_ ]") : std::string(1, c);
  }
  return pattern + "$";
}

Schema sddl() { return described("A security descriptor in SDDL; it is complete, so no default counts.", {{"type", "string"}, {"pattern", "D:"}}); }

// import::read_entry: a list of rights, or what is allowed and denied apart.
Schema rights_entry(const Schema& rights, bool inheritable) {
  Schema keys{{"allow", rights}, {"deny", described("These rights are refused, whatever other entries grant.", rights)}};
  if (inheritable) keys["subnamespaces"] = truth("The namespaces below inherit the entry. Left out: false.");
  return {{"anyOf", {rights, object("", std::move(keys))}}};
}

// Rights by principal. Those of a well-known principal are facts of the vocabulary and may be unknown.
Schema dcom_rights(std::string_view description, std::string_view prefix) {
  const Schema entry = rights_entry(value(rules::types::dcom_rights()), false);
  Schema s = {{"type", "object"}, {"patternProperties", Schema::object()}};
  for (const auto& f : rules::host_facts()) {
    if (!f.stored() || !f.name.starts_with(prefix)) continue;
    const std::string_view principal = f.name.substr(prefix.size());
    const Schema known = {{"anyOf", {fact(f), entry}}};
    s["patternProperties"][in_any_case(principal)] = known;
    if (principal == "anonymous") s["patternProperties"][in_any_case("anonymous_logon")] = known;
  }
  s["additionalProperties"] = entry;
  return described(description, {{"anyOf", {s, sddl()}}});
}

// The WMI application's own lists, or that nobody knows them.
Schema application() {
  const Schema by_principal = named("", rights_entry(value(rules::types::dcom_rights()), false));
  const Schema rights = {{"anyOf", {by_principal, {{"const", "unknown"}}, sddl()}}};
  return object("Rights of the application \"Windows Management and Instrumentation\" under DCOM Config, checked besides the machine-wide ones. Left out: nobody is stopped there.",
                {{"launch", described("Launch and activation.", rights)}, {"access", described("Access.", rights)}});
}

Schema firewall_rule() {
  return object("A rule of the Windows Firewall beyond those that have a fact of their own. A block rule wins over every allow rule.",
                {{"name", text("The name of the rule.")},
                 {"action", choice("Left out: allow.", {"allow", "block"})},
                 {"direction", choice("Left out: in.", {"in", "out"})},
                 {"ports", reference("ports")},
                 {"peers", list("Hosts at the other end. Left out, with peer_zones: any.", {{"type", "string"}})},
                 {"peer_zones", list("Zones at the other end.", {{"type", "string"}})}});
}

// What each profile may state for itself: every setting but the two that are not a profile's.
Schema profiles() {
  constexpr std::string_view group = "windows_firewall.";
  Schema settings = Schema::object();
  for (std::size_t i = 0; i < rules::host_facts().size(); ++i) {
    const auto& f = rules::host_facts()[i];
    if (!f.stored() || !f.name.starts_with(group) || i == static_cast<std::size_t>(HostFact::firewall_component) ||
        i == static_cast<std::size_t>(HostFact::firewall_active_profile))
      continue;
    settings[std::string(f.name.substr(group.size()))] = fact(f);
  }
  Schema s = described("Settings that count in one profile only; they win over those that count for every profile.", {{"type", "object"}});
  for (const auto& profile : rules::types::firewall_profile().values) s["properties"][std::string(profile.name)] = object("", settings);
  s["additionalProperties"] = false;
  return s;
}

Schema settings_of(std::string_view group) {
  Schema keys = Schema::object();
  for (const auto& f : rules::host_facts()) {
    const auto dot = f.name.find('.');
    if (f.stored() && dot != std::string_view::npos && f.name.substr(0, dot) == group && f.name.find('.', dot + 1) == std::string_view::npos)
      keys[std::string(f.name.substr(dot + 1))] = fact(f);
  }
  if (group == "windows_firewall") {
    keys["rules"] = list("Further rules of this host's firewall.", firewall_rule());
    keys["profiles"] = profiles();
  }
  if (group == "dcom") {
    keys["launch"] =
        dcom_rights("Machine-wide launch and activation rights: Administrators, Everyone, Distributed COM Users, or an account or group.", "dcom.launch.");
    keys["access"] =
        dcom_rights("Machine-wide access rights: Everyone, Distributed COM Users, ANONYMOUS LOGON, or an account or group.", "dcom.access.");
    keys["application"] = application();
  }
  return keys;
}

Schema wmi_namespace() {
  const Schema rights = list("", choice("", {"enable-account", "execute-methods", "full-write", "partial-write", "provider-write", "remote-enable"}));
  return object("A namespace of the host. Listed, it exists.",
                {{"exists", or_unknown("Left out: true, as the namespace is listed.", value(rules::types::boolean()))},
                 {"requires_encryption", or_unknown("The namespace accepts only pkt-privacy. Left out: false, but for those encrypted by design (B-WMI-09, B-WMI-11).",
                                                    value(rules::types::boolean()))},
                 {"rights", described("By account or group, beside the default rights of Administrators and Authenticated Users, "
                                      "each of which an entry of its own replaces (B-WMI-03); or a security descriptor.",
                                      {{"anyOf", {named("", rights_entry(rights, true)), {{"const", "unknown"}}, sddl()}}})}});
}

Schema host_keys() {
  Schema keys = Schema::object();
  keys["baseline"] = text("The baseline that this one starts from; what is stated here replaces what the baseline states.");
  keys["member_of"] = text("The domain that the computer is joined to, or \"unknown\".");
  keys["workgroup"] = text("The workgroup of a computer that is not joined to a domain.");
  keys["zone"] = text("The zone that the computer is in, or \"unknown\". Left out: unknown, where the scenario has zones.");
  keys["addresses"] = list("IP addresses, with /prefix where it is known. They say which IP versions are in use, where ipv4 and ipv6 are left out.",
                           {{"type", "string"}, {"pattern", "^([0-9./]+|[0-9A-Fa-f./]*:[0-9A-Fa-f:./]*)$"}});
  for (std::size_t i = 0; i < rules::host_facts().size(); ++i) {
    const auto& f = rules::host_facts()[i];
    const auto dot = f.name.find('.');
    if (!f.stored() || i == static_cast<std::size_t>(HostFact::membership)) continue;  // member_of and workgroup state the membership
    if (dot == std::string_view::npos) keys[std::string(f.name)] = fact(f);
    else if (const std::string group(f.name.substr(0, dot)); !keys.contains(group)) keys[group] = object("", settings_of(group));
  }
  keys["namespaces"] = named("WMI namespaces by name, \"root\\cimv2\". Every Windows with WMI has the standard ones.", wmi_namespace());
  keys["user_rights"] = object("Who holds two user rights on the computer: accounts, groups, well-known names or SIDs.",
                               {{"network_logon", strings("Access this computer from the network, or \"unknown\". Left out: Everyone (B-AUTH-07).")},
                                {"deny_network_logon", strings("Deny access to this computer from the network, or \"unknown\". Left out: Guest (B-AUTH-08).")}});
  keys["local_groups"] = named("Members of local groups, by group: complete for each group that is named. Left out: unknown, but for what accounts and groups state.",
                               strings("Accounts, domain groups, well-known names or SIDs, or \"unknown\"."));
  keys["allowed_to_authenticate"] =
      strings("Accounts and groups that hold Allowed to Authenticate on the computer object, or \"unknown\". "
              "Matters for trusts with selective authentication. Left out: unknown.");
  return keys;
}

// Releases with the same editions and service packs have one rule in common.
Schema release_limits() {
  std::map<std::pair<int, Names>, Names> groups;
  for (const auto& r : model::releases()) {
    auto& ids = groups[{r.service_packs, Names(r.editions.begin(), r.editions.end())}];
    ids.emplace_back(r.id);
    ids.insert(ids.end(), r.aliases.begin(), r.aliases.end());
  }
  Schema all = Schema::array();
  for (auto& [limits, ids] : groups) {
    Schema then = {{"service_pack", {{"maximum", limits.first}}}};
    Names editions = limits.second;
    editions.push_back("unknown");
    if (editions.size() > 1) then["edition"]["enum"] = editions;
    all.push_back({{"if", {{"properties", {{"os", {{"enum", ids}}}}}, {"required", {"os"}}}}, {"then", {{"properties", then}}}});
  }
  return all;
}

}  // namespace

Schema baseline() {
  Schema keys = host_keys();
  keys["count"] = described("How many computers a host stands for whose name has a run of '#': the place of their number, from 1 on. Of hosts only.",
                            {{"type", "integer"}, {"minimum", 1}, {"maximum", import::most_hosts}});
  Schema s = object("Facts of a host. Several hosts may start from one baseline.", std::move(keys));
  s["not"]["required"] = {"member_of", "workgroup"};
  return s;
}

Schema without_count(Schema form) { return {{"allOf", {std::move(form)}}, {"properties", {{"count", {{"not", Schema::object()}}}}}}; }

Schema hosts_by_name() {
  return described("Computers by name.", {{"type", "object"},
                                          {"propertyNames", {{"pattern", fmt::format("^[^#]*(#{{1,{}}}[^#]*)?$", import::most_digits)}}},
                                          {"patternProperties", {{"#", {{"allOf", {reference("host")}}, {"required", {"count"}}}}}},
                                          {"additionalProperties", without_count(reference("host"))}});
}

Schema host() {
  Schema parts = release_limits();
  parts.insert(parts.begin(), reference("baseline"));
  return described("A computer: its release, its place, and its settings.", {{"allOf", std::move(parts)}});
}

Schema ports() {
  constexpr auto port = "0*([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";
  const Schema number = {{"type", "integer"}, {"minimum", 1}, {"maximum", 65535}};
  const Schema range = {{"type", "string"}, {"pattern", fmt::format("^{0}(-{0})?$", port)}};
  const Schema each = {{"anyOf", {number, range}}};
  Schema s = described("TCP ports: 135, \"135\", \"49152-65535\", \"any\", or a list of ports and ranges. Left out: every port.", Schema::object());
  s["anyOf"] = Schema::array({Schema{{"const", "any"}}, number, range, Schema{{"type", "array"}, {"minItems", 1}, {"items", each}}});
  return s;
}

Schema local_groups() {
  const Schema by_host = named("By host; \"*\" stands for every one.", strings("Local groups of that host, or \"unknown\"."));
  return described("Local groups on computers. A list counts for every computer; an entry is complete for its computer. Left out: unknown.",
                   {{"anyOf", {Schema{{"type", "array"}, {"items", {{"type", "string"}}}}, by_host}}});
}

}  // namespace wmireach::cli::schemas
