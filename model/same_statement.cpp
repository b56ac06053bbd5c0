// SPDX-License-Identifier: Apache-2.0
#include "model/same_statement.hpp"

#include <algorithm>

namespace wmireach::model {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same(const std::string& a, const std::string& b) { return std::ranges::equal(a, b, {}, lower, lower); }
bool same(const Fact& a, const Fact& b) { return same_statement(a, b); }
bool same(PortRange a, PortRange b) { return a.first == b.first && a.last == b.last; }

template <class T>
bool same(const std::vector<T>& a, const std::vector<T>& b);
template <class T>
bool same(const Stated<T>& a, const Stated<T>& b) { return a.state == b.state && same(a.value, b.value); }
template <class T>
bool same(const std::optional<T>& a, const std::optional<T>& b) { return a.has_value() == b.has_value() && (!a || same(*a, *b)); }

bool same(const Grant& a, const Grant& b) {
  return a.rights == b.rights && a.subnamespaces == b.subnamespaces && a.deny == b.deny && a.children_only == b.children_only && same(a.principal, b.principal);
}

bool same(const Namespace& a, const Namespace& b) {
  return same(a.name, b.name) && same(a.exists, b.exists) && same(a.requires_encryption, b.requires_encryption) && same(a.rights, b.rights) &&
         a.rights_unknown == b.rights_unknown && a.rights_complete == b.rights_complete;
}

bool same(const HostFirewallRule& a, const HostFirewallRule& b) {
  return a.action == b.action && a.direction == b.direction && same(a.ports, b.ports) && a.peers == b.peers && a.peer_zones == b.peer_zones;
}

bool same(const ProfileFact& a, const ProfileFact& b) { return a.profile == b.profile && a.fact == b.fact && same(a.value, b.value); }

bool same(const LocalGroups& a, const LocalGroups& b) { return a.host == b.host && same(a.groups, b.groups); }

bool same(const LocalGroupMembers& a, const LocalGroupMembers& b) { return same(a.group, b.group) && same(a.members, b.members); }

bool same(const LinkRule& a, const LinkRule& b) { return a.action == b.action && a.from == b.from && a.to == b.to && same(a.ports, b.ports); }

bool same(const Link& a, const Link& b) { return a.from == b.from && a.to == b.to && a.fallback == b.fallback && a.nat == b.nat && same(a.rules, b.rules); }

bool same(const Zone& a, const Zone& b) { return same(a.name, b.name); }

bool same(const Domain& a, const Domain& b) { return same(a.name, b.name) && same(a.netbios, b.netbios) && same(a.forest, b.forest); }

bool same(const Trust& a, const Trust& b) {
  return a.trusting == b.trusting && a.trusted == b.trusted && a.kind == b.kind && a.direction == b.direction && a.transitive == b.transitive &&
         a.selective_authentication == b.selective_authentication && a.filters_sids == b.filters_sids;
}

bool same(const Account& a, const Account& b) {
  return same(a.name, b.name) && same_statement(a.facts, b.facts) && a.host == b.host && a.domain == b.domain && same(a.local_groups, b.local_groups) &&
         same(a.domain_groups, b.domain_groups) && a.same_password_as == b.same_password_as;
}

bool same(const Group& a, const Group& b) { return same(a.name, b.name) && same(a.member_of, b.member_of) && same(a.local_groups, b.local_groups); }

template <class T>
bool same(const std::vector<T>& a, const std::vector<T>& b) {
  return std::ranges::equal(a, b, [](const T& x, const T& y) { return same(x, y); });
}

}  // namespace

bool same_statement(const Fact& a, const Fact& b) { return a.present() == b.present() && a.known == b.known && (!a.known || a.value == b.value); }

bool same_statement(const FactTable& a, const FactTable& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!same_statement(a[i], b[i])) return false;
  return true;
}

bool same_statement(const Host& a, const Host& b) {
  return same_statement(a.facts, b.facts) && same(a.profile_facts, b.profile_facts) && a.domain == b.domain && same(a.workgroup, b.workgroup) && a.zone == b.zone &&
         same(a.addresses, b.addresses) && same(a.launch_grants, b.launch_grants) && same(a.access_grants, b.access_grants) &&
         same(a.application_launch, b.application_launch) && same(a.application_access, b.application_access) && same(a.network_logon, b.network_logon) &&
         same(a.deny_network_logon, b.deny_network_logon) && same(a.local_groups, b.local_groups) && same(a.namespaces, b.namespaces) && same(a.firewall_rules, b.firewall_rules) &&
         same(a.allowed_to_authenticate, b.allowed_to_authenticate);
}

bool same_surroundings(const Estate& a, const Estate& b) {
  return same(a.as_of, b.as_of) && same(a.domains, b.domains) && same(a.trusts, b.trusts) && same(a.zones, b.zones) && same(a.links, b.links) &&
         same(a.accounts, b.accounts) && same(a.groups, b.groups);
}

bool same_request(const Connection& a, const Connection& b) {
  return a.account == b.account && a.third == b.third && same(a.wmi_class, b.wmi_class) && same(a.method, b.method) && same(a.wmi_namespace, b.wmi_namespace) &&
         a.namespace_assumed == b.namespace_assumed && same_statement(a.facts, b.facts);
}

}  // namespace wmireach::model
