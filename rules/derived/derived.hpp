// SPDX-License-Identifier: Apache-2.0
// Derived facts: computed from other facts and from the graph. Each function names its sources in the vocabulary.
// Every function is monotone: once it returns a value, learning an unknown fact does not change it.
#pragma once

#include <optional>
#include <vector>

#include "model/truth.hpp"
#include "rules/derived/evidence.hpp"
#include "rules/fact_frame.hpp"

namespace wmireach::rules {

struct Derived {
  std::optional<std::int64_t> value;  // nullopt: unknown
  std::vector<Evidence> evidence = {};

  static Derived unknown(std::vector<Evidence> evidence = {}) { return {std::nullopt, std::move(evidence)}; }
  static Derived of(std::int64_t value, std::vector<Evidence> evidence = {}) { return {value, std::move(evidence)}; }
  static Derived of(model::Truth t, std::vector<Evidence> evidence = {}) {
    if (t == model::Truth::Unknown) return unknown(std::move(evidence));
    return of(t == model::Truth::True ? 1 : 0, std::move(evidence));
  }
};

// derived/assumed.cpp
model::Fact assume_patched_to_date_of_scenario(FactFrame&, Role);
model::Fact assume_require_integrity_activation(FactFrame&, Role);
model::Fact assume_raise_activation_level(FactFrame&, Role);
model::Fact assume_enabled(FactFrame&, Role);
model::Fact assume_credentials(FactFrame&, Role);
model::Fact assume_exception_scope(FactFrame&, Role);
model::Fact assume_winrm_scope(FactFrame&, Role);
model::Fact assume_scripting_impersonation_level(FactFrame&, Role);
model::Fact assume_credential_guard(FactFrame&, Role);
model::Fact assume_domain_allows_rc4(FactFrame&, Role);
model::Fact assume_ntlm_version(FactFrame&, Role);
// derived/release.cpp
Derived derive_os_kind(FactFrame&, Role);
Derived derive_edition_is_remote_target(FactFrame&, Role);
Derived derive_hardening_enforced(FactFrame&, Role);
// derived/host_firewall.cpp
Derived derive_firewall_active(FactFrame&, Role);
Derived derive_admits_endpoint_mapper(FactFrame&, Role);
Derived derive_admits_wmi_service(FactFrame&, Role);
Derived derive_admits_sink(FactFrame&, Role);
Derived derive_lets_callback_out(FactFrame&, Role);
Derived derive_admits_ws_man(FactFrame&, Role);
// derived/request.cpp
Derived derive_is_local(FactFrame&, Role);
Derived derive_transport(FactFrame&, Role);
Derived derive_has_second_hop(FactFrame&, Role);
Derived derive_namespace_stated(FactFrame&, Role);
Derived derive_effective_ws_man_authentication(FactFrame&, Role);
Derived derive_filtered_instances(FactFrame&, Role);
Derived derive_filtered_properties(FactFrame&, Role);
Derived derive_needs_service_control(FactFrame&, Role);
Derived derive_method_carries_password(FactFrame&, Role);
// derived/levels.cpp
Derived derive_level_is_explicit(FactFrame&, Role);
Derived derive_effective_authentication_level(FactFrame&, Role);
Derived derive_effective_impersonation_level(FactFrame&, Role);
Derived derive_activation_level(FactFrame&, Role);
// derived/authentication.cpp
Derived derive_kerberos_possible(FactFrame&, Role);
Derived derive_used_authentication_service(FactFrame&, Role);
Derived derive_ntlm_version_accepted(FactFrame&, Role);
Derived derive_clocks_agree(FactFrame&, Role);
// derived/network.cpp
Derived derive_first_port(FactFrame&, Role);
Derived derive_port_count(FactFrame&, Role);
Derived derive_common_ip_version(FactFrame&, Role);
Derived derive_route(FactFrame&, Role);
Derived derive_same_subnet(FactFrame&, Role);
Derived derive_endpoint_mapper_open(FactFrame&, Role);
Derived derive_service_ports(FactFrame&, Role);
Derived derive_service_port_open(FactFrame&, Role);
Derived derive_nat(FactFrame&, Role);
Derived derive_callback_endpoint_mapper_open(FactFrame&, Role);
Derived derive_callback_ports(FactFrame&, Role);
Derived derive_callback_nat(FactFrame&, Role);
Derived derive_ws_man_port_open(FactFrame&, Role);
// derived/trust.cpp
Derived derive_same_domain(FactFrame&, Role);
Derived derive_target_accepts_account(FactFrame&, Role);
Derived derive_selective_authentication(FactFrame&, Role);
Derived derive_allowed_to_authenticate(FactFrame&, Role);
Derived derive_filters_sids(FactFrame&, Role);
Derived derive_trust_between_computers(FactFrame&, Role);
Derived derive_client_accepts_target(FactFrame&, Role);
Derived derive_chain_in_domains(FactFrame&, Role);
// derived/account.cpp
Derived derive_runs_on_client(FactFrame&, Role);
Derived derive_account_is_local_to_target(FactFrame&, Role);
Derived derive_becomes_guest(FactFrame&, Role);
Derived derive_network_logon_right(FactFrame&, Role);
Derived derive_network_logon_denied(FactFrame&, Role);
Derived derive_administrator_on_target(FactFrame&, Role);
Derived derive_dcom_user_on_target(FactFrame&, Role);
// derived/token.cpp
Derived derive_token_filtered(FactFrame&, Role);
Derived derive_token_administrator(FactFrame&, Role);
Derived derive_token_remote_launch(FactFrame&, Role);
Derived derive_token_remote_activation(FactFrame&, Role);
Derived derive_token_remote_access(FactFrame&, Role);
Derived derive_token_application_launch(FactFrame&, Role);
Derived derive_token_application_access(FactFrame&, Role);
Derived derive_token_ws_man_admitted(FactFrame&, Role);
// derived/wmi_namespace.cpp
Derived derive_namespace_exists(FactFrame&, Role);
Derived derive_namespace_requires_encryption(FactFrame&, Role);
Derived derive_namespace_enable_account(FactFrame&, Role);
Derived derive_namespace_remote_enable(FactFrame&, Role);
Derived derive_namespace_execute_methods(FactFrame&, Role);

}  // namespace wmireach::rules
