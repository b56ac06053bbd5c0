// SPDX-License-Identifier: Apache-2.0
// Kerberos or NTLM, and whether what is chosen can work.
#include <algorithm>
#include <array>

#include "rules/derived/client_tool.hpp"
#include "rules/derived/derived.hpp"
#include "rules/derived/groups.hpp"
#include "rules/derived/membership.hpp"

namespace wmireach::rules {

using model::Truth;

namespace {

// Orders of types::account_kind(), types::address_form() and types::ntlm_version().
enum Kind : std::int64_t { local, domain, machine, local_system, network_service };
enum AddressForm : std::int64_t { short_name, full_name, ip, alias };
enum NtlmVersion : std::int64_t { lm, ntlmv1, ntlmv2 };

Truth in_domain(const Membership& m) { return m.known ? model::truth(m.domain != model::none) : Truth::Unknown; }

Truth brings_own_rpc(FactFrame& f) {
  const auto& api = f.get(ConnectionFact::api);
  return api.known ? model::truth(brings_own_rpc(static_cast<Tool>(api.value))) : Truth::Unknown;
}

// The identity has a Kerberos principal of its own domain.
Truth identity_has_principal(FactFrame& f) {
  const auto& kind = f.get(AccountFact::kind);
  if (!kind.known) return Truth::Unknown;
  return kind.value >= domain && kind.value <= network_service ? in_domain(identity_domain(f)) : Truth::False;
}

// The target's domain issues tickets for the identity: over any trust but an external one (B-AUTH-22).
Truth trusted_for_kerberos(FactFrame& f) {
  const Truth accepted = f.truth(ConnectionFact::trust_target_accepts_account);
  if (accepted != Truth::True) return accepted;
  const Truth own_account = target_sees_own_account(f);
  if (own_account != Truth::False) return !own_account;
  const auto path = account_trust_path(f);
  return model::truth(std::ranges::none_of(path.trusts, [&](auto i) { return f.estate().trusts[i].kind == model::TrustKind::external; }));
}

// A short name finds a principal of its own domain only (B-NAME-02).
Truth same_domain_as_target(FactFrame& f) {
  const Membership target = membership(f, Role::target), identity = identity_domain(f);
  if (!target.known || !identity.known) return Truth::Unknown;
  return model::truth(target.domain == identity.domain);
}

// The name that the call uses leads to a service principal name (B-NAME-04, B-NAME-08, B-NAME-13).
Truth name_has_principal(FactFrame& f) {
  const auto& form = f.get(ConnectionFact::address_form);
  const Truth registered = f.truth(Role::target, HostFact::kerberos_spn_registered);
  const std::array by_form{registered && same_domain_as_target(f), registered,
                           f.truth(Role::client, HostFact::kerberos_try_ip_spn) && f.truth(Role::target, HostFact::kerberos_ip_spn),
                           f.truth(Role::target, HostFact::kerberos_alias_spn)};
  return form.known ? by_form[static_cast<std::size_t>(form.value)] : Truth::Unknown;
}

// AES on every side, or RC4 while the domain still issues it (B-AUTH-31, B-AUTH-32); Protected Users get no RC4 (B-AUTH-17).
Truth common_encryption(FactFrame& f) {
  const Truth aes = f.truth(Role::client, HostFact::kerberos_aes) && f.truth(Role::target, HostFact::kerberos_aes) && f.truth(AccountFact::aes_keys);
  return aes || (f.truth(AccountFact::domain_allows_rc4) && !f.truth(AccountFact::protected_user));
}

}  // namespace

// A Windows client needs a domain of its own; a client with its own RPC is taken to be configured for the realm.
Derived derive_kerberos_possible(FactFrame& f, Role) {
  const Truth client = brings_own_rpc(f) || in_domain(membership(f, Role::client));
  const Truth target = in_domain(membership(f, Role::target));
  return Derived::of(identity_has_principal(f) && client && target && trusted_for_kerberos(f) && name_has_principal(f) && common_encryption(f) &&
                     f.truth(Role::client, HostFact::domain_controller_reachable));
}

namespace {

enum Service : std::int64_t { neither, kerberos, ntlm };  // order of types::authentication_service()

Derived negotiated(Truth uses_kerberos) { return uses_kerberos == Truth::Unknown ? Derived::unknown() : Derived::of(uses_kerberos == Truth::True ? kerberos : ntlm); }

// What the caller fixes is used; else Negotiate takes Kerberos where it is possible and NTLM where not (C-16). A client
// with its own RPC uses NTLM unless it is told otherwise.
Derived service_over_dcom(FactFrame& f) {
  const auto& authority = f.get(ConnectionFact::authority);
  const auto& service = f.get(ConnectionFact::authentication_service);
  if (!authority.known || !service.known) return Derived::unknown();
  if (authority.value != neither) return Derived::of(authority.value);
  if (service.value != neither) return Derived::of(service.value);
  const Truth own_rpc = brings_own_rpc(f), possible = f.truth(ConnectionFact::kerberos_possible);
  return negotiated(!own_rpc && possible);
}

// Basic and Digest are neither; CredSSP negotiates before it hands the password over (B-WINRM-07).
Derived service_over_ws_man(FactFrame& f) {
  enum Authentication : std::int64_t { by_default, kerberos_only, negotiate, basic, digest, credssp };
  const auto& authentication = f.get(ConnectionFact::effective_ws_man_authentication);
  const Truth possible = f.truth(ConnectionFact::kerberos_possible);
  if (!authentication.known) return Derived::unknown();
  if (authentication.value == kerberos_only) return Derived::of(kerberos);
  if (authentication.value == basic || authentication.value == digest) return Derived::of(neither);
  return negotiated(possible);
}

}  // namespace

Derived derive_used_authentication_service(FactFrame& f, Role) {
  static const auto ws_man = *parse_value(types::transport(), "ws-man");
  const auto& transport = f.get(ConnectionFact::transport);
  if (transport.known) return transport.value == ws_man ? service_over_ws_man(f) : service_over_dcom(f);
  const Derived one = service_over_dcom(f), other = service_over_ws_man(f);
  return one.value == other.value ? one : Derived::unknown();
}

// A local account is verified by the target, a domain account by a domain controller (B-AUTH-13).
Derived derive_ntlm_version_accepted(FactFrame& f, Role) {
  const auto& version = f.get(ConnectionFact::ntlm_version);
  const Truth own_account = f.truth(ConnectionFact::account_is_local_to_target);
  const auto& own_level = f.get(Role::target, HostFact::lm_compatibility_level);
  const auto& domain_level = f.get(AccountFact::domain_lm_compatibility_level);
  const Truth v1_available = f.truth(Role::target, HostFact::ntlm_v1_available);
  const auto up_to = [&](std::int64_t highest) {  // whether the level of whoever verifies is at most this
    const auto at_most = [&](const model::Fact& level) { return level.known ? model::truth(level.value <= highest) : Truth::Unknown; };
    const Truth local_case = at_most(own_level), domain_case = at_most(domain_level);
    if (own_account == Truth::Unknown) return local_case == domain_case ? local_case : Truth::Unknown;
    return own_account == Truth::True ? local_case : domain_case;
  };
  const std::array accepted{v1_available && up_to(3), v1_available && up_to(4), Truth::True};
  if (version.known) return Derived::of(accepted[static_cast<std::size_t>(version.value)]);
  return Derived::of(accepted[lm] == Truth::True ? Truth::True : Truth::Unknown);
}

Derived derive_clocks_agree(FactFrame& f, Role) {
  const auto& tolerance = f.get(AccountFact::clock_tolerance_minutes);
  const auto near = [&](Role role) {
    const std::int64_t limit = tolerance.known ? tolerance.value * 60 : 0;
    const auto& offset = f.get_to_compare(slot(role, HostFact::clock_offset_seconds), limit + 1);
    return offset.known && tolerance.known ? model::truth(offset.value <= limit) : Truth::Unknown;
  };
  return Derived::of(near(Role::client) && near(Role::target));
}

}  // namespace wmireach::rules
