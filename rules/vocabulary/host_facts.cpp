// SPDX-License-Identifier: Apache-2.0
// Facts of a host: what it is, DCOM, UAC and WMI. The firewall facts are in firewall_facts.cpp.
#include <array>
#include <vector>

#include "rules/derived/derived.hpp"
#include "rules/vocabulary/tables.hpp"

namespace wmireach::rules {
namespace {


const Type& port() {
  static constexpr Type t{.name = "port", .kind = TypeKind::integer, .min = 1024, .max = 65535};
  return t;
}
const Type& dynamic_start() {
  static constexpr Type t{.name = "dynamic-range-start", .kind = TypeKind::integer, .min = 1025, .max = 65535};
  return t;
}
const Type& dynamic_count() {
  static constexpr Type t{.name = "dynamic-range-count", .kind = TypeKind::integer, .min = 255, .max = 64511};
  return t;
}
const Type& restricted_count() {
  static constexpr Type t{.name = "restricted-range-count", .kind = TypeKind::integer, .min = 1, .max = 64512};
  return t;
}
const Type& service_pack() {
  static constexpr Type t{.name = "service-pack", .kind = TypeKind::integer, .min = 0, .max = 6};
  return t;
}

}  // namespace

std::vector<FactDefinition> identity_facts() {
  return {
      {.name = "os", .type = types::release, .meaning = "The Windows release.", .observe = "winver"},
      {.name = "os_kind", .type = types::release_kind, .meaning = "Whether the release is a client or a server.",
       .derive = derive_os_kind, .sources = "B-OS-06"},
      {.name = "edition", .type = types::edition, .meaning = "The edition of the release.", .observe = "dism /online /get-currentedition"},
      {.name = "edition_is_remote_target", .type = types::boolean,
       .meaning = "Whether WMI on this edition can be reached from another computer.", .derive = derive_edition_is_remote_target,
       .sources = "S0-22 S2-06"},
      {.name = "service_pack", .type = service_pack, .meaning = "The highest service pack installed; 0 for none.", .observe = "winver",
       .effort = Effort::work},
      {.name = "build", .type = types::integer, .meaning = "The build number of the release.", .observe = "cmd /c ver"},
      {.name = "patched_to", .type = types::date, .meaning = "The date of the newest monthly update installed.",
       .observe = "Get-HotFix | Sort-Object InstalledOn | Select-Object -Last 1", .effort = Effort::work, .assumed_source = "planning",
       .assume = assume_patched_to_date_of_scenario},
      {.name = "membership", .type = types::membership, .meaning = "Whether the computer is joined to a domain.",
       .observe = "(Get-CimInstance Win32_ComputerSystem).PartOfDomain", .effort = Effort::work},
      {.name = "ipv4", .type = types::boolean, .meaning = "IPv4 is enabled.", .observe = "Get-NetAdapterBinding -ComponentID ms_tcpip",
       .effort = Effort::setting, .assumed = "true", .assumed_source = "S1-20"},
      {.name = "ipv6", .type = types::boolean, .meaning = "IPv6 is enabled.", .observe = "Get-NetAdapterBinding -ComponentID ms_tcpip6",
       .effort = Effort::setting},
      {.name = "wmi_installed", .type = types::boolean, .meaning = "The WMI core is installed.", .observe = "sc query winmgmt",
       .effort = Effort::work},
      {.name = "wmi_version", .type = types::wmi_version, .meaning = "The version of WMI on an old release.",
       .observe = R"(reg query HKLM\SOFTWARE\Microsoft\WBEM /v Build)", .effort = Effort::work},
      {.name = "powershell_installed", .type = types::boolean, .meaning = "Windows PowerShell, and with it Get-WmiObject, is installed.",
       .observe = "powershell -Command $PSVersionTable", .effort = Effort::work},
      {.name = "wmic_installed", .type = types::boolean, .meaning = "The command-line tool WMIC is installed.", .observe = "where wmic",
       .effort = Effort::setting},
      {.name = "vbscript_installed", .type = types::boolean, .meaning = "VBScript is installed.", .observe = "where vbscript.dll",
       .effort = Effort::setting, .assumed = "true", .assumed_source = "B-API-14"},
      {.name = "ipsec.required", .type = types::boolean, .meaning = "The computer takes traffic only from computers that authenticate with IPsec.",
       .observe = "Get-NetIPsecRule -PolicyStore ActiveStore", .effort = Effort::work, .exposure = Exposure::wide, .assumed = "false",
       .assumed_source = "planning", .warning = "lets computers in that have not authenticated"},
      {.name = "ipsec.enrolled", .type = types::boolean, .meaning = "The computer can authenticate with IPsec to those that demand it.",
       .observe = "Get-NetIPsecMainModeSA", .effort = Effort::work},
  };
}

std::vector<FactDefinition> dcom_facts() {
  const auto rights = [](std::string_view name, std::string_view meaning, std::string_view warning) {
    return FactDefinition{.name = name, .type = types::dcom_rights, .meaning = meaning,
                          .observe = "dcomcnfg, My Computer, Properties, COM Security, Edit Limits", .effort = Effort::setting,
                          .exposure = Exposure::wide, .warning = warning};
  };
  return {
      {.name = "rpc.dynamic_start", .type = dynamic_start, .meaning = "First port of the dynamic range that RPC takes its ports from.",
       .observe = "netsh int ipv4 show dynamicport tcp", .effort = Effort::setting},
      {.name = "rpc.dynamic_count", .type = dynamic_count, .meaning = "Number of ports in the dynamic range; Windows accepts no fewer than 255.",
       .observe = "netsh int ipv4 show dynamicport tcp", .effort = Effort::setting},
      {.name = "rpc.restricted", .type = types::boolean, .meaning = "The RPC Internet keys restrict the ports of RPC to a range of their own.",
       .observe = R"(reg query HKLM\SOFTWARE\Microsoft\Rpc\Internet)", .effort = Effort::setting, .assumed = "false", .assumed_source = "B-NET-07"},
      {.name = "rpc.restricted_start", .type = port, .meaning = "First port of the range that the RPC Internet keys name.",
       .observe = R"(reg query HKLM\SOFTWARE\Microsoft\Rpc\Internet /v Ports)", .effort = Effort::setting},
      {.name = "rpc.restricted_count", .type = restricted_count, .meaning = "Number of ports that the RPC Internet keys name.",
       .observe = R"(reg query HKLM\SOFTWARE\Microsoft\Rpc\Internet /v Ports)", .effort = Effort::setting},
      {.name = "rpc.restriction_valid", .type = types::boolean, .meaning = "The RPC Internet keys are free of mistakes.",
       .observe = R"(reg query HKLM\SOFTWARE\Microsoft\Rpc\Internet)", .effort = Effort::setting, .assumed = "true", .assumed_source = "B-NET-07"},
      {.name = "rpc.first_port", .type = port, .meaning = "First port of the range from which RPC takes its ports.", .derive = derive_first_port,
       .sources = "B-NET-03 B-NET-04 B-NET-07"},
      {.name = "rpc.port_count", .type = restricted_count, .meaning = "Number of ports in the range from which RPC takes its ports.",
       .derive = derive_port_count, .sources = "B-NET-03 B-NET-04 B-NET-07"},
      {.name = "rpc.restrict_remote_clients", .type = types::rpc_client_restriction,
       .meaning = "The policy \"Restrict Unauthenticated RPC clients\".",
       .observe = R"(reg query "HKLM\SOFTWARE\Policies\Microsoft\Windows NT\Rpc" /v RestrictRemoteClients)", .effort = Effort::setting,
       .exposure = Exposure::wide, .assumed = "none", .assumed_source = "planning", .warning = "lets anonymous callers reach RPC interfaces"},
      {.name = "dcom.enabled", .type = types::boolean, .meaning = "\"Enable Distributed COM on this computer\" is ticked (EnableDCOM = Y).",
       .observe = R"(reg query HKLM\SOFTWARE\Microsoft\Ole /v EnableDCOM)", .effort = Effort::setting, .exposure = Exposure::wide,
       .assumed = "true", .assumed_source = "B-DCOM-01", .warning = "lets every DCOM application on the computer be reached"},
      {.name = "dcom.tcp_protocol", .type = types::boolean, .meaning = "\"Connection-oriented TCP/IP\" is among the default protocols of DCOM.",
       .observe = "dcomcnfg, My Computer, Properties, Default Protocols", .effort = Effort::setting, .assumed = "true",
       .assumed_source = "planning"},
      {.name = "dcom.udp_first", .type = types::boolean, .meaning = "DCOM tries datagram UDP/IP before TCP/IP.",
       .observe = "dcomcnfg, Default Protocols", .effort = Effort::setting},
      {.name = "dcom.default_authentication_level", .type = types::authentication_level,
       .meaning = "Machine default for programs that set no authentication level.",
       .observe = R"(reg query HKLM\SOFTWARE\Microsoft\Ole /v LegacyAuthenticationLevel)", .effort = Effort::setting, .assumed = "connect",
       .assumed_source = "B-DCOM-02"},
      {.name = "dcom.default_impersonation_level", .type = types::impersonation_level,
       .meaning = "Machine default for programs that set no impersonation level.",
       .observe = R"(reg query HKLM\SOFTWARE\Microsoft\Ole /v LegacyImpersonationLevel)", .effort = Effort::setting, .assumed = "identify",
       .assumed_source = "B-DCOM-03"},
      rights("dcom.launch.administrators", "Machine-wide launch and activation rights of Administrators.", ""),
      rights("dcom.launch.everyone", "Machine-wide launch and activation rights of Everyone.", "lets every account start DCOM servers"),
      rights("dcom.launch.distributed_com_users", "Machine-wide launch and activation rights of Distributed COM Users.", ""),
      rights("dcom.access.everyone", "Machine-wide access rights of Everyone.", "lets every account call DCOM servers"),
      rights("dcom.access.distributed_com_users", "Machine-wide access rights of Distributed COM Users.", ""),
      rights("dcom.access.anonymous", "Machine-wide access rights of ANONYMOUS LOGON.", "lets callers without any identity call DCOM servers"),
      {.name = "dcom.require_integrity_activation", .type = types::boolean,
       .meaning = "The server switch of the DCOM hardening (RequireIntegrityActivationAuthenticationLevel).",
       .observe = R"(reg query HKLM\SOFTWARE\Microsoft\Ole\AppCompat /v RequireIntegrityActivationAuthenticationLevel)",
       .effort = Effort::setting, .exposure = Exposure::wide, .assumed_source = "B-DCOM-20", .assume = assume_require_integrity_activation,
       .warning = "turns a security update off"},
      {.name = "dcom.raise_activation_level", .type = types::integer,
       .meaning = "The client switch of the DCOM hardening: 0 never, 1 raises the default level, 2 raises every activation.",
       .observe = R"(reg query HKLM\SOFTWARE\Microsoft\Ole\AppCompat /v RaiseActivationAuthenticationLevel)", .effort = Effort::setting,
       .assumed_source = "B-DCOM-21", .assume = assume_raise_activation_level},
      {.name = "dcom.hardening_available", .type = types::boolean, .meaning = "The release received the DCOM hardening of 2021 to 2023."},
      {.name = "dcom.hardening_enforced", .type = types::boolean,
       .meaning = "The computer refuses activations below pkt-integrity.", .derive = derive_hardening_enforced,
       .sources = "B-DCOM-19 B-DCOM-20 B-DCOM-22"},
  };
}

std::vector<FactDefinition> uac_facts() {
  return {
      {.name = "uac.available", .type = types::boolean, .meaning = "The release has User Account Control."},
      {.name = "uac.enabled", .type = types::boolean, .meaning = "User Account Control is on (EnableLUA = 1).",
       .observe = R"(reg query HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System /v EnableLUA)", .effort = Effort::setting,
       .exposure = Exposure::wide, .warning = "turns User Account Control off on the whole computer"},
      {.name = "uac.local_account_token_filter_policy", .type = types::boolean,
       .meaning = "Local administrators keep their full token over the network (LocalAccountTokenFilterPolicy = 1).",
       .observe = R"(reg query HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System /v LocalAccountTokenFilterPolicy)",
       .effort = Effort::setting, .exposure = Exposure::wide, .assumed = "false", .assumed_source = "B-UAC-02",
       .warning = "turns remote UAC filtering off for every local administrator of the computer"},
      {.name = "uac.filter_administrator_token", .type = types::boolean,
       .meaning = "The built-in Administrator is filtered like any local administrator (FilterAdministratorToken = 1).",
       .observe = R"(reg query HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System /v FilterAdministratorToken)",
       .effort = Effort::setting, .exposure = Exposure::wide, .assumed = "false", .assumed_source = "B-UAC-05",
       .warning = "gives the built-in Administrator its full token over the network"},
      {.name = "limit_blank_password_use", .type = types::boolean,
       .meaning = "Local accounts without a password may log on at the console only (LimitBlankPasswordUse = 1).",
       .observe = R"(reg query HKLM\SYSTEM\CurrentControlSet\Control\Lsa /v LimitBlankPasswordUse)", .effort = Effort::setting,
       .exposure = Exposure::wide, .assumed = "true", .assumed_source = "B-AUTH-04",
       .warning = "lets accounts without a password log on over the network"},
  };
}

std::vector<FactDefinition> wmi_facts() {
  return {
      {.name = "winmgmt.start_type", .type = types::start_type, .meaning = "Start type of the WMI service.",
       .observe = "sc qc winmgmt", .effort = Effort::setting, .assumed = "automatic", .assumed_source = "B-WMI-01"},
      {.name = "winmgmt.state", .type = types::service_state, .meaning = "Whether the WMI service runs.",
       .observe = "Get-Service winmgmt", .effort = Effort::setting, .assumed = "running", .assumed_source = "B-WMI-01"},
      {.name = "wmi.standalone_host", .type = types::boolean, .meaning = "WMI runs in a process of its own on a fixed port (winmgmt /standalonehost).",
       .observe = "sc qc winmgmt", .effort = Effort::setting, .assumed = "false", .assumed_source = "B-NET-09"},
      {.name = "wmi.standalone_level", .type = types::authentication_level,
       .meaning = "The lowest authentication level that WMI takes in a process of its own.", .observe = "dcomcnfg, DCOM Config, Windows Management and Instrumentation",
       .effort = Effort::setting, .assumed = "pkt", .assumed_source = "B-NET-10"},
      {.name = "wmi.fixed_port", .type = port, .meaning = "TCP port of the WMI service when it runs in a process of its own.",
       .observe = "dcomcnfg, DCOM Config, Windows Management and Instrumentation, Endpoints", .effort = Effort::setting, .assumed = "24158",
       .assumed_source = "B-NET-09"},
      {.name = "wmi.listening_port", .type = port,
       .meaning = "TCP port that the WMI service has taken from the dynamic range; it may be another one after each start.",
       .observe = "Get-NetTCPConnection -State Listen -OwningProcess (Get-CimInstance Win32_Service -Filter \"Name='winmgmt'\").ProcessId"},
      {.name = "wmi.required_authentication_level", .type = types::authentication_level,
       .meaning = "The lowest authentication level that WMI on this release accepts from a remote caller."},
      {.name = "wmi.required_impersonation_level", .type = types::impersonation_level,
       .meaning = "The lowest impersonation level that WMI on this release accepts from a remote caller."},
      {.name = "wmi.max_wait_flag", .type = types::boolean, .meaning = "ConnectServer knows the flag that limits its wait to two minutes."},
      {.name = "wmi.scripting_impersonation_level", .type = types::impersonation_level,
       .meaning = "The impersonation level that scripts use when they set none.",
       .observe = R"(reg query "HKLM\SOFTWARE\Microsoft\WBEM\Scripting" /v "Default Impersonation Level")", .effort = Effort::setting,
       .assumed_source = "B-API-15", .assume = assume_scripting_impersonation_level},
      {.name = "wmi.repository_intact", .type = types::boolean, .meaning = "The WMI repository is consistent.",
       .observe = "winmgmt /verifyrepository", .effort = Effort::work, .assumed = "true", .assumed_source = "planning"},
      {.name = "wmi.quota_exceeded", .type = types::boolean, .meaning = "WMI has used up the memory or handles that its quota grants.",
       .observe = R"(Get-CimInstance -Namespace root -ClassName __ProviderHostQuotaConfiguration)", .effort = Effort::setting,
       .assumed = "false", .assumed_source = "planning"},
      {.name = "cimom.allow_anonymous_callback", .type = types::boolean,
       .meaning = "The WMI service may call a sink back without an identity (AllowAnonymousCallback = 1).",
       .observe = R"(reg query HKLM\SOFTWARE\Microsoft\WBEM\CIMOM /v AllowAnonymousCallback)", .effort = Effort::setting,
       .exposure = Exposure::narrow, .assumed = "false", .assumed_source = "S4-24",
       .warning = "lets the WMI service send results to clients that cannot verify it"},
      {.name = "cimom.unsecapp_access_check", .type = types::boolean,
       .meaning = "Unsecapp.exe checks who calls back and refuses low levels (UnsecAppAccessControlDefault = 1).",
       .observe = R"(reg query HKLM\SOFTWARE\Microsoft\WBEM\CIMOM /v UnsecAppAccessControlDefault)", .effort = Effort::setting,
       .exposure = Exposure::narrow, .assumed = "false", .assumed_source = "B-ASYNC-05",
       .warning = "lets anyone call the sinks of Unsecapp.exe back"},
  };
}

}  // namespace wmireach::rules
