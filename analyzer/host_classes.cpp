// SPDX-License-Identifier: Apache-2.0
#include "analyzer/host_classes.hpp"

#include <string>
#include <unordered_map>

namespace wmireach::analyzer {
namespace {

using model::Index;

// Everything that is stated of a host, in an order of its own, as bytes.
class Key {
 public:
  void number(std::int64_t n) { bytes_.append(reinterpret_cast<const char*>(&n), sizeof n); }
  void text(std::string_view t) {
    number(static_cast<std::int64_t>(t.size()));
    bytes_ += t;
  }
  void fact(const model::Fact& f) {
    number((f.present() ? 2 : 0) + (f.known ? 1 : 0));
    number(f.known ? f.value : 0);
  }
  template <class List, class Write>
  void list(const List& items, Write write) {
    number(static_cast<std::int64_t>(items.size()));
    for (const auto& item : items) write(item);
  }
  void texts(const std::vector<std::string>& items) {
    list(items, [&](const std::string& t) { text(model::folded(t)); });
  }
  void grants(const std::vector<model::Grant>& items) {
    list(items, [&](const model::Grant& g) {
      text(model::folded(g.principal));
      number(g.rights);
      number((g.subnamespaces ? 1 : 0) + (g.deny ? 2 : 0) + (g.children_only ? 4 : 0));
    });
  }
  template <class T, class Write>
  void stated(const model::Stated<T>& s, Write write) {
    number(static_cast<std::int64_t>(s.state));
    write(s.value);
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

void add_namespace(Key& key, const model::Namespace& n) {
  key.text(model::folded(n.name));
  key.fact(n.exists);
  key.fact(n.requires_encryption);
  key.grants(n.rights);
  key.number((n.rights_unknown ? 1 : 0) + (n.rights_complete ? 2 : 0));
}

void add_firewall_rule(Key& key, const model::HostFirewallRule& r) {
  key.number(static_cast<std::int64_t>(r.action));
  key.number(static_cast<std::int64_t>(r.direction));
  key.list(r.ports, [&](model::PortRange p) { key.number(std::int64_t{p.first} * 65536 + p.last); });
  key.list(r.peers, [&](Index i) { key.number(i); });
  key.list(r.peer_zones, [&](Index i) { key.number(i); });
}

std::string key_of(const model::Host& h) {
  Key key;
  key.list(h.facts, [&](const model::Fact& f) { key.fact(f); });
  key.list(h.profile_facts, [&](const model::ProfileFact& f) {
    key.number(f.profile);
    key.number(f.fact);
    key.fact(f.value);
  });
  key.number(h.domain);
  key.text(model::folded(h.workgroup));
  key.number(h.zone);
  key.texts(h.addresses);
  key.grants(h.launch_grants);
  key.grants(h.access_grants);
  for (const auto* s : {&h.application_launch, &h.application_access}) key.stated(*s, [&](const auto& grants) { key.grants(grants); });
  for (const auto* s : {&h.network_logon, &h.deny_network_logon}) key.stated(*s, [&](const auto& principals) { key.texts(principals); });
  key.list(h.namespaces, [&](const model::Namespace& n) { add_namespace(key, n); });
  key.list(h.firewall_rules, [&](const model::HostFirewallRule& r) { add_firewall_rule(key, r); });
  key.number(h.allowed_to_authenticate ? 1 : 0);
  if (h.allowed_to_authenticate) key.texts(*h.allowed_to_authenticate);
  return key.take();
}

// Hosts that some part of the estate names alone.
class NamedHosts {
 public:
  explicit NamedHosts(const model::Estate& e) : named_(e.hosts.size(), false) {
    for (Index i = 0; i < e.hosts.size(); ++i) by_name_.emplace(model::folded(e.hosts[i].name), i);
    for (const auto& a : e.accounts) {
      host(a.host);
      principal(a.name);
      principals(a.domain_groups);
      groups(a.local_groups);
    }
    for (const auto& g : e.groups) {
      principal(g.name);
      principals(g.member_of);
      groups(g.local_groups);
    }
    for (const auto& l : e.links)
      for (const auto& r : l.rules) {
        for (const Index i : r.from) host(i);
        for (const Index i : r.to) host(i);
      }
    for (const auto& c : e.connections) host(c.third);
    for (const auto& r : e.requirements) host(r.request.third);
    for (const auto& h : e.hosts) of_host(h);
  }
  bool named(Index i) const { return named_[i]; }

 private:
  void host(Index i) {
    if (i != model::none) named_[i] = true;
  }
  // "SRV1\reader", "CORP\SRV1$" and "SRV1$" name SRV1.
  void principal(std::string_view name) {
    const auto slash = name.find('\\');
    look_up(name.substr(0, slash));
    if (slash != std::string_view::npos) look_up(name.substr(slash + 1));
  }
  void look_up(std::string_view name) {
    if (name.ends_with('$')) name.remove_suffix(1);
    if (const auto found = by_name_.find(model::folded(name)); found != by_name_.end()) named_[found->second] = true;
  }
  void principals(const std::vector<std::string>& names) {
    for (const auto& n : names) principal(n);
  }
  void groups(const std::vector<model::LocalGroups>& memberships) {
    for (const auto& m : memberships) {
      host(m.host);
      if (m.groups) principals(*m.groups);
    }
  }
  void grants(const std::vector<model::Grant>& list) {
    for (const auto& g : list) principal(g.principal);
  }
  void of_host(const model::Host& h) {
    for (const auto* list : {&h.launch_grants, &h.access_grants, &h.application_launch.value, &h.application_access.value}) grants(*list);
    for (const auto* list : {&h.network_logon.value, &h.deny_network_logon.value}) principals(*list);
    for (const auto& n : h.namespaces) grants(n.rights);
    if (h.allowed_to_authenticate) principals(*h.allowed_to_authenticate);
    for (const auto& r : h.firewall_rules)
      for (const Index i : r.peers) host(i);
  }

  std::vector<bool> named_;
  std::unordered_map<std::string, Index> by_name_;
};

}  // namespace

std::string host_key(const model::Host& host) { return key_of(host); }

HostClasses host_classes(const model::Estate& estate) {
  const NamedHosts named(estate);
  HostClasses classes;
  std::unordered_map<std::string, Index> by_key;
  for (Index i = 0; i < estate.hosts.size(); ++i) {
    const auto next = static_cast<Index>(classes.members.size());
    const Index c = named.named(i) ? next : by_key.emplace(key_of(estate.hosts[i]), next).first->second;
    if (c == next) classes.members.emplace_back();
    classes.members[c].push_back(i);
    classes.of_host.push_back(c);
  }
  return classes;
}

}  // namespace wmireach::analyzer
