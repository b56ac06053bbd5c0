// SPDX-License-Identifier: Apache-2.0
#include "model/edit.hpp"

#include <algorithm>
#include <ranges>
#include <tuple>

namespace wmireach::model {
namespace {

auto place_of(const Edit& e) {
  return std::tie(e.kind, e.host, e.name, e.account, e.where, e.fact, e.from, e.to, e.ports.first, e.ports.last);
}

bool is_fact(EditKind k) {
  return k == EditKind::host_fact || k == EditKind::baseline_fact || k == EditKind::account_fact || k == EditKind::request_fact;
}

// The allow entry of the principal, made where there is none.
Grant& entry_of(std::vector<Grant>& list, const std::string& principal) {
  const auto found = std::ranges::find_if(list, [&](const Grant& g) { return !g.deny && !g.children_only && folded(g.principal) == folded(principal); });
  if (found != list.end()) return *found;
  list.push_back({.principal = principal, .rights = 0});
  return list.back();
}

void drop_entry(std::vector<Grant>& list, const std::string& principal) {
  std::erase_if(list, [&](const Grant& g) { return !g.deny && folded(g.principal) == folded(principal); });
}

// A setting that some profile states on its own has to change in every profile: which one will be active is not for the edit to know.
void set_fact(Host& host, std::uint16_t fact, const Fact& value) {
  constexpr std::int64_t profiles = 3;
  host.facts[fact] = value;
  if (std::ranges::none_of(host.profile_facts, [&](const ProfileFact& p) { return p.fact == fact; })) return;
  for (std::int64_t p = 0; p < profiles; ++p) host.profile_facts.push_back({p, fact, value});
}

Namespace& namespace_of(Host& host, const std::string& name) {
  const auto found = std::ranges::find_if(host.namespaces, [&](const Namespace& n) { return folded(n.name) == folded(name); });
  if (found != host.namespaces.end()) return *found;
  Namespace n;
  n.name = name;
  n.exists = {true, 1, {OriginKind::stated, no_location, {}}};
  host.namespaces.push_back(std::move(n));
  return host.namespaces.back();
}

void join_group(const Estate& estate, Account& account, const Edit& e) {
  for (auto& entry : account.local_groups)
    if (entry.host == e.host && entry.groups) return entry.groups->push_back(e.name);
  // What counted for every computer counts for this one besides.
  LocalGroups own{e.host, std::vector<std::string>{e.name}, estate.hosts[e.host].where};
  account.local_groups.push_back(std::move(own));
}

void apply_to_host(Host& host, const Edit& e, const std::string& account) {
  switch (e.kind) {
    case EditKind::host_fact: return set_fact(host, e.fact, {true, e.value, {OriginKind::stated, no_location, {}}});
    case EditKind::baseline_fact:
      if (!is_stated(host.facts[e.fact].origin.kind)) set_fact(host, e.fact, {true, e.value, {OriginKind::baseline, no_location, {}}});
      return;
    case EditKind::launch_right: entry_of(host.launch_grants, account).rights |= e.value; return;
    case EditKind::access_right: entry_of(host.access_grants, account).rights |= e.value; return;
    case EditKind::application_launch: entry_of(host.application_launch.value, account).rights |= e.value; return;
    case EditKind::application_access: entry_of(host.application_access.value, account).rights |= e.value; return;
    case EditKind::namespace_right: entry_of(namespace_of(host, e.name).rights, account).rights |= e.value; return;
    case EditKind::drop_launch: return drop_entry(host.launch_grants, account);
    case EditKind::drop_access: return drop_entry(host.access_grants, account);
    case EditKind::drop_namespace: return drop_entry(namespace_of(host, e.name).rights, account);
    case EditKind::group_member:
      for (auto& list : host.local_groups)
        if (list.members && folded(list.group) == folded(e.name)) list.members->push_back(account);
      return;
    case EditKind::network_logon: return host.network_logon.value.push_back(account);
    case EditKind::lift_logon_denial:
      std::erase_if(host.deny_network_logon.value, [&](const std::string& p) { return folded(p) == folded(e.name); });
      return;
    case EditKind::allow_to_authenticate:
      if (!host.allowed_to_authenticate) host.allowed_to_authenticate.emplace();
      return host.allowed_to_authenticate->push_back(account);
    default: return;
  }
}

void close(std::vector<Link>& links, const Edit& e) {
  for (Link& l : links) {
    if (e.kind == EditKind::close_link && l.where == e.where) l.fallback = RuleAction::block;
    if (e.kind == EditKind::close_rule) std::erase_if(l.rules, [&](const LinkRule& r) { return r.where == e.where; });
  }
}

void leave_group(Account& account, const Edit& e) {
  for (auto& entry : account.local_groups)
    if (entry.host == e.host && entry.groups) std::erase_if(*entry.groups, [&](const std::string& g) { return folded(g) == folded(e.name); });
}

// Where one statement makes links in both directions, the rule stands in both.
void open_ports(std::vector<Link>& links, const Edit& e) {
  const LinkRule rule{RuleAction::allow, {e.ports}, e.from_hosts, e.to_hosts, no_location};
  const auto link = std::ranges::find_if(links, [&](const Link& l) { return l.from == e.from && l.to == e.to; });
  if (link == links.end()) {
    links.push_back({.from = e.from, .to = e.to, .rules = {rule}});
    return;
  }
  link->rules.insert(link->rules.begin(), rule);
  if (link->where == no_location) return;
  for (auto& other : links)
    if (&other != &*link && other.where == link->where) other.rules.insert(other.rules.begin(), {RuleAction::allow, {e.ports}, e.to_hosts, e.from_hosts, no_location});
}

// Whether the edit changes the host's own part of the scenario.
bool changes_host(const Estate& estate, const Edit& e, Index i) {
  const Host& host = estate.hosts[i];
  if (e.kind == EditKind::baseline_fact) {
    const Origin& origin = host.facts[e.fact].origin;
    // What another edit put there may be taken back; what the file states may not.
    return host.baseline == e.name && (!is_stated(origin.kind) || origin.where == no_location);
  }
  if (e.host == none || e.kind == EditKind::local_group || e.kind == EditKind::leave_group) return false;
  const LocationId where = estate.hosts[e.host].where;
  return i == e.host || (where != no_location && host.where == where);
}

}  // namespace

bool EditOrder::operator()(const Edit& a, const Edit& b) const {
  return std::tuple_cat(place_of(a), std::tie(a.value)) < std::tuple_cat(place_of(b), std::tie(b.value));
}

bool exclude_each_other(const Edit& a, const Edit& b) { return is_fact(a.kind) && place_of(a) == place_of(b) && a.value != b.value; }

std::vector<Index> changed_hosts(const Estate& estate, const Edit& e) {
  std::vector<Index> hosts;
  for (Index i = 0; i < estate.hosts.size(); ++i)
    if (changes_host(estate, e, i)) hosts.push_back(i);
  return hosts;
}

ChangedHosts::ChangedHosts(const Estate& estate) : estate_(estate) {
  for (Index i = 0; i < estate.hosts.size(); ++i) {
    if (!estate.hosts[i].baseline.empty()) by_baseline_[estate.hosts[i].baseline].push_back(i);
    if (estate.hosts[i].where != no_location) by_place_.emplace_back(estate.hosts[i].where, i);
  }
  std::ranges::sort(by_place_);
}

std::vector<Index> ChangedHosts::of(const Edit& e) const {
  std::vector<Index> hosts;
  const auto consider = [&](Index i) {
    if (changes_host(estate_, e, i)) hosts.push_back(i);
  };
  if (e.kind == EditKind::baseline_fact) {
    if (const auto own = by_baseline_.find(e.name); own != by_baseline_.end()) std::ranges::for_each(own->second, consider);
  } else if (e.host != none) {
    const LocationId where = estate_.hosts[e.host].where;
    const auto first = std::ranges::lower_bound(by_place_, where, {}, &std::pair<LocationId, Index>::first);
    const auto last = std::ranges::upper_bound(by_place_, where, {}, &std::pair<LocationId, Index>::first);
    if (first == last) consider(e.host);
    std::for_each(first, last, [&](const auto& at) { consider(at.second); });
  }
  return hosts;
}

bool makes_link(const Estate& estate, const Edit& e) {
  return e.kind == EditKind::open_ports &&
         std::ranges::none_of(estate.links, [&](const Link& l) { return l.from == e.from && l.to == e.to && l.where != no_location; });
}

bool opens_both_ways(const Estate& estate, const Edit& e) {
  const auto link = std::ranges::find_if(estate.links, [&](const Link& l) { return l.from == e.from && l.to == e.to && l.where != no_location; });
  return e.kind == EditKind::open_ports && link != estate.links.end() &&
         std::ranges::any_of(estate.links, [&](const Link& l) { return &l != &*link && l.where == link->where; });
}

void EstateEditor::apply(const Edit& e) { apply(e, changed_hosts(estate_, e)); }

void EstateEditor::apply(const Edit& e, const std::vector<Index>& hosts) {
  const std::string account = e.account == none ? std::string() : estate_.accounts[e.account].name;
  const Fact value{true, e.value, {OriginKind::stated, no_location, {}}};
  switch (e.kind) {
    case EditKind::account_fact:
      accounts_.try_emplace(e.account, estate_.accounts[e.account]);
      estate_.accounts[e.account].facts[e.fact] = value;
      return;
    case EditKind::local_group:
      accounts_.try_emplace(e.account, estate_.accounts[e.account]);
      join_group(estate_, estate_.accounts[e.account], e);
      return;
    case EditKind::request_fact:
      for (Index i = 0; i < estate_.connections.size(); ++i) {
        if (estate_.connections[i].where != e.where) continue;
        connections_.try_emplace(i, estate_.connections[i]);
        estate_.connections[i].facts[e.fact] = value;
      }
      return;
    case EditKind::open_ports:
      if (!links_) links_ = estate_.links;
      open_ports(estate_.links, e);
      return;
    case EditKind::close_rule:
    case EditKind::close_link:
      if (!links_) links_ = estate_.links;
      close(estate_.links, e);
      return;
    case EditKind::drop_trust:
      if (!trusts_) trusts_ = estate_.trusts;
      std::erase_if(estate_.trusts, [&](const Trust& t) { return t.where == e.where; });
      return;
    case EditKind::leave_group:
      accounts_.try_emplace(e.account, estate_.accounts[e.account]);
      leave_group(estate_.accounts[e.account], e);
      return;
    case EditKind::add_trust:
      if (!trusts_) trusts_ = estate_.trusts;
      estate_.trusts.push_back({.trusting = e.from, .trusted = e.to, .kind = TrustKind::external, .filters_sids = Truth::True});
      return;
    default:
      for (const Index i : hosts) {
        hosts_.try_emplace(i, estate_.hosts[i]);
        apply_to_host(estate_.hosts[i], e, account);
      }
  }
}

void EstateEditor::revert() {
  for (auto& [i, host] : hosts_) estate_.hosts[i] = std::move(host);
  for (auto& [i, account] : accounts_) estate_.accounts[i] = std::move(account);
  for (auto& [i, connection] : connections_) estate_.connections[i] = std::move(connection);
  if (links_) estate_.links = std::move(*links_);
  if (trusts_) estate_.trusts = std::move(*trusts_);
  hosts_.clear();
  accounts_.clear();
  connections_.clear();
  links_.reset();
  trusts_.reset();
}

}  // namespace wmireach::model
