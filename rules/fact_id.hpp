// SPDX-License-Identifier: Apache-2.0
// Numbers of the facts in the vocabulary, one enumeration per scope. The tables in rules/vocabulary/ are in this order.
#pragma once

#include <cstdint>

namespace wmireach::rules {

enum class HostFact : std::uint16_t {
  // what the host is
  os, os_kind, edition, edition_is_remote_target, service_pack, build, patched_to, membership, ipv4, ipv6,
  wmi_installed, wmi_version, powershell_installed, wmic_installed,
  // Windows Firewall
  firewall_component, firewall_enabled, firewall_active, firewall_active_profile, firewall_wmi_inbound, firewall_wmi_group,
  firewall_remote_administration, firewall_dcom_rule, firewall_wmi_rule, firewall_unsecapp_rule, firewall_own_sink_rule,
  firewall_outbound, firewall_wmi_out_rule,
  firewall_admits_endpoint_mapper, firewall_admits_wmi_service, firewall_admits_sink, firewall_lets_callback_out,
  // RPC and DCOM
  rpc_dynamic_start, rpc_dynamic_count, dcom_enabled, dcom_default_authentication_level, dcom_default_impersonation_level,
  dcom_launch_administrators, dcom_launch_everyone, dcom_launch_dcom_users,
  dcom_access_everyone, dcom_access_dcom_users, dcom_access_anonymous,
  dcom_require_integrity_activation, dcom_raise_activation_level, dcom_hardening_available, dcom_hardening_enforced,
  // UAC
  uac_available, uac_enabled, uac_local_account_token_filter_policy, uac_filter_administrator_token, limit_blank_password_use,
  // WMI
  winmgmt_start_type, winmgmt_state, wmi_standalone_host, wmi_fixed_port, wmi_listening_port,
  wmi_required_authentication_level, wmi_required_impersonation_level, wmi_max_wait_flag,
  cimom_allow_anonymous_callback, trusted_for_delegation,
  count
};

enum class AccountFact : std::uint16_t {
  kind, builtin_administrator, enabled, password_blank, password_correct, sensitive,
  count
};

// Facts of one connection: what the request states, and what follows from request, account and both hosts.
enum class ConnectionFact : std::uint16_t {
  // stated
  as_of, api, shell, protocol, address_form, address_family, name_resolves, ping_answers, slow_network, credentials, authority,
  authentication_service, authentication_level, impersonation_level, moniker_prefix, max_wait, mode, sink, operation, elevated,
  // derived
  is_local, transport, has_second_hop, level_is_explicit, effective_authentication_level, effective_impersonation_level,
  activation_level, used_authentication_service,
  network_common_ip_version, network_route, network_endpoint_mapper_open, network_service_ports, network_service_port_open, network_nat,
  network_callback_endpoint_mapper_open, network_callback_ports,
  trust_same_domain, trust_target_accepts_account, trust_selective, trust_allowed_to_authenticate,
  trust_between_computers, trust_client_accepts_target, trust_chain_in_domains,
  account_is_local_to_target, account_administrator_on_target, account_dcom_user_on_target,
  token_filtered, token_administrator, token_remote_launch, token_remote_activation, token_remote_access,
  namespace_exists, namespace_requires_encryption, namespace_enable_account, namespace_remote_enable, namespace_execute_methods,
  count
};

// The part that a host plays in a connection.
enum class Role : std::uint8_t { client, target, third };

}  // namespace wmireach::rules
