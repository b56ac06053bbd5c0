// SPDX-License-Identifier: Apache-2.0
// The caller's token on the target: UAC filtering, administrators, and DCOM rights.
#include "rules/derived/derived.hpp"
#include "rules/derived/access.hpp"
#include "rules/derived/groups.hpp"

namespace wmireach::rules {

using model::Truth;

namespace {

Truth holds(FactFrame& f, HostFact rights_of_principal, std::int64_t right) {
  const auto& rights = f.get(Role::target, rights_of_principal);
  return rights.known ? model::truth((rights.value & right) == right) : Truth::Unknown;
}

// A right is held through the machine-wide list: Everyone, Administrators unless filtered out, Distributed COM Users,
// or an entry of the scenario.
Derived dcom_right(FactFrame& f, std::int64_t right, HostFact everyone, std::optional<HostFact> administrators, HostFact dcom_users,
                   const std::vector<model::Grant>& grants) {
  Truth held = holds(f, everyone, right) || (f.truth(ConnectionFact::account_dcom_user_on_target) && holds(f, dcom_users, right));
  if (administrators) held = held || (f.truth(ConnectionFact::token_administrator) && holds(f, *administrators, right));
  if (grants.empty()) return Derived::of(held);
  if (f.account() == nullptr) return Derived::unknown();
  const AccessCheck check = check_access(f, grants, right);
  return Derived::of((held || check.granted) && !check.denied, check.evidence);
}

// The application's own list, which a caller has to pass besides the machine-wide one (B-DCOM-07). Where nothing is
// stated of it, it is taken to stop nobody.
Derived application_right(FactFrame& f, const model::Stated<std::vector<model::Grant>>& grants, std::int64_t right) {
  using State = model::Stated<std::vector<model::Grant>>::State;
  if (grants.state == State::left_out && f.assumptions()) return Derived::of(1, {{EvidenceKind::default_rights, "the WMI application", model::no_location, "planning"}});
  if (grants.state != State::known || f.account() == nullptr) return Derived::unknown();
  const AccessCheck check = check_access(f, grants.value, right);
  return Derived::of(check.granted && !check.denied, check.evidence);
}

Derived launch_right(FactFrame& f, std::int64_t right) {
  return dcom_right(f, right, HostFact::dcom_launch_everyone, HostFact::dcom_launch_administrators, HostFact::dcom_launch_dcom_users,
                    f.read(Role::target, HostPart::launch_grants).launch_grants);
}

// The built-in Administrator keeps its full token, unless its own policy says otherwise (B-UAC-05, B-UAC-06).
Truth excepted(FactFrame& f) {
  return f.truth(AccountFact::builtin_administrator) && !f.truth(Role::target, HostFact::uac_filter_administrator_token);
}

// On the computer itself every administrator runs filtered until the program is elevated (S4-19, S4-20).
Derived filtered_locally(FactFrame& f) {
  const Truth uac = f.truth(Role::target, HostFact::uac_available) && f.truth(Role::target, HostFact::uac_enabled);
  return Derived::of(uac && f.truth(ConnectionFact::account_administrator_on_target) && !excepted(f) && !f.truth(ConnectionFact::elevated));
}

}  // namespace

// Only local administrators are filtered, on releases with UAC switched on, unless the policy turns it off;
// the built-in Administrator only where its own policy says so (B-UAC-01, -02, -05, -06, -09).
Derived derive_token_filtered(FactFrame& f, Role) {
  if (f.truth(ConnectionFact::is_local) == Truth::True) return filtered_locally(f);
  const Truth uac = f.truth(Role::target, HostFact::uac_available) && f.truth(Role::target, HostFact::uac_enabled);
  const Truth local = f.truth(ConnectionFact::account_is_local_to_target);
  const Truth policy_off = f.truth(Role::target, HostFact::uac_local_account_token_filter_policy);
  const Truth administrator = f.truth(ConnectionFact::account_administrator_on_target);
  return Derived::of(uac && local && !policy_off && !excepted(f) && administrator);
}

Derived derive_token_administrator(FactFrame& f, Role) {
  return Derived::of(f.truth(ConnectionFact::account_administrator_on_target) && !f.truth(ConnectionFact::token_filtered));
}

Derived derive_token_remote_launch(FactFrame& f, Role) { return launch_right(f, remote_launch); }
Derived derive_token_remote_activation(FactFrame& f, Role) { return launch_right(f, remote_activation); }

Derived derive_token_remote_access(FactFrame& f, Role) {
  return dcom_right(f, remote_access, HostFact::dcom_access_everyone, std::nullopt, HostFact::dcom_access_dcom_users,
                    f.read(Role::target, HostPart::access_grants).access_grants);
}

Derived derive_token_application_launch(FactFrame& f, Role) {
  Derived launch = application_right(f, f.read(Role::target, HostPart::application_launch).application_launch, remote_launch);
  const Derived activation = application_right(f, f.read(Role::target, HostPart::application_launch).application_launch, remote_activation);
  const auto truth = [](const Derived& d) { return d.value ? model::truth(*d.value == 1) : Truth::Unknown; };
  return Derived::of(truth(launch) && truth(activation), std::move(launch.evidence));
}

Derived derive_token_application_access(FactFrame& f, Role) { return application_right(f, f.read(Role::target, HostPart::application_access).application_access, remote_access); }

// Administrators, Remote Management Users, and up to Windows Server 2012 the group that WinRM itself made (B-WINRM-04).
Derived derive_token_ws_man_admitted(FactFrame& f, Role) {
  static const auto last_with_own_group = *parse_value(types::release(), "windows-server-2012");
  const Truth administrator = f.truth(ConnectionFact::token_administrator);
  if (f.account() == nullptr) return Derived::of(administrator == Truth::True ? Truth::True : Truth::Unknown);
  auto users = local_group_membership(f, "Remote Management Users");
  auto own_group = local_group_membership(f, "WinRMRemoteWMIUsers__");
  const auto& os = f.get(Role::target, HostFact::os);
  const Truth has_own_group = os.known ? model::truth(os.value <= last_with_own_group) : Truth::Unknown;
  const Truth through_groups = users.member || (own_group.member && has_own_group);
  std::vector<Evidence> evidence = users.member != Truth::False ? std::move(users.evidence) : std::move(own_group.evidence);
  return Derived::of(administrator || through_groups, administrator == Truth::True ? std::vector<Evidence>{} : std::move(evidence));
}

}  // namespace wmireach::rules
