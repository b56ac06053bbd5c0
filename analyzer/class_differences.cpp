// SPDX-License-Identifier: Apache-2.0
#include "analyzer/class_differences.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "rules/fact_id.hpp"

namespace wmireach::analyzer {
namespace {

using model::Host;
using model::Index;

bool same(const model::Fact& a, const model::Fact& b) {
  return a.present() == b.present() && a.known == b.known && (!a.known || a.value == b.value);
}

template <class List, class Same>
bool same_list(const List& a, const List& b, Same same_item) {
  return std::ranges::equal(a, b, same_item);
}

bool same_texts(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return same_list(a, b, [](const auto& x, const auto& y) { return model::folded(x) == model::folded(y); });
}

bool same_grants(const std::vector<model::Grant>& a, const std::vector<model::Grant>& b) {
  return same_list(a, b, [](const model::Grant& x, const model::Grant& y) {
    return x.rights == y.rights && x.subnamespaces == y.subnamespaces && x.deny == y.deny && x.children_only == y.children_only && model::folded(x.principal) == model::folded(y.principal);
  });
}

bool same_namespaces(const Host& a, const Host& b) {
  return same_list(a.namespaces, b.namespaces, [](const model::Namespace& x, const model::Namespace& y) {
    return model::folded(x.name) == model::folded(y.name) && same(x.exists, y.exists) && same(x.requires_encryption, y.requires_encryption) && same_grants(x.rights, y.rights) &&
           x.rights_unknown == y.rights_unknown && x.rights_complete == y.rights_complete;
  });
}

bool same_firewall_rules(const Host& a, const Host& b) {
  return same_list(a.firewall_rules, b.firewall_rules, [](const model::HostFirewallRule& x, const model::HostFirewallRule& y) {
    const auto same_ports = [](model::PortRange p, model::PortRange q) { return p.first == q.first && p.last == q.last; };
    return x.action == y.action && x.direction == y.direction && same_list(x.ports, y.ports, same_ports) && x.peers == y.peers && x.peer_zones == y.peer_zones;
  });
}

bool same_profiles(const Host& a, const Host& b) {
  return same_list(a.profile_facts, b.profile_facts, [](const model::ProfileFact& x, const model::ProfileFact& y) { return x.profile == y.profile && x.fact == y.fact && same(x.value, y.value); });
}

constexpr auto membership_fact = static_cast<std::size_t>(rules::HostFact::membership);

bool same(const Host& a, const Host& b, ClassPart p) {
  switch (p.part) {
    case HostPart::fact: return same(a.facts[p.fact], b.facts[p.fact]);
    case HostPart::membership: return same(a.facts[membership_fact], b.facts[membership_fact]) && a.domain == b.domain && model::folded(a.workgroup) == model::folded(b.workgroup);
    case HostPart::zone: return a.zone == b.zone;
    case HostPart::addresses: return same_texts(a.addresses, b.addresses);
    case HostPart::firewall_profiles: return same_profiles(a, b);
    case HostPart::firewall_rules: return same_firewall_rules(a, b);
    case HostPart::launch: return same_grants(a.launch_grants, b.launch_grants);
    case HostPart::access: return same_grants(a.access_grants, b.access_grants);
    case HostPart::application_launch: return a.application_launch.state == b.application_launch.state && same_grants(a.application_launch.value, b.application_launch.value);
    case HostPart::application_access: return a.application_access.state == b.application_access.state && same_grants(a.application_access.value, b.application_access.value);
    case HostPart::network_logon: return a.network_logon.state == b.network_logon.state && same_texts(a.network_logon.value, b.network_logon.value);
    case HostPart::deny_network_logon: return a.deny_network_logon.state == b.deny_network_logon.state && same_texts(a.deny_network_logon.value, b.deny_network_logon.value);
    case HostPart::namespaces: return same_namespaces(a, b);
    case HostPart::allowed_to_authenticate:
      return a.allowed_to_authenticate.has_value() == b.allowed_to_authenticate.has_value() && (!a.allowed_to_authenticate || same_texts(*a.allowed_to_authenticate, *b.allowed_to_authenticate));
  }
  return true;
}

// The host whose value more than half of the hosts have (Boyer and Moore's vote); null: there is no such value.
const Host* usual(const std::vector<const Host*>& hosts, ClassPart part) {
  const Host* candidate = nullptr;
  std::size_t votes = 0;
  for (const Host* h : hosts) {
    if (votes == 0) candidate = h;
    if (same(*candidate, *h, part)) ++votes;
    else --votes;
  }
  const auto with = std::ranges::count_if(hosts, [&](const Host* h) { return same(*candidate, *h, part); });
  return static_cast<std::size_t>(with) * 2 > hosts.size() ? candidate : nullptr;
}

std::vector<ClassPart> all_parts(std::size_t facts) {
  std::vector<ClassPart> parts{{HostPart::membership}, {HostPart::zone}};
  for (std::size_t f = 0; f < facts; ++f)
    if (f != membership_fact) parts.push_back({HostPart::fact, static_cast<std::uint16_t>(f)});
  for (auto p = static_cast<int>(HostPart::addresses); p <= static_cast<int>(HostPart::allowed_to_authenticate); ++p) parts.push_back({static_cast<HostPart>(p)});
  return parts;
}

// What names the first hosts of the classes.
class Namings {
 public:
  Namings(const model::Estate& e, const HostClasses& classes, std::vector<ClassDifference>& out) : out_(out) {
    for (Index c = 0; c < classes.members.size(); ++c) {
      const Index first = classes.members[c].front();
      class_of_.emplace(first, c);
      by_name_.emplace(model::folded(e.hosts[first].name), first);
    }
    for (Index i = 0; i < e.accounts.size(); ++i) of_account(e.accounts[i], {NamedBy::account, i});
    for (Index i = 0; i < e.groups.size(); ++i) {
      principal(e.groups[i].name, {NamedBy::group, i});
      principals(e.groups[i].member_of, {NamedBy::group, i});
      groups(e.groups[i].local_groups, {NamedBy::group, i});
    }
    for (Index i = 0; i < e.links.size(); ++i)
      for (const auto& r : e.links[i].rules)
        for (const auto* list : {&r.from, &r.to})
          for (const Index h : *list) host(h, {NamedBy::link_rule, i});
    for (Index i = 0; i < e.connections.size(); ++i) host(e.connections[i].third, {NamedBy::second_hop, i});
    for (Index i = 0; i < e.hosts.size(); ++i) of_host(e.hosts[i], i);
    for (auto& difference : out_) {
      std::ranges::sort(difference.named_by);
      const auto again = std::ranges::unique(difference.named_by);
      difference.named_by.erase(again.begin(), again.end());
    }
  }

 private:
  void host(Index i, Naming naming) {
    if (const auto found = class_of_.find(i); found != class_of_.end()) out_[found->second].named_by.push_back(naming);
  }
  void look_up(std::string_view name, Naming naming) {
    if (name.ends_with('$')) name.remove_suffix(1);
    if (const auto found = by_name_.find(model::folded(name)); found != by_name_.end()) host(found->second, naming);
  }
  // "SRV1\reader", "CORP\SRV1$" and "SRV1$" name SRV1.
  void principal(std::string_view name, Naming naming) {
    const auto slash = name.find('\\');
    look_up(name.substr(0, slash), naming);
    if (slash != std::string_view::npos) look_up(name.substr(slash + 1), naming);
  }
  void principals(const std::vector<std::string>& names, Naming naming) {
    for (const auto& n : names) principal(n, naming);
  }
  void grants(const std::vector<model::Grant>& list, Naming naming) {
    for (const auto& g : list) principal(g.principal, naming);
  }
  void groups(const std::vector<model::LocalGroups>& memberships, Naming naming) {
    for (const auto& m : memberships) {
      host(m.host, naming);
      if (m.groups) principals(*m.groups, naming);
    }
  }
  void of_account(const model::Account& a, Naming naming) {
    host(a.host, naming);
    principal(a.name, naming);
    principals(a.domain_groups, naming);
    groups(a.local_groups, naming);
  }
  void of_host(const Host& h, Index i) {
    const Naming list{NamedBy::access_list, i};
    for (const auto* g : {&h.launch_grants, &h.access_grants, &h.application_launch.value, &h.application_access.value}) grants(*g, list);
    for (const auto* p : {&h.network_logon.value, &h.deny_network_logon.value}) principals(*p, list);
    for (const auto& n : h.namespaces) grants(n.rights, list);
    if (h.allowed_to_authenticate) principals(*h.allowed_to_authenticate, list);
    for (const auto& r : h.firewall_rules)
      for (const Index peer : r.peers) host(peer, {NamedBy::firewall_rule, i});
  }

  std::vector<ClassDifference>& out_;
  std::unordered_map<Index, Index> class_of_;  // by first host
  std::unordered_map<std::string, Index> by_name_;
};

}  // namespace

std::vector<ClassDifference> class_differences(const model::Estate& estate, const HostClasses& classes) {
  std::vector<ClassDifference> out(classes.members.size());
  if (out.size() < 2) return out;
  std::vector<const Host*> hosts;
  for (const auto& members : classes.members) hosts.push_back(&estate.hosts[members.front()]);
  for (const ClassPart part : all_parts(hosts.front()->facts.size())) {
    if (std::ranges::all_of(hosts, [&](const Host* h) { return same(*hosts.front(), *h, part); })) continue;
    const Host* most = usual(hosts, part);
    for (std::size_t c = 0; c < hosts.size(); ++c)
      if (most == nullptr || !same(*most, *hosts[c], part)) out[c].parts.push_back(part);
  }
  Namings(estate, classes, out);
  return out;
}

}  // namespace wmireach::analyzer
