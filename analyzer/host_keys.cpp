// SPDX-License-Identifier: Apache-2.0
#include "analyzer/host_keys.hpp"

#include <algorithm>

#include "analyzer/host_naming.hpp"
#include "rules/derived/groups.hpp"

namespace wmireach::analyzer {
namespace {

using model::Index;
using rules::HostPart;

void add_texts(Key& key, const std::vector<std::string>& items) {
  key.list(items, [&](const std::string& t) { key.text(model::folded(t)); });
}

void add_grants(Key& key, const std::vector<model::Grant>& items) {
  key.list(items, [&](const model::Grant& g) {
    key.text(model::folded(g.principal));
    key.number(g.rights);
    key.number((g.subnamespaces ? 1 : 0) + (g.deny ? 2 : 0) + (g.children_only ? 4 : 0));
  });
}

template <class T, class Write>
void add_stated_list(Key& key, const model::Stated<T>& s, Write write) {
  key.number(static_cast<std::int64_t>(s.state));
  write(key, s.value);
}

void add_namespace(Key& key, const model::Namespace& n) {
  key.text(model::folded(n.name));
  key.fact(n.exists);
  key.fact(n.requires_encryption);
  add_grants(key, n.rights);
  key.number((n.rights_unknown ? 1 : 0) + (n.rights_complete ? 2 : 0));
}

void add_firewall_rule(Key& key, const model::HostFirewallRule& r) {
  key.number(static_cast<std::int64_t>(r.action));
  key.number(static_cast<std::int64_t>(r.direction));
  key.list(r.ports, [&](model::PortRange p) { key.number(std::int64_t{p.first} * 65536 + p.last); });
  key.list(r.peers, [&](Index i) { key.number(i); });
  key.list(r.peer_zones, [&](Index i) { key.number(i); });
}

}  // namespace

// Computers whose lists differ only in accounts and groups that play no part in the request are alike.
void HostKeys::add_members(Key& key, const model::LocalGroupMembers& list) const {
  key.text(model::folded(list.group));
  key.small(list.members ? 1 : 0);
  if (!list.members) return;
  std::vector<std::string> relevant;
  for (const auto& member : *list.members) {
    std::string name = model::folded(member);
    const bool names_account = name.find('\\') != std::string::npos;
    if (!names_account || identities_.contains(name)) relevant.push_back(std::move(name));
  }
  key.list(relevant, [&](const std::string& name) { key.text(name); });
}

void Key::text(std::string_view t) {
  number(static_cast<std::int64_t>(t.size()));
  bytes_ += t;
}

HostKeys::HostKeys(const model::Estate& estate, const model::Connection& request) : estate_(estate), subnets_(estate), named_(estate.hosts.size(), false) {
  for_each_naming(estate, request, [&](Index host, Naming) { named_[host] = true; });
  if (request.account == model::none) return;
  const model::Account& account = estate.accounts[request.account];
  for (const auto& a : estate.accounts) {
    const auto pairs = [](const model::Account& one, Index other) { return std::ranges::find(one.same_password_as, other) != one.same_password_as.end(); };
    const auto index = static_cast<Index>(&a - estate.accounts.data());
    if (index != request.account && !pairs(account, index) && !pairs(a, request.account)) continue;
    for (const auto& name : rules::identities(estate, a)) identities_.insert(model::folded(name));
  }
}

void HostKeys::add_part(Key& key, Index index, HostPart part) const {
  const model::Host& h = estate_.hosts[index];
  switch (part) {
    case HostPart::whole: return key.number(index);
    case HostPart::identity: return key.number(named_[index] ? index : model::none);
    case HostPart::zone: return key.number(h.zone);
    case HostPart::domain: return key.number(h.domain);
    case HostPart::addresses: return key.list(subnets_.of(index), [&](std::uint32_t n) { key.number(n); });
    case HostPart::launch_grants: return add_grants(key, h.launch_grants);
    case HostPart::access_grants: return add_grants(key, h.access_grants);
    case HostPart::application_launch: return add_stated_list(key, h.application_launch, add_grants);
    case HostPart::application_access: return add_stated_list(key, h.application_access, add_grants);
    case HostPart::network_logon: return add_stated_list(key, h.network_logon, add_texts);
    case HostPart::deny_network_logon: return add_stated_list(key, h.deny_network_logon, add_texts);
    case HostPart::local_groups: return key.list(h.local_groups, [&](const model::LocalGroupMembers& g) { add_members(key, g); });
    case HostPart::namespaces: return key.list(h.namespaces, [&](const model::Namespace& n) { add_namespace(key, n); });
    case HostPart::firewall_rules: return key.list(h.firewall_rules, [&](const model::HostFirewallRule& r) { add_firewall_rule(key, r); });
    case HostPart::allowed_to_authenticate:
      key.number(h.allowed_to_authenticate ? 1 : 0);
      if (h.allowed_to_authenticate) add_texts(key, *h.allowed_to_authenticate);
      return;
    case HostPart::profile_facts:
      return key.list(h.profile_facts, [&](const model::ProfileFact& f) {
        key.number(f.profile);
        key.number(f.fact);
        key.fact(f.value);
      });
    case HostPart::count: break;
  }
}

void HostKeys::add(Key& key, Index host, std::uint16_t fact, const rules::Observed& observed) const {
  const model::Fact& f = estate_.hosts[host].facts[fact];
  if (observed.values.test(fact)) return key.fact(f);
  auto limit = observed.limits.lower_bound({fact, INT64_MIN});
  const bool limited = limit != observed.limits.end() && limit->first == fact;
  if (!limited && !observed.states.test(fact)) return;
  key.state(f);
  if (!f.known) return;
  for (; limit != observed.limits.end() && limit->first == fact; ++limit) key.small(f.value >= limit->second ? 1 : 0);
}

// For very many hosts: facts by their bits first.
void HostKeys::add(Key& key, Index host, const rules::Observed& observed) const {
  const auto& facts = estate_.hosts[host].facts;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (observed.values.test(i)) key.fact(facts[i]);
    else if (observed.states.test(i)) key.state(facts[i]);
  }
  for (const auto& [fact, limit] : observed.limits) {
    key.state(facts[fact]);
    if (facts[fact].known) key.small(facts[fact].value >= limit ? 1 : 0);
  }
  for (std::size_t p = 0; p < rules::host_parts; ++p)
    if (observed.parts.test(p)) add_part(key, host, static_cast<HostPart>(p));
}

}  // namespace wmireach::analyzer
