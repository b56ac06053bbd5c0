// SPDX-License-Identifier: Apache-2.0
#include "cli/class_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "rules/vocabulary.hpp"

namespace wmireach::cli {
namespace {

using analyzer::NamedBy;
using rules::HostFact;
using rules::HostPart;

constexpr std::size_t most_items = 3;

// The first items of a list, and how many follow.
template <class List, class Write>
std::string list_text(const List& items, Write write) {
  if (items.empty()) return "none";
  std::string text;
  for (std::size_t i = 0; i < items.size() && i < most_items; ++i) text += (i == 0 ? "" : ", ") + write(items[i]);
  return items.size() > most_items ? fmt::format("{} and {} more", text, items.size() - most_items) : text;
}

std::string texts(const std::vector<std::string>& items) {
  return list_text(items, [](const std::string& t) { return t; });
}

std::string rights_text(const model::Grant& g, const rules::Type& type) {
  std::string rights = rules::write_value(type, g.rights);
  for (const auto* brackets : {"[", "]"}) std::erase(rights, *brackets);
  return fmt::format("{} ({}{}{})", g.principal, g.deny ? "denied: " : "", rights, g.subnamespaces ? ", inherited" : "");
}

std::string dcom_grants(const std::vector<model::Grant>& grants) {
  return list_text(grants, [](const model::Grant& g) { return rights_text(g, rules::types::dcom_rights()); });
}

template <class T, class Write>
std::string stated(const model::Stated<T>& s, Write write) {
  using State = typename model::Stated<T>::State;
  return s.state == State::left_out ? "not stated" : s.state == State::unknown ? "unknown" : write(s.value);
}

std::string fact_text(const model::Fact& f, std::size_t index) {
  return f.known ? rules::write_value(rules::host_facts()[index].type(), f.value) : f.present() ? "unknown" : "not stated";
}

std::string membership_text(const model::Estate& estate, const model::Host& h) {
  if (h.domain != model::none) return estate.domains[h.domain].name;
  if (!h.workgroup.empty()) return "the workgroup " + h.workgroup;
  const auto& joined = h.facts[static_cast<std::size_t>(HostFact::membership)];
  return joined.known ? joined.value == 0 ? "a workgroup" : "a domain" : joined.present() ? "unknown" : "not stated";
}

std::string profile_text(const model::ProfileFact& f) {
  const auto& profile = rules::types::firewall_profile().values[static_cast<std::size_t>(f.profile)].name;
  const std::string_view name = rules::host_facts()[f.fact].name;
  return fmt::format("{} {} {}", profile, name.substr(name.find('.') + 1), fact_text(f.value, f.fact));
}

std::string ports_text(const std::vector<model::PortRange>& ports) {
  if (ports.empty()) return "every port";
  return list_text(ports, [](model::PortRange p) { return p.first == p.last ? std::to_string(p.first) : fmt::format("{}-{}", p.first, p.last); });
}

std::string firewall_rule_text(const model::Estate& estate, const model::HostFirewallRule& r) {
  std::string text = fmt::format("{} {} {}", r.action == model::RuleAction::allow ? "allow" : "block", r.direction == model::RuleDirection::in ? "in" : "out", ports_text(r.ports));
  for (const auto i : r.peers) text += " " + estate.hosts[i].name;
  for (const auto i : r.peer_zones) text += " " + estate.zones[i].name;
  return text;
}

std::string namespace_text(const model::Namespace& n) {
  std::string text = n.name;
  if (n.exists.known && n.exists.value == 0) text += " missing";
  if (n.requires_encryption.known) text += n.requires_encryption.value != 0 ? " encrypted" : " not encrypted";
  if (n.rights_unknown) text += " rights unknown";
  else if (!n.rights.empty()) text += fmt::format(" ({})", list_text(n.rights, [](const model::Grant& g) { return (g.deny ? "not " : "") + g.principal; }));
  return text;
}

std::string value_text(const model::Estate& e, const model::Host& h, analyzer::ClassPart part) {
  if (const auto* fact = std::get_if<HostFact>(&part)) return fact_text(h.facts[static_cast<std::size_t>(*fact)], static_cast<std::size_t>(*fact));
  switch (std::get<HostPart>(part)) {
    case HostPart::domain: return membership_text(e, h);
    case HostPart::zone: return h.zone == model::none ? "not stated" : e.zones[h.zone].name;
    case HostPart::addresses: return texts(h.addresses);
    case HostPart::profile_facts: return list_text(h.profile_facts, profile_text);
    case HostPart::firewall_rules: return list_text(h.firewall_rules, [&](const auto& r) { return firewall_rule_text(e, r); });
    case HostPart::launch_grants: return dcom_grants(h.launch_grants);
    case HostPart::access_grants: return dcom_grants(h.access_grants);
    case HostPart::application_launch: return stated(h.application_launch, dcom_grants);
    case HostPart::application_access: return stated(h.application_access, dcom_grants);
    case HostPart::network_logon: return stated(h.network_logon, texts);
    case HostPart::deny_network_logon: return stated(h.deny_network_logon, texts);
    case HostPart::local_groups: return list_text(h.local_groups, [](const auto& g) { return fmt::format("{} ({})", g.group, g.members ? texts(*g.members) : "unknown"); });
    case HostPart::namespaces: return list_text(h.namespaces, namespace_text);
    case HostPart::allowed_to_authenticate: return h.allowed_to_authenticate ? texts(*h.allowed_to_authenticate) : "not stated";
    case HostPart::whole: case HostPart::identity: case HostPart::count: break;
  }
  return "";
}

}  // namespace

std::string release_text(const model::Host& host) {
  const auto& os = host.facts[static_cast<std::size_t>(HostFact::os)];
  return os.known ? rules::write_value(rules::types::release(), os.value) : "release not stated";
}

std::string part_name(analyzer::ClassPart part) {
  if (const auto* fact = std::get_if<HostFact>(&part)) return std::string(rules::host_facts()[static_cast<std::size_t>(*fact)].name);
  switch (std::get<HostPart>(part)) {
    case HostPart::domain: return "member_of";
    case HostPart::zone: return "zone";
    case HostPart::addresses: return "addresses";
    case HostPart::profile_facts: return "windows_firewall.profiles";
    case HostPart::firewall_rules: return "windows_firewall.rules";
    case HostPart::launch_grants: return "dcom.launch";
    case HostPart::access_grants: return "dcom.access";
    case HostPart::application_launch: return "dcom.application.launch";
    case HostPart::application_access: return "dcom.application.access";
    case HostPart::network_logon: return "user_rights.network_logon";
    case HostPart::deny_network_logon: return "user_rights.deny_network_logon";
    case HostPart::local_groups: return "local_groups";
    case HostPart::namespaces: return "namespaces";
    case HostPart::allowed_to_authenticate: return "allowed_to_authenticate";
    case HostPart::whole: case HostPart::identity: case HostPart::count: break;
  }
  return "";
}

std::string part_value(const model::Estate& e, const std::vector<model::Index>& hosts, analyzer::ClassPart part) {
  const std::string first = value_text(e, e.hosts[hosts.front()], part);
  if (std::ranges::all_of(hosts, [&](model::Index h) { return value_text(e, e.hosts[h], part) == first; })) return first;
  if (const auto* fact = std::get_if<HostFact>(&part)) {
    const auto number = [&](model::Index h) { return e.hosts[h].facts[static_cast<std::size_t>(*fact)]; };
    const auto value = [&](model::Index h) { return number(h).value; };
    if (std::ranges::all_of(hosts, [&](model::Index h) { return number(h).known; })) {
      const auto [least, most] = std::ranges::minmax_element(hosts, {}, value);
      return fmt::format("{} to {}", value_text(e, e.hosts[*least], part), value_text(e, e.hosts[*most], part));
    }
  }
  return first + " and others";
}

std::string naming_text(const model::Estate& e, analyzer::Naming naming) {
  switch (naming.by) {
    case NamedBy::account: return "the account " + e.accounts[naming.index].name;
    case NamedBy::group: return "the group " + e.groups[naming.index].name;
    case NamedBy::link_rule: return fmt::format("a rule of the link {} -> {}", e.zones[e.links[naming.index].from].name, e.zones[e.links[naming.index].to].name);
    case NamedBy::second_hop: return "the second hop of the request";
    case NamedBy::firewall_rule: return "a firewall rule of " + e.hosts[naming.index].name;
  }
  return "";
}

}  // namespace wmireach::cli
