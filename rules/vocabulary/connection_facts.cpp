// SPDX-License-Identifier: Apache-2.0
// Facts of an account and of one connection: what the request states, and what follows for this pair of hosts.
#include <vector>

#include "rules/derived/derived.hpp"
#include "rules/vocabulary.hpp"

namespace wmireach::rules {
namespace {

std::vector<FactDefinition> account_table() {
  return {
      {.name = "account.kind", .type = types::account_kind, .meaning = "What kind of account is presented to the target."},
      {.name = "account.builtin_administrator", .type = types::boolean, .meaning = "The account is the built-in Administrator (RID 500).",
       .observe = "whoami /user", .assumed = "false", .assumed_source = "S4-22", .of_seen_account = true},
      {.name = "account.enabled", .type = types::boolean, .meaning = "The account is enabled.", .observe = "net user NAME",
       .effort = Effort::setting, .assumed_source = "B-UAC-07", .assume = assume_enabled, .of_seen_account = true},
      {.name = "account.password_blank", .type = types::boolean, .meaning = "The account has no password.", .effort = Effort::setting,
       .assumed = "false", .assumed_source = "S1-16"},
      {.name = "account.password_correct", .type = types::boolean, .meaning = "The user name and password presented are right.",
       .effort = Effort::setting, .assumed = "true", .assumed_source = "planning"},
      {.name = "account.sensitive", .type = types::boolean, .meaning = "The account is marked sensitive and cannot be delegated.",
       .observe = "Get-ADUser NAME -Properties AccountNotDelegated", .effort = Effort::work, .exposure = Exposure::wide,
       .assumed = "false", .assumed_source = "planning", .warning = "lets computers trusted for delegation act as this account"},
  };
}

std::vector<FactDefinition> request_table() {
  return {
      {.name = "as_of", .type = types::date, .meaning = "The date that the scenario is about.", .assumed = "2026-11-01", .assumed_source = "planning"},
      {.name = "request.api", .type = types::client_api, .meaning = "The program or API that makes the connection."},
      {.name = "request.shell", .type = types::shell, .meaning = "The PowerShell that runs the cmdlet.", .observe = "$PSVersionTable.PSEdition",
       .effort = Effort::setting, .assumed = "windows-powershell", .assumed_source = "C-18"},
      {.name = "request.protocol", .type = types::transport, .meaning = "The transport chosen for a CimSession.", .effort = Effort::setting,
       .assumed = "ws-man", .assumed_source = "B-API-02"},
      {.name = "request.address_form", .type = types::address_form, .meaning = "How the caller names the target.", .effort = Effort::setting,
       .assumed = "full-name", .assumed_source = "planning"},
      {.name = "request.address_family", .type = types::address_family, .meaning = "The IP version that the caller insists on.",
       .effort = Effort::setting, .assumed = "any", .assumed_source = "B-NAME-05"},
      {.name = "request.name_resolves", .type = types::boolean, .meaning = "The client resolves the target's name to the target.",
       .observe = "Resolve-DnsName TARGET", .effort = Effort::setting, .assumed = "true", .assumed_source = "planning"},
      {.name = "request.ping_answers", .type = types::boolean, .meaning = "The target answers a ping from the client.", .observe = "ping TARGET"},
      {.name = "request.slow_network", .type = types::boolean, .meaning = "The network delays answers so much that calls time out.",
       .observe = "Measure-Command { Test-NetConnection TARGET -Port 135 }", .assumed = "false", .assumed_source = "planning"},
      {.name = "request.credentials", .type = types::credentials, .meaning = "Whether the call names a user or uses the caller's own identity.",
       .effort = Effort::setting, .assumed = "current", .assumed_source = "S1-18"},
      {.name = "request.authority", .type = types::authority, .meaning = "The authority given in the call.", .effort = Effort::setting,
       .assumed = "none", .assumed_source = "S1-13"},
      {.name = "request.authentication_service", .type = types::authentication_service,
       .meaning = "The authentication service that a C++ caller fixes.", .effort = Effort::setting, .assumed = "default",
       .assumed_source = "S0-11"},
      {.name = "request.authentication_level", .type = types::requested_level, .meaning = "The authentication level that the caller asks for.",
       .effort = Effort::setting, .assumed = "unset", .assumed_source = "S0-10"},
      {.name = "request.impersonation_level", .type = types::requested_impersonation,
       .meaning = "The impersonation level that the caller asks for.", .effort = Effort::setting, .assumed = "unset", .assumed_source = "S0-10"},
      {.name = "request.moniker_prefix", .type = types::boolean,
       .meaning = "In the moniker, two backslashes stand before the computer name.", .effort = Effort::setting, .assumed = "true",
       .assumed_source = "planning"},
      {.name = "request.max_wait", .type = types::boolean, .meaning = "The call carries the flag 0x80 that limits the wait to two minutes.",
       .effort = Effort::setting, .assumed = "false", .assumed_source = "B-TIME-01"},
      {.name = "request.mode", .type = types::call_mode, .meaning = "How results come back.", .effort = Effort::setting,
       .assumed = "semisynchronous", .assumed_source = "B-ASYNC-07"},
      {.name = "request.sink", .type = types::sink, .meaning = "Who receives the callbacks of an asynchronous call.", .effort = Effort::setting,
       .assumed = "unsecapp", .assumed_source = "B-ASYNC-02"},
      {.name = "request.operation", .type = types::operation, .meaning = "What the caller does once connected.", .assumed = "query",
       .assumed_source = "S1-22"},
      {.name = "request.elevated", .type = types::boolean, .meaning = "The client program runs elevated (\"Run as administrator\").",
       .effort = Effort::setting},
      {.name = "request.is_local", .type = types::boolean, .meaning = "Client and target are the same computer.", .derive = derive_is_local,
       .sources = "B-NAME-15"},
      {.name = "request.transport", .type = types::transport, .meaning = "What carries the connection.", .derive = derive_transport,
       .sources = "S1-09 S1-11 S3-14 C-15 B-API-01 B-API-02 B-API-05"},
      {.name = "request.has_second_hop", .type = types::boolean, .meaning = "The operation reaches a third computer through the target.",
       .derive = derive_has_second_hop, .sources = "S1-21"},
      {.name = "request.level_is_explicit", .type = types::boolean,
       .meaning = "The authentication level is fixed by the caller or its tool, and so not negotiated.", .derive = derive_level_is_explicit,
       .sources = "B-DCOM-05 B-API-06 B-API-09 B-API-03 B-API-33"},
      {.name = "request.effective_authentication_level", .type = types::authentication_level,
       .meaning = "The authentication level of the calls, after negotiation.", .derive = derive_effective_authentication_level,
       .sources = "S0-05 S0-06 S0-20 C-01 B-DCOM-05 B-DCOM-06 B-API-17 B-API-20"},
      {.name = "request.effective_impersonation_level", .type = types::impersonation_level,
       .meaning = "The impersonation level of the calls.", .derive = derive_effective_impersonation_level,
       .sources = "S3-17 C-02 B-API-15 B-API-16 B-API-18 B-API-20"},
      {.name = "request.activation_level", .type = types::authentication_level,
       .meaning = "The authentication level of the activation request that the client computer sends.", .derive = derive_activation_level,
       .sources = "B-DCOM-21 B-DCOM-23 B-DCOM-24 B-DCOM-26"},
      {.name = "request.used_authentication_service", .type = types::authentication_service,
       .meaning = "The service that Negotiate ends up with.", .derive = derive_used_authentication_service,
       .sources = "S0-11 C-16 B-NAME-04 B-NAME-08 B-AUTH-22 B-AUTH-24"},
  };
}

std::vector<FactDefinition> pair_table() {
  return {
      {.name = "network.common_ip_version", .type = types::boolean, .meaning = "Both computers can use one and the same IP version for WMI.",
       .derive = derive_common_ip_version, .sources = "S1-20 C-10 B-NAME-05 B-NAME-07"},
      {.name = "network.route", .type = types::boolean, .meaning = "Links lead from the client's zone to the target's zone.",
       .derive = derive_route, .sources = "S3-28"},
      {.name = "network.endpoint_mapper_open", .type = types::boolean, .meaning = "The firewalls between the zones let TCP 135 through.",
       .derive = derive_endpoint_mapper_open, .sources = "S3-09"},
      {.name = "network.service_ports", .type = types::port_coverage,
       .meaning = "How many of the WMI service's possible ports the firewalls between the zones let through.",
       .derive = derive_service_ports, .sources = "S3-10 S3-11 S1-07 C-03 B-NET-03 B-NET-04 B-NET-09"},
      {.name = "network.service_port_open", .type = types::boolean,
       .meaning = "The firewalls between the zones let the port through on which the WMI service listens.",
       .derive = derive_service_port_open, .sources = "S3-10 C-03"},
      {.name = "network.nat", .type = types::boolean, .meaning = "The path between the zones translates addresses.", .derive = derive_nat,
       .sources = "B-NET-08"},
      {.name = "network.callback_endpoint_mapper_open", .type = types::boolean,
       .meaning = "The firewalls between the zones let TCP 135 through from the target back to the client.",
       .derive = derive_callback_endpoint_mapper_open, .sources = "B-ASYNC-01 B-ASYNC-02"},
      {.name = "network.callback_ports", .type = types::port_coverage,
       .meaning = "How many of the client's dynamic ports the firewalls between the zones let through from the target.",
       .derive = derive_callback_ports, .sources = "B-ASYNC-01 B-ASYNC-02"},
      {.name = "trust.same_domain", .type = types::boolean, .meaning = "Client and target are joined to the same domain.",
       .derive = derive_same_domain, .sources = "S1-17"},
      {.name = "trust.target_accepts_account", .type = types::boolean, .meaning = "The target can verify the account that is presented.",
       .derive = derive_target_accepts_account, .sources = "B-AUTH-02 B-AUTH-21 B-AUTH-24 B-AUTH-25 B-AUTH-27 B-AUTH-28"},
      {.name = "trust.selective_authentication", .type = types::boolean, .meaning = "A trust on the way uses selective authentication.",
       .derive = derive_selective_authentication, .sources = "B-AUTH-20"},
      {.name = "trust.allowed_to_authenticate", .type = types::boolean,
       .meaning = "The account holds Allowed to Authenticate on the target's computer object.", .derive = derive_allowed_to_authenticate,
       .sources = "B-AUTH-20"},
      {.name = "trust.between_computers", .type = types::computer_trust, .meaning = "The trust between the two computers' domains.",
       .derive = derive_trust_between_computers, .sources = "S4-24 S4-25"},
      {.name = "trust.client_accepts_target", .type = types::boolean,
       .meaning = "The client can verify the target's computer account when it calls back.", .derive = derive_client_accepts_target,
       .sources = "S4-24 B-ASYNC-03 B-AUTH-21"},
      {.name = "trust.chain_in_domains", .type = types::boolean,
       .meaning = "Client, target and third computer are in one domain or in domains that trust each other.", .derive = derive_chain_in_domains,
       .sources = "B-DELEG-02 B-DELEG-04"},
      {.name = "account.is_local_to_target", .type = types::boolean, .meaning = "The account is a local account of the target.",
       .derive = derive_account_is_local_to_target, .sources = "S3-18 S4-23 B-UAC-08"},
      {.name = "account.administrator_on_target", .type = types::boolean,
       .meaning = "The account is, directly or through groups, in the target's Administrators group.",
       .derive = derive_administrator_on_target, .sources = "S0-04 S3-05"},
      {.name = "account.dcom_user_on_target", .type = types::boolean,
       .meaning = "The account is, directly or through groups, in the target's Distributed COM Users group.",
       .derive = derive_dcom_user_on_target, .sources = "B-DCOM-09"},
      {.name = "token.filtered", .type = types::boolean, .meaning = "UAC takes the Administrators group out of the caller's token on the target.",
       .derive = derive_token_filtered,
       .sources = "S1-15 S3-18 S3-19 S3-20 S4-19 S4-21 C-04 B-UAC-01 B-UAC-02 B-UAC-05 B-UAC-06 B-UAC-09"},
      {.name = "token.administrator", .type = types::boolean, .meaning = "The caller's token on the target holds the Administrators group.",
       .derive = derive_token_administrator, .sources = "S2-04 S3-05 C-04"},
      {.name = "token.remote_launch", .type = types::boolean, .meaning = "The caller may launch DCOM servers on the target remotely.",
       .derive = derive_token_remote_launch, .sources = "S2-03 S4-23 B-DCOM-07 B-DCOM-08 B-DCOM-09 B-DCOM-12"},
      {.name = "token.remote_activation", .type = types::boolean, .meaning = "The caller may activate DCOM servers on the target remotely.",
       .derive = derive_token_remote_activation, .sources = "S2-03 S4-23 B-DCOM-07 B-DCOM-08 B-DCOM-09 B-DCOM-12"},
      {.name = "token.remote_access", .type = types::boolean, .meaning = "The caller may call DCOM servers on the target remotely.",
       .derive = derive_token_remote_access, .sources = "S2-03 S4-23 B-DCOM-07 B-DCOM-11"},
      {.name = "namespace.exists", .type = types::boolean, .meaning = "The namespace exists on the target.", .derive = derive_namespace_exists,
       .sources = "B-WMI-20 B-API-30"},
      {.name = "namespace.requires_encryption", .type = types::boolean, .meaning = "The namespace accepts only pkt-privacy.",
       .derive = derive_namespace_requires_encryption, .sources = "S0-29 S2-07 B-WMI-09 B-WMI-11"},
      {.name = "namespace.enable_account", .type = types::boolean, .meaning = "The caller holds Enable Account on the namespace.",
       .derive = derive_namespace_enable_account, .sources = "S3-06 B-WMI-03"},
      {.name = "namespace.remote_enable", .type = types::boolean, .meaning = "The caller holds Remote Enable on the namespace.",
       .derive = derive_namespace_remote_enable, .sources = "S3-07 B-WMI-03 B-WMI-06"},
      {.name = "namespace.execute_methods", .type = types::boolean, .meaning = "The caller holds Execute Methods on the namespace.",
       .derive = derive_namespace_execute_methods, .sources = "S1-22 B-WMI-24"},
  };
}

}  // namespace

std::span<const FactDefinition> account_facts() {
  static const auto table = account_table();
  return table;
}

std::span<const FactDefinition> connection_facts() {
  static const auto table = [] {
    auto all = request_table();
    const auto pair = pair_table();
    all.insert(all.end(), pair.begin(), pair.end());
    return all;
  }();
  return table;
}

}  // namespace wmireach::rules
