// SPDX-License-Identifier: Apache-2.0
#include "rules/derived/groups.hpp"

#include <algorithm>
#include <optional>

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

// The target's own list of the group; null where it states none.
const model::LocalGroupMembers* members_of(FactFrame& frame, std::string_view group) {
  const std::string wanted = folded(group);
  for (const auto& list : frame.read(Role::target, HostPart::local_groups).local_groups)
    if (folded(list.group) == wanted) return &list;
  return nullptr;
}

// Whether a list of members names one of the identities. A SID that no account or group of the scenario states may be any of them; so may
// a domain group that is named without its domain.
Truth names_identity(FactFrame& frame, const model::Account& account, std::string_view identity, const std::string& member) {
  const std::string name = folded(identity), written = folded(member);
  if (name == written) return Truth::True;
  if (written.starts_with("s-1-5-21-")) return Truth::Unknown;
  if (written.find('\\') != std::string::npos || !name.ends_with("\\" + written)) return Truth::False;
  if (account.host == frame.host_index(Role::target)) return Truth::True;  // a bare name is an account of the computer
  const model::Index domain = frame.read(Role::target, HostPart::domain).domain;
  return domain == model::none ? Truth::Unknown : model::truth(frame.estate().find_domain(identity.substr(0, identity.size() - written.size() - 1)) == domain);
}

bool has_every_account(const std::string& member) {
  const std::string written = folded(member);
  return written == "everyone" || written == "authenticated users" || written == "network";
}

// What an account or group states of its own groups on the target wins, for it, over the target's list.
GroupMembership among_members(FactFrame& frame, const model::Account& account, const std::vector<std::string>& names, const model::LocalGroupMembers& list) {
  GroupMembership result{Truth::False, {}};
  for (std::size_t i = 0; i < names.size(); ++i) {
    const model::Group* group = i == 0 ? nullptr : frame.estate().find_group(names[i]);
    GroupMembership stated;
    if (i == 0) stated = listed(account.local_groups, frame.host_index(Role::target), list.group);
    else if (group != nullptr) stated = listed(group->local_groups, frame.host_index(Role::target), list.group);
    if (stated.member == Truth::Unknown) {
      stated.member = Truth::False;
      for (const auto& member : *list.members) {
        const Truth named = has_every_account(member) ? Truth::True : names_identity(frame, account, names[i], member);
        if (named > stated.member) stated = {named, {{EvidenceKind::group, list.group + " as " + member, list.where}}};
      }
    }
    if (stated.member == Truth::True) return stated;
    if (stated.member == Truth::Unknown) result = stated;
  }
  return result;
}

// Domain Admins is put into the local Administrators of a computer that joins its domain (general knowledge). Unknown
// while the target's membership is.
Truth is_domain_admins_of_target(FactFrame& frame, std::string_view group) {
  const auto slash = group.find('\\');
  if (slash == std::string_view::npos || folded(group.substr(slash + 1)) != "domain admins") return Truth::False;
  const auto& membership = frame.get(Role::target, HostFact::membership);
  const model::Index domain = frame.read(Role::target, HostPart::domain).domain;
  if (!membership.known || (membership.value == 1 && domain == model::none)) return Truth::Unknown;
  return model::truth(membership.value == 1 && frame.estate().find_domain(group.substr(0, slash)) == domain);
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

const model::Account* twin_on(const model::Estate& estate, const model::Account& account, model::Index host) {
  const auto lists = [&](const model::Account& a, const model::Account& b) {
    return std::ranges::any_of(a.same_password_as, [&](auto i) { return &estate.accounts[i] == &b; });
  };
  for (const auto& other : estate.accounts)
    if (other.host == host && host != model::none && &other != &account && (lists(account, other) || lists(other, account))) return &other;
  return nullptr;
}

std::vector<const model::Account*> accounts_seen_by_target(FactFrame& frame) {
  const model::Account* account = frame.account();
  const model::Index target = frame.host_index(Role::target);
  if (account == nullptr) return {};
  if (account->host == target) return {account};
  const model::Account* twin = twin_on(frame.estate(), *account, target);
  if (twin == nullptr) return {account};
  if (account->domain == model::none) return {twin};
  const auto& membership = frame.get(Role::target, HostFact::membership);
  const model::Index domain = frame.read(Role::target, HostPart::domain).domain;
  if (!membership.known || (membership.value == 1 && domain == model::none)) return {account, twin};
  if (membership.value == 1 && find_trust_path(frame.estate(), domain, account->domain).found) return {account};
  return {twin};
}

Truth target_sees_own_account(FactFrame& frame) {
  Truth own = Truth::False;
  const auto seen = accounts_seen_by_target(frame);
  for (const auto* account : seen) {
    const Truth this_one = model::truth(account->host == frame.host_index(Role::target));
    own = account == seen.front() || this_one == own ? this_one : Truth::Unknown;
  }
  return own;
}

GroupMembership local_group_membership(FactFrame& frame, const model::Account& account, std::string_view group) {
  const model::Estate& estate = frame.estate();
  const model::Index target = frame.host_index(Role::target);
  const model::LocalGroupMembers* members = members_of(frame, group);
  const auto names = identities(estate, account);
  if (members != nullptr && members->members) return among_members(frame, account, names, *members);
  GroupMembership own = listed(account.local_groups, target, group);
  if (own.member == Truth::True) return own;
  bool open = stated_unknown(account.local_groups, target);
  const bool own_entry_covers = own.member == Truth::False && !open;
  bool may_come_through_domain = members != nullptr && names.size() > 1;  // a list that is stated to be unknown
  for (std::size_t i = 1; i < names.size(); ++i) {
    const model::Group* g = estate.find_group(names[i]);
    GroupMembership through = g != nullptr ? listed(g->local_groups, target, group) : GroupMembership{};
    if (through.member == Truth::Unknown && members == nullptr && folded(group) == "administrators") {
      const Truth domain_admins = is_domain_admins_of_target(frame, names[i]);
      if (domain_admins == Truth::True) through = {Truth::True, {{EvidenceKind::group, names[i], account.where, "general-knowledge"}}};
      may_come_through_domain = may_come_through_domain || domain_admins == Truth::Unknown;
    }
    if (through.member == Truth::True) return through;
    const bool not_known = through.member == Truth::Unknown || (g != nullptr && stated_unknown(g->local_groups, target));
    open = open || (not_known && !own_entry_covers);
  }
  if (own_entry_covers && !may_come_through_domain) return own;
  const bool complete = names.size() > 1 && !open && !may_come_through_domain;
  if (complete) return {Truth::False, {}};
  return {Truth::Unknown, {{EvidenceKind::groups_not_stated, account.name + " on " + estate.hosts[target].name, account.where}}};
}

GroupMembership local_group_membership(FactFrame& frame, std::string_view group) {
  std::optional<GroupMembership> result;
  for (const auto* account : accounts_seen_by_target(frame)) {
    GroupMembership m = local_group_membership(frame, *account, group);
    if (!result) result = std::move(m);
    else if (result->member != m.member) result->member = Truth::Unknown;
  }
  return result.value_or(GroupMembership{});
}

}  // namespace wmireach::rules
