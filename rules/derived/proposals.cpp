// SPDX-License-Identifier: Apache-2.0
#include "rules/derived/proposals.hpp"

#include <algorithm>
#include <array>

#include "model/network_graph.hpp"
#include "model/release.hpp"
#include "rules/derived/groups.hpp"
#include "rules/derived/membership.hpp"
#include "rules/derived/service_ports.hpp"

namespace wmireach::rules {

using model::Edit;
using model::EditKind;
using model::Index;
using model::PortRange;

namespace {

using Edits = std::vector<Edit>;

// Every link on the way that stops some of the ports. Where no way exists, a link of its own, or one to a zone from which links lead on, or
// from a zone to which links lead.
Edits open_way(FactFrame& f, Role from, Role to, std::optional<PortRange> ports) {
  const auto& e = f.estate();
  const Index a = f.host_index(from), b = f.host_index(to);
  if (!ports || e.zones.empty() || a == model::none || b == model::none || e.hosts[a].zone == model::none || e.hosts[b].zone == model::none) return {};
  if (e.hosts[a].zone == e.hosts[b].zone) return {};
  const auto edit = [&](Index from_zone, Index to_zone) {
    Edit x{.kind = EditKind::open_ports, .from = from_zone, .to = to_zone, .ports = *ports, .from_hosts = {a}, .to_hosts = {b}};
    return x;
  };
  Edits out;
  const auto open_links = [&](const std::vector<Index>& links) {
    for (const Index l : links)
      if (model::link_coverage(e.links[l], a, b, *ports, nullptr) != model::PortCoverage::open) out.push_back(edit(e.links[l].from, e.links[l].to));
  };
  open_links(model::find_port_path(e, a, b, *ports).links);
  const Index from_zone = e.hosts[a].zone, to_zone = e.hosts[b].zone;
  const auto reached = model::zones_reached(e, from_zone);
  if (reached[to_zone]) return out;
  for (Index z = 0; z < e.zones.size(); ++z) {
    if (reached[z]) {
      out.push_back(edit(z, to_zone));
      open_links(model::links_between(e, from_zone, z));
    } else if (model::zones_reached(e, z)[to_zone]) {
      out.push_back(edit(from_zone, z));
      open_links(model::links_between(e, z, to_zone));
    }
  }
  return out;
}

// The account that the target sees, where that is one alone.
Index seen_account(FactFrame& f) {
  const auto seen = accounts_seen_by_target(f);
  return seen.size() == 1 ? static_cast<Index>(seen.front() - f.estate().accounts.data()) : model::none;
}

Edits for_account(FactFrame& f, EditKind kind, std::int64_t rights, std::string name = {}) {
  const Index account = seen_account(f);
  if (account == model::none) return {};
  return {{.kind = kind, .host = f.host_index(Role::target), .name = std::move(name), .account = account, .value = rights}};
}

// Joining a group says nothing of the other groups, so those have to be known: a list of the account that covers the target. A list of
// the target's own is about this group alone.
Edits join(FactFrame& f, const char* group) {
  const Index account = seen_account(f), target = f.host_index(Role::target);
  if (account == model::none) return {};
  for (const auto& list : f.host(Role::target).local_groups)
    if (list.members && model::folded(list.group) == model::folded(group)) return for_account(f, EditKind::group_member, 0, group);
  const auto& lists = f.estate().accounts[account].local_groups;
  if (std::ranges::none_of(lists, [&](const auto& l) { return l.groups && (l.host == target || l.host == model::none); })) return {};
  return for_account(f, EditKind::local_group, 0, group);
}

Edits application_entry(FactFrame& f, EditKind kind, const model::Stated<std::vector<model::Grant>>& list, std::int64_t rights) {
  if (list.state != model::Stated<std::vector<model::Grant>>::State::known) return {};
  return for_account(f, kind, rights);
}

Edits namespace_entry(FactFrame& f, std::int64_t right) {
  const std::string& name = f.connection().wmi_namespace;
  const auto& host = f.host(Role::target);
  const auto found = std::ranges::find_if(host.namespaces, [&](const auto& n) { return model::folded(n.name) == model::folded(name); });
  if (found != host.namespaces.end() && (found->rights_unknown || found->rights_complete)) return {};
  const auto& exists = f.get(ConnectionFact::namespace_exists);
  if (!exists.known || exists.value == 0) return {};
  return for_account(f, EditKind::namespace_right, right, name);
}

Edits logon_right(FactFrame& f) {
  const auto& holders = f.host(Role::target).network_logon;
  if (holders.state != model::Stated<std::vector<std::string>>::State::known) return {};
  return for_account(f, EditKind::network_logon, 0);
}

Edits lift_denial(FactFrame& f) {
  Edits out;
  for (const auto& e : f.evidence(slot(ConnectionFact::account_network_logon_denied)))
    if (e.kind == EvidenceKind::grant && f.host(Role::target).deny_network_logon.state == model::Stated<std::vector<std::string>>::State::known)
      out.push_back({.kind = EditKind::lift_logon_denial, .host = f.host_index(Role::target), .name = e.subject});
  return out;
}

Edits trust(Index trusting, Index trusted) {
  if (trusting == model::none || trusted == model::none || trusting == trusted) return {};
  return {{.kind = EditKind::add_trust, .from = trusting, .to = trusted}};
}

Edits trust_between(FactFrame& f, Role trusting, Role trusted) {
  return trust(membership(f, trusting).domain, membership(f, trusted).domain);
}

bool among(const std::vector<Index>& hosts, Index host) { return std::ranges::binary_search(hosts, host); }

bool is(Slot s, std::initializer_list<ConnectionFact> facts) {
  return std::ranges::any_of(facts, [&](ConnectionFact f) { return s == slot(f); });
}

bool within(Slot s, ConnectionFact first, ConnectionFact last) { return s >= slot(first) && s <= slot(last); }

// Facts that ask for the groups of an account on the target, by themselves or through an access list.
bool reads_groups(Slot s) {
  return within(s, ConnectionFact::account_network_logon_right, ConnectionFact::account_dcom_user_on_target) ||
         within(s, ConnectionFact::token_remote_launch, ConnectionFact::token_ws_man_admitted) ||
         within(s, ConnectionFact::namespace_enable_account, ConnectionFact::namespace_execute_methods);
}

// Facts that ask which account the target sees, which trusts decide.
bool reads_trusts(Slot s) {
  const SlotInfo info = slot_info(s);
  return (info.scope == Scope::account && info.definition->of_seen_account) || reads_groups(s) ||
         within(s, ConnectionFact::trust_same_domain, ConnectionFact::account_becomes_guest) ||
         is(s, {ConnectionFact::kerberos_possible, ConnectionFact::used_authentication_service});
}

bool reads_account(FactFrame& f, Index account) {
  const auto& a = f.estate().accounts[account];
  return &a == f.account() || (a.host != model::none && a.host == f.host_index(Role::target));
}

// Whether the firewall rule is about traffic from one end to the other. Where one statement makes links in both directions, the rule
// stands in both, turned round.
bool on_the_way(FactFrame& f, const Edit& e, Role from, Role to) {
  const Index a = f.host_index(from), b = f.host_index(to);
  const auto covers = [](const std::vector<Index>& hosts, Index h) { return hosts.empty() || among(hosts, h); };
  return (covers(e.from_hosts, a) && covers(e.to_hosts, b)) || (covers(e.from_hosts, b) && covers(e.to_hosts, a) && opens_both_ways(f.estate(), e));
}

// A rule for ports that nobody asks for changes nothing. While the ports are not known, the fact is not.
bool opens(FactFrame& f, const Edit& e, Role from, Role to, std::optional<PortRange> asked) {
  return asked && e.ports.first <= asked->last && asked->first <= e.ports.last && on_the_way(f, e, from, to);
}

// From the zones that are reached, a link that leads out of them is needed first.
bool leads_on(FactFrame& f, const Edit& e) {
  const auto& estate = f.estate();
  const Index from = f.host(Role::client).zone, to = f.host(Role::target).zone;
  if (from == model::none || to == model::none) return false;
  if (model::zones_reached(estate, from, true)[to]) return false;
  const auto reached = model::zones_reached(estate, from);
  return reached[to] || (reached[e.from] && !reached[e.to]);
}

// Translation is that of the way taken. Where no way lets the ports through, that is the shortest one, whatever its rules, so that a new
// link counts for everybody if a way over it may be as short. The first new link of a way begins where links lead today.
bool may_be_on_shortest_way(FactFrame& f, const Edit& e, Role from_role, Role to_role) {
  const Index from = f.host(from_role).zone, to = f.host(to_role).zone;
  if (from == model::none || to == model::none) return false;  // then the way is not known, with the link or without
  const auto away = model::links_away(f.estate(), from);
  if (away[e.from] == SIZE_MAX) return false;
  return away[e.from] + (e.to == to ? 1 : 2) <= away[to];
}

bool may_lead_past_translation(FactFrame& f, const Edit& e, Slot s) {
  if (!is(s, {ConnectionFact::network_nat, ConnectionFact::network_callback_nat}) || !makes_link(f.estate(), e)) return false;
  if (std::ranges::none_of(f.estate().links, [](const auto& l) { return l.nat; })) return false;
  return may_be_on_shortest_way(f, e, Role::client, Role::target) || may_be_on_shortest_way(f, e, Role::target, Role::client);
}

bool changes_way(FactFrame& f, const Edit& e, Slot s) {
  constexpr PortRange endpoint_mapper{135, 135};
  switch (static_cast<ConnectionFact>(slot_info(s).index)) {
    case ConnectionFact::network_route: return makes_link(f.estate(), e) && leads_on(f, e);
    case ConnectionFact::network_endpoint_mapper_open: return opens(f, e, Role::client, Role::target, endpoint_mapper);
    case ConnectionFact::network_service_ports: return opens(f, e, Role::client, Role::target, wmi_service_ports(f, Role::target));
    case ConnectionFact::network_ws_man_port_open: return opens(f, e, Role::client, Role::target, ws_man_port(f, Role::target));
    case ConnectionFact::network_callback_endpoint_mapper_open: return opens(f, e, Role::target, Role::client, endpoint_mapper);
    case ConnectionFact::network_callback_ports: return opens(f, e, Role::target, Role::client, dynamic_ports(f, Role::client));
    default: break;
  }
  if (!within(s, ConnectionFact::network_route, ConnectionFact::network_ws_man_port_open)) return false;
  return on_the_way(f, e, Role::client, Role::target) || on_the_way(f, e, Role::target, Role::client) || may_lead_past_translation(f, e, s);
}

// A new trust is external, so it serves its two domains and no others. That none filters SIDs holds until the first one that does.
bool trust_serves(FactFrame& f, const Edit& e, Slot s) {
  if (s == slot(ConnectionFact::trust_filters_sids) &&
      std::ranges::none_of(f.estate().trusts, [](const auto& t) { return t.where != model::no_location && t.filters_sids != model::Truth::False; }))
    return true;
  const auto asked = [&](Index domain) {
    if (f.account() != nullptr && f.account()->domain == domain) return true;
    return std::ranges::any_of(std::array{Role::client, Role::target, Role::third}, [&](Role role) {
      return f.host_index(role) != model::none && f.host(role).domain == domain;
    });
  };
  return asked(e.from) && asked(e.to);
}

}  // namespace

std::vector<model::Edit> proposals(FactFrame& f, Slot s) {
  const SlotInfo info = slot_info(s);
  if (info.scope != Scope::connection || info.definition->stored()) return {};
  switch (static_cast<ConnectionFact>(info.index)) {
    case ConnectionFact::network_route:
    case ConnectionFact::network_endpoint_mapper_open: return open_way(f, Role::client, Role::target, PortRange{135, 135});
    case ConnectionFact::network_service_ports: return open_way(f, Role::client, Role::target, wmi_service_ports(f, Role::target));
    case ConnectionFact::network_ws_man_port_open: return open_way(f, Role::client, Role::target, ws_man_port(f, Role::target));
    case ConnectionFact::network_callback_endpoint_mapper_open: return open_way(f, Role::target, Role::client, PortRange{135, 135});
    case ConnectionFact::network_callback_ports: return open_way(f, Role::target, Role::client, dynamic_ports(f, Role::client));
    case ConnectionFact::account_network_logon_right: return logon_right(f);
    case ConnectionFact::account_network_logon_denied: return lift_denial(f);
    case ConnectionFact::account_administrator_on_target: return join(f, "Administrators");
    case ConnectionFact::account_dcom_user_on_target: return join(f, "Distributed COM Users");
    case ConnectionFact::token_remote_launch:
    case ConnectionFact::token_remote_activation: return for_account(f, EditKind::launch_right, remote_launch | remote_activation);
    case ConnectionFact::token_remote_access: return for_account(f, EditKind::access_right, remote_access);
    case ConnectionFact::token_application_launch:
      return application_entry(f, EditKind::application_launch, f.host(Role::target).application_launch, remote_launch | remote_activation);
    case ConnectionFact::token_application_access:
      return application_entry(f, EditKind::application_access, f.host(Role::target).application_access, remote_access);
    case ConnectionFact::token_ws_man_admitted: return join(f, "Remote Management Users");
    case ConnectionFact::namespace_enable_account: return namespace_entry(f, model::enable_account);
    case ConnectionFact::namespace_remote_enable: return namespace_entry(f, model::remote_enable);
    case ConnectionFact::namespace_execute_methods: return namespace_entry(f, model::execute_methods);
    case ConnectionFact::trust_allowed_to_authenticate:
      return f.host(Role::target).allowed_to_authenticate ? for_account(f, EditKind::allow_to_authenticate, 0) : Edits{};
    case ConnectionFact::trust_target_accepts_account: return trust(membership(f, Role::target).domain, identity_domain(f).domain);
    case ConnectionFact::trust_client_accepts_target: return trust_between(f, Role::client, Role::target);
    case ConnectionFact::trust_between_computers: return trust_between(f, Role::target, Role::client);
    case ConnectionFact::account_runs_on_client: return trust(membership(f, Role::client).domain, identity_domain(f).domain);
    default: return {};
  }
}

// Groups and entries of access lists are about one account; a trust is about a whole domain, and a range of ports or
// Administrators about more than WMI.
EditWeight weight_of(const Edit& e) {
  switch (e.kind) {
    case EditKind::local_group:
    case EditKind::group_member:
    case EditKind::leave_group: return {model::folded(e.name) == "administrators" ? Exposure::wide : Exposure::narrow, 1};
    case EditKind::open_ports: return {e.ports.first == e.ports.last ? Exposure::narrow : Exposure::wide, 3};
    case EditKind::close_link: return {Exposure::wide, 3};
    case EditKind::add_trust:
    case EditKind::drop_trust: return {Exposure::wide, 10};
    default: return {Exposure::narrow, 2};
  }
}

bool can_be(FactFrame& f, Slot s, std::int64_t value) {
  const SlotInfo info = slot_info(s);
  if (info.scope != Scope::host) return true;
  const auto fact = static_cast<HostFact>(info.index);
  const auto& os = f.get(info.role, HostFact::os);
  if (!os.known) return true;
  const auto& release = model::releases()[static_cast<std::size_t>(os.value)];
  if (fact == HostFact::service_pack) return value <= release.service_packs;
  if (fact != HostFact::edition || release.editions.empty()) return true;
  return std::ranges::find(release.editions, types::edition().values[static_cast<std::size_t>(value)].name) != release.editions.end();
}

bool may_change(const model::Edit& e, const std::vector<Index>& hosts, FactFrame& f, Slot s) {
  const SlotInfo info = slot_info(s);
  const bool of_target = among(hosts, f.host_index(Role::target));
  switch (e.kind) {
    case EditKind::host_fact:
    case EditKind::baseline_fact: return info.scope == Scope::host && info.index == e.fact && among(hosts, f.host_index(info.role));
    case EditKind::account_fact: return info.scope == Scope::account && info.index == e.fact && reads_account(f, e.account);
    case EditKind::request_fact: return info.scope == Scope::connection && info.index == e.fact && f.connection().where == e.where;
    case EditKind::open_ports: return info.scope == Scope::connection && changes_way(f, e, s);
    case EditKind::local_group: return reads_groups(s) && e.host == f.host_index(Role::target) && reads_account(f, e.account);
    case EditKind::group_member: return of_target && reads_groups(s) && reads_account(f, e.account);
    case EditKind::launch_right: return of_target && is(s, {ConnectionFact::token_remote_launch, ConnectionFact::token_remote_activation});
    case EditKind::access_right: return of_target && s == slot(ConnectionFact::token_remote_access);
    case EditKind::application_launch: return of_target && s == slot(ConnectionFact::token_application_launch);
    case EditKind::application_access: return of_target && s == slot(ConnectionFact::token_application_access);
    case EditKind::namespace_right: return of_target && within(s, ConnectionFact::namespace_exists, ConnectionFact::namespace_execute_methods);
    case EditKind::network_logon: return of_target && s == slot(ConnectionFact::account_network_logon_right);
    case EditKind::lift_logon_denial: return of_target && s == slot(ConnectionFact::account_network_logon_denied);
    case EditKind::allow_to_authenticate: return of_target && s == slot(ConnectionFact::trust_allowed_to_authenticate);
    case EditKind::add_trust: return reads_trusts(s) && trust_serves(f, e, s);
    case EditKind::drop_trust: return reads_trusts(s);
    case EditKind::close_rule:
    case EditKind::close_link: return within(s, ConnectionFact::network_route, ConnectionFact::network_ws_man_port_open);
    case EditKind::leave_group: return reads_groups(s) && e.host == f.host_index(Role::target) && reads_account(f, e.account);
    case EditKind::drop_launch: return of_target && is(s, {ConnectionFact::token_remote_launch, ConnectionFact::token_remote_activation});
    case EditKind::drop_access: return of_target && s == slot(ConnectionFact::token_remote_access);
    case EditKind::drop_namespace: return of_target && within(s, ConnectionFact::namespace_enable_account, ConnectionFact::namespace_execute_methods);
  }
  return true;
}

}  // namespace wmireach::rules
