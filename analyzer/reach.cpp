// SPDX-License-Identifier: Apache-2.0
#include "analyzer/reach.hpp"

#include <algorithm>
#include <unordered_map>

#include "analyzer/host_keys.hpp"

namespace wmireach::analyzer {
namespace {

using model::folded;
using model::Index;

// Places in files and the spelling of names play no part anywhere here.
bool same(const std::string& a, const std::string& b) { return folded(a) == folded(b); }

bool same(const model::Fact& a, const model::Fact& b) { return a.present() == b.present() && a.known == b.known && (!a.known || a.value == b.value); }

template <class List, class Same>
bool same_lists(const List& a, const List& b, Same same_items) {
  return std::ranges::equal(a, b, same_items);
}

bool same(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return same_lists(a, b, [](const std::string& x, const std::string& y) { return same(x, y); });
}

bool same(const model::FactTable& a, const model::FactTable& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!same(a[i], b[i])) return false;
  return true;
}

bool same(const std::vector<model::LocalGroups>& a, const std::vector<model::LocalGroups>& b) {
  return same_lists(a, b, [](const auto& x, const auto& y) {
    return x.host == y.host && x.groups.has_value() == y.groups.has_value() && (!x.groups || same(*x.groups, *y.groups));
  });
}

bool same(const model::LinkRule& a, const model::LinkRule& b) {
  return a.action == b.action && a.from == b.from && a.to == b.to &&
         same_lists(a.ports, b.ports, [](model::PortRange x, model::PortRange y) { return x.first == y.first && x.last == y.last; });
}

bool same_networks(const model::Estate& a, const model::Estate& b) {
  return same_lists(a.zones, b.zones, [](const auto& x, const auto& y) { return same(x.name, y.name); }) &&
         same_lists(a.links, b.links, [](const auto& x, const auto& y) {
           return x.from == y.from && x.to == y.to && x.fallback == y.fallback && x.nat == y.nat &&
                  same_lists(x.rules, y.rules, [](const auto& r, const auto& s) { return same(r, s); });
         });
}

bool same_domains(const model::Estate& a, const model::Estate& b) {
  return same_lists(a.domains, b.domains, [](const auto& x, const auto& y) { return same(x.name, y.name) && same(x.netbios, y.netbios) && same(x.forest, y.forest); }) &&
         same_lists(a.trusts, b.trusts, [](const auto& x, const auto& y) {
           return x.trusting == y.trusting && x.trusted == y.trusted && x.kind == y.kind && x.direction == y.direction && x.transitive == y.transitive &&
                  x.selective_authentication == y.selective_authentication && x.filters_sids == y.filters_sids;
         });
}

bool same_accounts(const model::Estate& a, const model::Estate& b) {
  return same_lists(a.accounts, b.accounts, [](const auto& x, const auto& y) {
           return same(x.name, y.name) && same(x.facts, y.facts) && x.host == y.host && x.domain == y.domain && same(x.local_groups, y.local_groups) &&
                  same(x.domain_groups, y.domain_groups) && x.same_password_as == y.same_password_as;
         }) &&
         same_lists(a.groups, b.groups, [](const auto& x, const auto& y) { return same(x.name, y.name) && same(x.member_of, y.member_of) && same(x.local_groups, y.local_groups); });
}

}  // namespace

bool same_request(const model::Connection& a, const model::Connection& b) {
  return a.account == b.account && a.third == b.third && same(a.wmi_class, b.wmi_class) && same(a.method, b.method) && same(a.wmi_namespace, b.wmi_namespace) &&
         a.namespace_assumed == b.namespace_assumed && same(a.facts, b.facts);
}

Reach::Reach(const model::Estate& before, const model::Estate& after) : after_(before.hosts.size(), model::none), changed_(before.hosts.size(), true) {
  std::unordered_map<std::string, Index> by_name;
  for (Index i = 0; i < after.hosts.size(); ++i) by_name.emplace(folded(after.hosts[i].name), i);
  bool in_place = true;  // the index of a host means the same host
  for (Index i = 0; i < before.hosts.size(); ++i) {
    if (const auto found = by_name.find(folded(before.hosts[i].name)); found != by_name.end()) after_[i] = found->second;
    in_place = in_place && (after_[i] == i || (after_[i] == model::none && i >= after.hosts.size()));
  }
  shared_ = in_place && same(before.as_of, after.as_of) && same_domains(before, after) && same_networks(before, after) && same_accounts(before, after);
  if (!shared_) return;
  for (Index i = 0; i < before.hosts.size(); ++i)
    if (after_[i] != model::none) changed_[i] = stated_key(before.hosts[i]) != stated_key(after.hosts[after_[i]]);
}

bool Reach::everywhere(const model::Connection& before, const model::Connection& after) const {
  return !shared_ || !same_request(before, after) || (before.third != model::none && changed_[before.third]);
}

bool Reach::reaches(const model::Connection& before, const model::Connection& after) const {
  return everywhere(before, after) || after_[before.from] != after.from || after_[before.to] != after.to || changed_[before.from] || changed_[before.to];
}

}  // namespace wmireach::analyzer
