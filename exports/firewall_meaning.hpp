// SPDX-License-Identifier: Apache-2.0
// What a rule of the Windows Firewall means for WMI and for WinRM.
//
// Rules are known by program, service and port, never by their translated names. A scenario says of a rule that it admits everybody, or the
// local subnet only; where a rule is narrower in another way (addresses, interfaces, authentication), the fact stays "unknown", with a note.
//   - svchost.exe with service rpcss, or any program: TCP 135 is windows_firewall.dcom_rule (S4-10);
//   - svchost.exe with service winmgmt, or any program: every port, or "RPC", is wmi_rule (S4-11);
//   - unsecapp.exe, or any program: unsecapp_rule (S4-12); outgoing, the WMI service: wmi_out_rule (S4-13);
//   - System, or any program: 5985 is winrm_rule with winrm_scope (B-NET-18, B-NET-19).
// Those first four have no scope of their own. Where all four admit (at least) the local subnet, they are the rule group: wmi_group with
// exception_scope (B-NET-17). A rule for any program, everybody and every profile stands as it is in windows_firewall.rules.
// A block rule wins over every allow rule: where it stops WMI for everybody, windows_firewall.wmi_inbound is "blocked". The vocabulary means the
// callbacks to Unsecapp.exe by that as well, which a rule for the WMI service alone does not block; a client of asynchronous calls with such a
// rule may do better than predicted.
#pragma once

#include "exports/firewall_rule.hpp"

namespace wmireach::exports {

void add_meaning(const FirewallRule& rule, Place place, std::vector<Setting>& settings, Survey& survey);

// After the last rule of a computer of which every rule was read: what no rule opened is not open.
void state_absent_rules(Place place, std::vector<Setting>& settings);

}  // namespace wmireach::exports
