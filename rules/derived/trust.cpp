// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "model/trust_graph.hpp"
#include "rules/derived/derived.hpp"
#include "rules/derived/groups.hpp"
#include "rules/derived/membership.hpp"

namespace wmireach::rules {

using model::Index;
using model::Truth;

namespace {

// Order of types::account_kind().
enum Kind : std::int64_t { local, domain, machine, local_system, network_service, local_service, entra };

std::string domains(const model::Estate& e, Index resource, Index account) {
  return e.domains[resource].name + " <- " + e.domains[account].name;
}

std::vector<Evidence> evidence_of(const model::Estate& e, const model::TrustPath& path) {
  std::vector<Evidence> out;
  for (const Index i : path.trusts) {
    const auto& t = e.trusts[i];
    out.push_back({EvidenceKind::trust, domains(e, t.trusting, t.trusted), t.where});
  }
  return out;
}

Derived accepts(const model::Estate& e, Index resource, Index account) {
  if (resource == model::none || account == model::none) return Derived::of(0);
  const auto path = find_trust_path(e, resource, account);
  if (!path.found) return Derived::of(0, {{EvidenceKind::no_trust, domains(e, resource, account)}});
  return Derived::of(1, evidence_of(e, path));
}

std::string_view user_part(std::string_view name) {
  const auto slash = name.find('\\');
  return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

// An account that the target cannot verify works when the target has one with the same name and password (B-AUTH-02).
// A local account's name alone raises the question; a domain account's does not.
Derived twin_on_target(FactFrame& f) {
  const auto& e = f.estate();
  const model::Account& account = *f.account();
  const Index target = f.host_index(Role::target);
  const auto seen = accounts_seen_by_target(f);
  if (seen.size() == 1 && seen.front() != &account) return Derived::of(1, {{EvidenceKind::twin_account, seen.front()->name, seen.front()->where}});
  if (account.host == model::none) return Derived::of(0);
  const std::string user = model::folded(user_part(account.name));
  for (const auto& other : e.accounts)
    if (other.host == target && model::folded(user_part(other.name)) == user)
      return Derived::unknown({{EvidenceKind::twin_account, other.name, other.where}});
  return Derived::of(0);
}

}  // namespace

Derived derive_same_domain(FactFrame& f, Role) {
  const Membership c = membership(f, Role::client), t = membership(f, Role::target);
  if ((c.known && c.domain == model::none) || (t.known && t.domain == model::none)) return Derived::of(0);
  if (!c.known || !t.known) return Derived::unknown();
  return Derived::of(c.domain == t.domain ? 1 : 0);
}

Derived derive_target_accepts_account(FactFrame& f, Role) {
  const auto& kind = f.get(AccountFact::kind);
  if (!kind.known || f.account() == nullptr) return Derived::unknown();
  if (kind.value == local_service || kind.value == entra) return Derived::of(0);  // anonymous on the network, or unknown (B-AUTH-27, B-AUTH-34)
  if (kind.value == local) return f.account()->host == f.host_index(Role::target) ? Derived::of(1) : twin_on_target(f);
  // Either the trust accepts the account, or the target has a twin of it.
  const auto seen = accounts_seen_by_target(f);
  if (seen.size() > 1) return Derived::of(1, {{EvidenceKind::twin_account, seen.back()->name, seen.back()->where}});
  if (seen.front() != f.account()) return twin_on_target(f);
  const Membership target = membership(f, Role::target), identity = identity_domain(f);
  if ((target.known && target.domain == model::none) || (identity.known && identity.domain == model::none)) return Derived::of(0);
  if (!target.known || !identity.known) return Derived::unknown();
  return accepts(f.estate(), target.domain, identity.domain);
}

Derived derive_selective_authentication(FactFrame& f, Role) {
  if (std::ranges::all_of(f.estate().trusts, [](const auto& t) { return t.selective_authentication == Truth::False; })) return Derived::of(0);
  const Truth accepted = f.truth(ConnectionFact::trust_target_accepts_account);
  if (accepted == Truth::Unknown) return Derived::unknown();
  if (accepted == Truth::False) return Derived::of(0);
  const auto path = account_trust_path(f);
  if (!path.found) return Derived::of(0);  // accepted as the target's own account
  return Derived::of(path.selective_authentication, evidence_of(f.estate(), path));
}

Derived derive_allowed_to_authenticate(FactFrame& f, Role) {
  const auto& allowed = f.read(Role::target, HostPart::allowed_to_authenticate).allowed_to_authenticate;
  if (!allowed || f.account() == nullptr) return Derived::unknown();
  const auto names = identities(f.estate(), *f.account());
  for (const auto& holder : *allowed) {
    const std::string wanted = model::folded(holder);
    if (wanted == "everyone" || wanted == "authenticated users" || std::ranges::any_of(names, [&](const auto& n) { return model::folded(n) == wanted; }))
      return Derived::of(1, {{EvidenceKind::grant, holder}});
  }
  return Derived::of(0);
}

Derived derive_filters_sids(FactFrame& f, Role) {
  const auto& trusts = f.estate().trusts;
  if (std::ranges::all_of(trusts, [](const auto& t) { return t.filters_sids == Truth::False; })) return Derived::of(0);
  const Truth accepted = f.truth(ConnectionFact::trust_target_accepts_account);
  if (accepted != Truth::True) return accepted == Truth::False ? Derived::of(0) : Derived::unknown();
  const auto path = account_trust_path(f);
  Truth filters = Truth::False;
  for (const auto i : path.trusts) filters = filters || trusts[i].filters_sids;
  return Derived::of(filters, evidence_of(f.estate(), path));
}

Derived derive_trust_between_computers(FactFrame& f, Role) {
  enum Trust : std::int64_t { none, one_way, both_ways, same_domain };
  const Membership c = membership(f, Role::client), t = membership(f, Role::target);
  if ((c.known && c.domain == model::none) || (t.known && t.domain == model::none)) return Derived::of(none);
  if (!c.known || !t.known) return Derived::unknown();
  if (c.domain == t.domain) return Derived::of(same_domain);
  const auto there = find_trust_path(f.estate(), t.domain, c.domain), back = find_trust_path(f.estate(), c.domain, t.domain);
  auto evidence = evidence_of(f.estate(), there.found ? there : back);
  if (there.found && back.found) return Derived::of(both_ways, std::move(evidence));
  if (there.found || back.found) return Derived::of(one_way, std::move(evidence));
  return Derived::of(none, {{EvidenceKind::no_trust, domains(f.estate(), t.domain, c.domain)}});
}

Derived derive_client_accepts_target(FactFrame& f, Role) {
  const Membership c = membership(f, Role::client), t = membership(f, Role::target);
  if ((c.known && c.domain == model::none) || (t.known && t.domain == model::none)) return Derived::of(0);
  if (!c.known || !t.known) return Derived::unknown();
  return accepts(f.estate(), c.domain, t.domain);
}

Derived derive_chain_in_domains(FactFrame& f, Role) {
  if (f.host_index(Role::third) == model::none) return Derived::unknown();
  const Membership c = membership(f, Role::client), t = membership(f, Role::target), third = membership(f, Role::third);
  for (const auto& m : {c, t, third})
    if (m.known && m.domain == model::none) return Derived::of(0);
  if (!c.known || !t.known || !third.known) return Derived::unknown();
  // The third computer has to accept the caller, and not only the computers on the way.
  const Membership identity = identity_domain(f);
  const Index caller = identity.known && identity.domain != model::none ? identity.domain : c.domain;
  for (const auto& [resource, account] : {std::pair{t.domain, c.domain}, std::pair{third.domain, t.domain}, std::pair{third.domain, c.domain}, std::pair{third.domain, caller}})
    if (!find_trust_path(f.estate(), resource, account).found)
      return Derived::of(0, {{EvidenceKind::no_trust, domains(f.estate(), resource, account)}});
  return Derived::of(1);
}

}  // namespace wmireach::rules
