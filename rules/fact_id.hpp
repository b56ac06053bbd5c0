// SPDX-License-Identifier: Apache-2.0
// Numbers of the facts in the vocabulary, one enumeration per scope. The tables in rules/vocabulary/ are in this order.
#pragma once

#include <cstdint>

namespace wmireach::rules {

enum class HostFact : std::uint16_t {
  // what the host is
  os, os_kind, edition, edition_is_remote_target, service_pack, build, patched_to, membership, ipv4, ipv6,
  wmi_installed, wmi_version, powershell_installed, wmic_installed, vbscript_installed, ipsec_required, ipsec_enrolled,
  // Windows Firewall
  firewall_component, firewall_enabled, firewall_active, firewall_active_profile, firewall_wmi_inbound, firewall_wmi_group,
  firewall_remote_administration, firewall_exception_scope, firewall_dcom_rule, firewall_wmi_rule, firewall_unsecapp_rule,
  firewall_own_sink_rule, firewall_outbound, firewall_wmi_out_rule, firewall_winrm_rule, firewall_winrm_scope,
  firewall_admits_endpoint_mapper, firewall_admits_wmi_service, firewall_admits_sink, firewall_lets_callback_out, firewall_admits_ws_man,
  // RPC and DCOM
  rpc_dynamic_start, rpc_dynamic_count, rpc_restricted, rpc_restricted_start, rpc_restricted_count, rpc_restriction_valid,
  rpc_first_port, rpc_port_count, rpc_restrict_remote_clients, dcom_enabled, dcom_tcp_protocol, dcom_udp_first,
  dcom_default_authentication_level, dcom_default_impersonation_level,
  dcom_launch_administrators, dcom_launch_everyone, dcom_launch_dcom_users,
  dcom_access_everyone, dcom_access_dcom_users, dcom_access_anonymous,
  dcom_require_integrity_activation, dcom_raise_activation_level, dcom_hardening_available, dcom_hardening_enforced,
  // UAC
  uac_available, uac_enabled, uac_local_account_token_filter_policy, uac_filter_administrator_token, limit_blank_password_use,
  // authentication
  guest_only_logons, lm_compatibility_level, ntlm_v1_available, ntlm_incoming, ntlm_outgoing, kerberos_spn_registered,
  kerberos_spn_duplicate, kerberos_alias_spn, kerberos_ip_spn, kerberos_try_ip_spn, kerberos_aes, clock_offset_seconds,
  credential_guard, domain_controller_reachable, secure_channel_intact, trusted_for_delegation,
  // WMI
  winmgmt_start_type, winmgmt_state, wmi_standalone_host, wmi_standalone_level, wmi_fixed_port, wmi_listening_port,
  wmi_required_authentication_level, wmi_required_impersonation_level, wmi_max_wait_flag, wmi_scripting_impersonation_level,
  wmi_repository_intact, wmi_quota_exceeded, cimom_allow_anonymous_callback, cimom_unsecapp_access_check,
  // WinRM
  winrm_installed, winrm_state, winrm_http_listener, winrm_https_listener, winrm_listener_filter_matches, winrm_http_port, winrm_https_port,
  winrm_kerberos, winrm_negotiate, winrm_basic, winrm_credssp_service, winrm_credssp_client,
  count
};

enum class AccountFact : std::uint16_t {
  kind, builtin_administrator, enabled, state, password_blank, password_correct, sensitive, protected_user, relies_on_sid_history,
  aes_keys, domain_allows_rc4, domain_lm_compatibility_level, clock_tolerance_minutes, service_control_rights,
  count
};

// Facts of one connection: what the request states, and what follows from request, account and both hosts.
enum class ConnectionFact : std::uint16_t {
  // stated
  as_of, api, shell, protocol, address_form, address_family, name_resolves, reverse_record_correct, ping_answers, slow_network,
  credentials, user_name_form, user_name_empty, domain_given_twice, locale_valid,
  authority, authority_well_formed, authority_names_target, authentication_service, ntlm_version, ntlm_exception,
  authentication_level, impersonation_level, proxy_blanket, low_integrity, impersonates_without_cloaking, active_server_page,
  moniker_prefix, max_wait, mode, sink, operation, privilege, object_rights, provider_installed, elevated,
  use_https, trusted_host, http_proxy, ws_man_authentication,
  // derived: the request
  is_local, transport, has_second_hop, namespace_stated, level_is_explicit, effective_authentication_level,
  effective_impersonation_level, activation_level, kerberos_possible, used_authentication_service, ntlm_version_accepted,
  clocks_agree, effective_ws_man_authentication, filtered_instances, filtered_properties, needs_service_control, method_carries_password,
  // derived: network and trust
  network_common_ip_version, network_route, network_same_subnet, network_endpoint_mapper_open, network_service_ports,
  network_service_port_open, network_nat, network_callback_endpoint_mapper_open, network_callback_ports, network_callback_nat,
  network_ws_man_port_open,
  trust_same_domain, trust_target_accepts_account, trust_selective, trust_allowed_to_authenticate, trust_filters_sids,
  trust_between_computers, trust_client_accepts_target, trust_chain_in_domains,
  // derived: account, token, namespace
  account_runs_on_client, account_is_local_to_target, account_becomes_guest, account_network_logon_right, account_network_logon_denied,
  account_administrator_on_target, account_dcom_user_on_target,
  token_filtered, token_administrator, token_remote_launch, token_remote_activation, token_remote_access,
  token_application_launch, token_application_access, token_ws_man_admitted,
  namespace_exists, namespace_requires_encryption, namespace_enable_account, namespace_remote_enable, namespace_execute_methods,
  count
};

// The part that a host plays in a connection.
enum class Role : std::uint8_t { client, target, third };

}  // namespace wmireach::rules
