// SPDX-License-Identifier: Apache-2.0
#include "rules/derived/access.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "rules/derived/groups.hpp"

namespace wmireach::rules {

using model::folded;
using model::Truth;

namespace {

// A group that UAC took out of the token grants nothing more, and still denies.
enum class Purpose : bool { grant, deny };

constexpr std::array<std::string_view, 3> always_in_token{"everyone", "authenticated users", "network"};
constexpr std::array<std::string_view, 7> never_in_token{"interactive", "anonymous logon", "service", "batch", "system", "local service", "network service"};
// Groups of some domain, as SDDL names them by two letters.
constexpr std::array<std::string_view, 6> domain_groups{"domain admins", "domain users", "domain guests", "domain computers", "domain controllers", "enterprise admins"};

bool is_any_of(const std::string& name, std::span<const std::string_view> names) { return std::ranges::find(names, name) != names.end(); }

// A group that is named without its domain is one of the target's domain; that the account is in no such group is not known.
Truth in_group_of_targets_domain(FactFrame& f, const std::vector<std::string>& names, const std::string& group) {
  const model::Index domain = f.read(Role::target, HostPart::domain).domain;
  const auto is_it = [&](const std::string& name) {
    const auto slash = name.find('\\');
    return slash != std::string::npos && folded(name.substr(slash + 1)) == group && f.estate().find_domain(name.substr(0, slash)) == domain;
  };
  return domain != model::none && std::ranges::any_of(names, is_it) ? Truth::True : Truth::Unknown;
}

// Whether the token of `account` on the target holds the principal.
Truth holds(FactFrame& f, const model::Account& account, const std::vector<std::string>& names, const std::string& written, Purpose purpose) {
  const std::string principal = folded(written);
  const bool own = account.host == f.host_index(Role::target);
  const auto administrator = [&] {
    return f.truth(purpose == Purpose::grant ? ConnectionFact::token_administrator : ConnectionFact::account_administrator_on_target);
  };
  if (is_any_of(principal, always_in_token)) return Truth::True;
  if (std::ranges::any_of(names, [&](const auto& n) { return folded(n) == principal; })) return Truth::True;
  if (own && folded(account.name).ends_with("\\" + principal)) return Truth::True;  // a bare name is an account of the computer
  if (is_any_of(principal, never_in_token)) return Truth::False;
  if (principal == "administrators") return administrator();
  if (principal == "local account") return model::truth(own);
  if (principal == "local account and member of administrators group") return model::truth(own) && f.truth(ConnectionFact::account_administrator_on_target);
  if (principal == "users") return f.assumptions() ? Truth::True : Truth::Unknown;  // Authenticated Users are members by default
  if (principal.starts_with("s-1-5-21-")) return Truth::Unknown;  // an account or group that the scenario does not name
  if (is_any_of(principal, domain_groups)) return in_group_of_targets_domain(f, names, principal);
  if (principal.find('\\') != std::string::npos) return Truth::False;
  return local_group_membership(f, account, written).member;
}

template <class Check>
AccessCheck for_each_candidate(FactFrame& f, Check check) {
  std::optional<AccessCheck> result;
  for (const auto* account : accounts_seen_by_target(f)) {
    AccessCheck one = check(*account, identities(f.estate(), *account));
    if (!result) {
      result = std::move(one);
      continue;
    }
    if (result->granted != one.granted) result->granted = Truth::Unknown;
    if (result->denied != one.denied) result->denied = Truth::Unknown;
  }
  return result.value_or(AccessCheck{});
}

}  // namespace

AccessCheck check_access(FactFrame& f, const std::vector<model::Grant>& entries, std::int64_t rights) {
  return for_each_candidate(f, [&](const model::Account& account, const std::vector<std::string>& names) {
    AccessCheck c;
    for (const auto& entry : entries) {
      if (entry.deny ? (entry.rights & rights) == 0 : (entry.rights & rights) != rights) continue;
      const Truth held = holds(f, account, names, entry.principal, entry.deny ? Purpose::deny : Purpose::grant);
      if (held == Truth::False) continue;
      (entry.deny ? c.denied : c.granted) = (entry.deny ? c.denied : c.granted) || held;
      c.evidence.push_back({entry.deny ? EvidenceKind::denial : EvidenceKind::grant, entry.principal, entry.where});
    }
    return c;
  });
}

AccessCheck named_among(FactFrame& f, const std::vector<std::string>& principals) {
  return for_each_candidate(f, [&](const model::Account& account, const std::vector<std::string>& names) {
    AccessCheck c;
    for (const auto& principal : principals) {
      const Truth held = holds(f, account, names, principal, Purpose::deny);
      if (held == Truth::False) continue;
      c.granted = c.granted || held;
      c.evidence.push_back({EvidenceKind::grant, principal});
    }
    return c;
  });
}

}  // namespace wmireach::rules
