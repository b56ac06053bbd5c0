// SPDX-License-Identifier: Apache-2.0
#include "rules/derived/groups.hpp"

#include <algorithm>

#include "model/trust_graph.hpp"

namespace wmireach::rules {

using model::folded;
using model::Truth;

namespace {

// What one list of entries says: True, False (an entry covers the target and does not name the group), Unknown (no entry).
GroupMembership listed(const std::vector<model::LocalGroups>& entries, model::Index target, std::string_view group) {
  const std::string wanted = folded(group);
  GroupMembership m;
  for (const auto& entry : entries) {
    if (entry.host != model::none && entry.host != target) continue;
    if (!entry.groups) continue;
    if (std::ranges::any_of(*entry.groups, [&](const auto& g) { return folded(g) == wanted; }))
      return {Truth::True, {{EvidenceKind::group, std::string(group), entry.where}}};
    m.member = Truth::False;
  }
  return m;
}

bool stated_unknown(const std::vector<model::LocalGroups>& entries, model::Index target) {
  return std::ranges::any_of(entries, [&](const auto& e) { return !e.groups && (e.host == model::none || e.host == target); });
}

// Domain Admins is put into the local Administrators of a computer that joins its domain (general knowledge).
bool is_domain_admins_of(const model::Estate& estate, std::string_view group, model::Index domain) {
  const auto slash = group.find('\\');
  return slash != std::string_view::npos && folded(group.substr(slash + 1)) == "domain admins" && domain != model::none &&
         estate.find_domain(group.substr(0, slash)) == domain;
}

}  // namespace

std::vector<std::string> identities(const model::Estate& estate, const model::Account& account) {
  std::vector<std::string> names{account.name};
  names.insert(names.end(), account.domain_groups.begin(), account.domain_groups.end());
  for (std::size_t i = 1; i < names.size(); ++i) {
    const model::Group* group = estate.find_group(names[i]);
    if (group == nullptr) continue;
    for (const auto& outer : group->member_of)
      if (std::ranges::none_of(names, [&](const auto& n) { return folded(n) == folded(outer); })) names.push_back(outer);
  }
  return names;
}

const model::Account* account_seen_by_target(const FactFrame& frame) {
  const model::Account* account = frame.account();
  const model::Index target = frame.host_index(Role::target);
  if (account == nullptr || account->host == target) return account;
  if (account->domain != model::none && find_trust_path(frame.estate(), frame.host(Role::target).domain, account->domain).found) return account;
  for (const auto twin : account->same_password_as)
    if (frame.estate().accounts[twin].host == target) return &frame.estate().accounts[twin];
  return account;
}

GroupMembership local_group_membership(const FactFrame& frame, std::string_view group) {
  const model::Estate& estate = frame.estate();
  const model::Account& account = *account_seen_by_target(frame);
  const model::Index target = frame.host_index(Role::target);
  GroupMembership own = listed(account.local_groups, target, group);
  if (own.member == Truth::True) return own;
  bool open = stated_unknown(account.local_groups, target);
  const bool own_entry_covers = own.member == Truth::False && !open;
  const auto names = identities(estate, account);
  for (std::size_t i = 1; i < names.size(); ++i) {
    const model::Group* g = estate.find_group(names[i]);
    GroupMembership through = g != nullptr ? listed(g->local_groups, target, group) : GroupMembership{};
    if (through.member == Truth::Unknown && folded(group) == "administrators" && is_domain_admins_of(estate, names[i], estate.hosts[target].domain))
      through = {Truth::True, {{EvidenceKind::group, names[i], account.where, "general-knowledge"}}};
    if (through.member == Truth::True) return through;
    const bool not_known = through.member == Truth::Unknown || (g != nullptr && stated_unknown(g->local_groups, target));
    open = open || (not_known && !own_entry_covers);
  }
  if (own_entry_covers) return own;
  const bool complete = names.size() > 1 && !open;
  if (complete) return {Truth::False, {}};
  return {Truth::Unknown, {{EvidenceKind::groups_not_stated, account.name + " on " + estate.hosts[target].name, account.where}}};
}

GroupMembership granted(const FactFrame& frame, const std::vector<model::Grant>& grants, std::int64_t rights) {
  GroupMembership result{Truth::False, {}};
  const auto names = identities(frame.estate(), *account_seen_by_target(frame));
  for (const auto& grant : grants) {
    if ((grant.rights & rights) != rights) continue;
    const std::string principal = folded(grant.principal);
    Truth holds = Truth::False;
    if (principal == "everyone" || principal == "authenticated users" ||
        std::ranges::any_of(names, [&](const auto& n) { return folded(n) == principal; }))
      holds = Truth::True;
    else if (principal != "administrators" && principal.find('\\') == std::string::npos)
      holds = local_group_membership(frame, grant.principal).member;
    if (holds == Truth::False) continue;
    result.member = result.member || holds;
    result.evidence.push_back({EvidenceKind::grant, grant.principal, grant.where});
  }
  return result;
}

}  // namespace wmireach::rules
