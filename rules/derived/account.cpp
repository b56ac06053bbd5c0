// SPDX-License-Identifier: Apache-2.0
// The account: where it may run, what the target sees of it, and which groups and user rights it has there.
#include "rules/derived/access.hpp"
#include "rules/derived/derived.hpp"
#include "rules/derived/groups.hpp"
#include "rules/derived/membership.hpp"

namespace wmireach::rules {

using model::Truth;

// A program runs as an account that its own computer can log on: a local one, one of a domain that it trusts, or a service identity.
Derived derive_runs_on_client(FactFrame& f, Role) {
  enum Kind : std::int64_t { local, domain, machine, local_system, network_service, local_service, entra };
  const auto& kind = f.get(AccountFact::kind);
  const model::Account* account = f.account();
  if (!kind.known || account == nullptr || kind.value == entra) return Derived::unknown();
  if (kind.value == machine || kind.value >= local_system) return Derived::of(1);  // taken to be the client's own
  const model::Index client = f.host_index(Role::client);
  if (kind.value == local && account->host == client) return Derived::of(1);
  if (const auto* twin = twin_on(f.estate(), *account, client)) return Derived::of(1, {{EvidenceKind::twin_account, twin->name, twin->where}});
  if (kind.value == local) return Derived::of(0);
  const Membership m = membership(f, Role::client);
  if (!m.known) return Derived::unknown();
  return Derived::of(m.domain != model::none && find_trust_path(f.estate(), m.domain, account->domain).found ? 1 : 0);
}

Derived derive_account_is_local_to_target(FactFrame& f, Role) {
  const auto& kind = f.get(AccountFact::kind);
  if (!kind.known || f.account() == nullptr) return Derived::unknown();
  return Derived::of(target_sees_own_account(f));  // with a twin the target sees its own account (B-AUTH-02)
}

// Only local accounts of the target are turned into Guest (B-AUTH-05, B-AUTH-06).
Derived derive_becomes_guest(FactFrame& f, Role) {
  return Derived::of(f.truth(ConnectionFact::account_is_local_to_target) && f.truth(Role::target, HostFact::guest_only_logons));
}

namespace {

// Whether the holders of a user right include the account; where nothing is stated, the default of Windows counts.
Derived holds_user_right(FactFrame& f, const model::Stated<std::vector<std::string>>& holders, bool by_default, const char* default_holder, std::string_view source) {
  using State = model::Stated<std::vector<std::string>>::State;
  if (holders.state == State::left_out && f.assumptions())
    return Derived::of(by_default ? 1 : 0, {{EvidenceKind::default_rights, default_holder, model::no_location, source}});
  if (holders.state != State::known || f.account() == nullptr) return Derived::unknown();
  const auto check = named_among(f, holders.value);
  return Derived::of(check.granted, check.evidence);
}

}  // namespace

Derived derive_network_logon_right(FactFrame& f, Role) { return holds_user_right(f, f.read(Role::target, HostPart::network_logon).network_logon, true, "Everyone", "B-AUTH-07"); }

Derived derive_network_logon_denied(FactFrame& f, Role) {
  return holds_user_right(f, f.read(Role::target, HostPart::deny_network_logon).deny_network_logon, false, "Guest", "B-AUTH-08");
}

// The built-in Administrator is one whatever the scenario says of its groups.
Derived derive_administrator_on_target(FactFrame& f, Role) {
  const Truth builtin = f.truth(AccountFact::builtin_administrator) && f.truth(ConnectionFact::account_is_local_to_target);
  if (builtin == Truth::True) return Derived::of(1);
  if (f.account() == nullptr) return Derived::unknown();
  auto m = local_group_membership(f, "Administrators");
  return Derived::of(builtin || m.member, std::move(m.evidence));
}

Derived derive_dcom_user_on_target(FactFrame& f, Role) {
  if (f.account() == nullptr) return Derived::unknown();
  auto m = local_group_membership(f, "Distributed COM Users");
  return Derived::of(m.member, std::move(m.evidence));
}

}  // namespace wmireach::rules
