// SPDX-License-Identifier: Apache-2.0
// Facts of a host's Windows Firewall. A profile in the scenario may state any of the settings for itself.
#include "rules/derived/derived.hpp"
#include "rules/vocabulary/tables.hpp"

namespace wmireach::rules {
namespace {

FactDefinition rule_fact(std::string_view name, std::string_view meaning, std::string_view observe) {
  return {.name = name, .type = types::boolean, .meaning = meaning, .observe = observe, .effort = Effort::setting,
          .exposure = Exposure::narrow, .assumed = "false", .assumed_source = "B-NET-15"};
}

}  // namespace

std::vector<FactDefinition> firewall_facts() {
  return {
      {.name = "windows_firewall.component", .type = types::firewall_component, .meaning = "Which host firewall the release has."},
      {.name = "windows_firewall.enabled", .type = types::boolean, .meaning = "The Windows Firewall is on in the active profile.",
       .observe = "netsh advfirewall show currentprofile state", .effort = Effort::setting, .exposure = Exposure::wide,
       .warning = "opens every port of the computer"},
      {.name = "windows_firewall.active", .type = types::boolean, .meaning = "The host has a firewall and it is on.",
       .derive = derive_firewall_active, .sources = "B-OS-02 S0-21"},
      {.name = "windows_firewall.active_profile", .type = types::firewall_profile, .meaning = "The profile of the network the host is on.",
       .observe = "Get-NetConnectionProfile", .effort = Effort::setting},
      {.name = "windows_firewall.wmi_inbound", .type = types::allowed_or_blocked,
       .meaning = "The outcome, where it is known without the rules: WMI from other computers is let in, or is not.",
       .observe = "Test-NetConnection TARGET -Port 135", .effort = Effort::setting, .exposure = Exposure::narrow},
      rule_fact("windows_firewall.wmi_group", "The rule group \"Windows Management Instrumentation (WMI)\" is enabled.",
                "netsh advfirewall firewall show rule group=\"Windows Management Instrumentation (WMI)\""),
      {.name = "windows_firewall.remote_administration", .type = types::boolean,
       .meaning = "The exception \"Allow remote administration\" is enabled.", .observe = "netsh firewall show service",
       .effort = Effort::setting, .exposure = Exposure::wide, .assumed = "false", .assumed_source = "B-NET-13",
       .warning = "opens remote administration by RPC and named pipes, not only WMI"},
      {.name = "windows_firewall.exception_scope", .type = types::address_scope,
       .meaning = "The remote addresses that the exceptions for WMI and remote administration admit.",
       .observe = "netsh advfirewall firewall show rule group=\"Windows Management Instrumentation (WMI)\" verbose", .effort = Effort::setting,
       .exposure = Exposure::narrow, .assumed_source = "B-NET-16", .assume = assume_exception_scope,
       .warning = "opens WMI to computers outside the subnet"},
      rule_fact("windows_firewall.dcom_rule", "A rule lets the RPC endpoint mapper (service rpcss, TCP 135) in.",
                "netsh advfirewall firewall show rule name=DCOM"),
      rule_fact("windows_firewall.wmi_rule", "A rule lets the WMI service (service winmgmt, any TCP port) in.",
                "netsh advfirewall firewall show rule name=WMI"),
      rule_fact("windows_firewall.unsecapp_rule", "A rule lets callbacks to Unsecapp.exe in.",
                "netsh advfirewall firewall show rule name=UnsecApp"),
      rule_fact("windows_firewall.own_sink_rule", "A rule lets callbacks to the client program's own sink in.",
                "netsh advfirewall firewall show rule name=all dir=in"),
      {.name = "windows_firewall.outbound", .type = types::allowed_or_blocked, .meaning = "What happens to outgoing connections without a rule.",
       .observe = "netsh advfirewall show currentprofile firewallpolicy", .effort = Effort::setting, .exposure = Exposure::wide,
       .assumed = "allowed", .assumed_source = "planning"},
      rule_fact("windows_firewall.wmi_out_rule", "A rule lets the WMI service connect to other computers.",
                "netsh advfirewall firewall show rule name=WMI_OUT"),
      {.name = "windows_firewall.winrm_rule", .type = types::boolean, .meaning = "The rule \"Windows Remote Management\" is enabled.",
       .observe = "netsh advfirewall firewall show rule group=\"Windows Remote Management\"", .effort = Effort::setting,
       .exposure = Exposure::narrow},
      {.name = "windows_firewall.winrm_scope", .type = types::address_scope, .meaning = "The remote addresses that the rule for WinRM admits.",
       .observe = "netsh advfirewall firewall show rule group=\"Windows Remote Management\" verbose", .effort = Effort::setting,
       .exposure = Exposure::narrow, .assumed_source = "B-NET-19", .assume = assume_winrm_scope,
       .warning = "opens WinRM to computers outside the subnet"},
      {.name = "windows_firewall.admits_endpoint_mapper", .type = types::boolean,
       .meaning = "The Windows Firewall lets the other computer reach TCP 135.", .derive = derive_admits_endpoint_mapper,
       .sources = "S3-12 S4-03 S4-08 S4-10 S4-14 C-08 B-NET-13 B-NET-16"},
      {.name = "windows_firewall.admits_wmi_service", .type = types::boolean,
       .meaning = "The Windows Firewall lets the other computer reach the port of the WMI service.", .derive = derive_admits_wmi_service,
       .sources = "S3-12 S4-03 S4-06 S4-08 S4-11 S4-15 C-08 B-NET-13 B-NET-16"},
      {.name = "windows_firewall.admits_sink", .type = types::boolean,
       .meaning = "The Windows Firewall lets the other computer call the sink of an asynchronous call.", .derive = derive_admits_sink,
       .sources = "S4-04 S4-05 S4-12 S4-16 C-11 B-ASYNC-02 B-NET-16"},
      {.name = "windows_firewall.lets_callback_out", .type = types::boolean,
       .meaning = "The Windows Firewall lets the WMI service connect out to a sink.", .derive = derive_lets_callback_out,
       .sources = "S4-13 S4-17"},
      {.name = "windows_firewall.admits_ws_man", .type = types::boolean,
       .meaning = "The Windows Firewall lets the other computer reach the port of WinRM.", .derive = derive_admits_ws_man,
       .sources = "B-NET-18 B-NET-19 B-WINRM-01"},
  };
}

}  // namespace wmireach::rules
