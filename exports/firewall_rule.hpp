// SPDX-License-Identifier: Apache-2.0
// Rules of the Windows Firewall as the registry and policies hold them: "v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=RPC|..."
// (MS-FASP 2.2.37, and the rule grammar of MS-GPFAS 2.2.2.19).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exports/survey.hpp"
#include "model/estate.hpp"

namespace wmireach::exports {

inline constexpr std::array<std::string_view, 3> firewall_profiles{"domain", "private", "public"};

// The ports of a rule. Words for ports that are no part of WMI, such as Teredo, make a rule that has no port of ours.
struct RulePorts {
  bool any = true;
  std::vector<model::PortRange> ranges;
  bool rpc = false;              // "RPC": the ports that RPC took from the dynamic range
  bool endpoint_mapper = false;  // "RPC-EPMap"
};

enum class RuleScope : std::uint8_t { any, local_subnet, narrower };

// The program of a rule for an app package, of which neither services nor WMI's programs are part.
inline constexpr std::string_view app_package = "(app package)";

// What of a rule matters here, whatever it was written in.
struct FirewallRule {
  std::string id;    // language-independent, such as "WMI-RPCSS-In-TCP"; or what names the rule otherwise
  std::string name;  // as people know it; empty: its id says it
  bool active = true, inbound = true, block = false;
  bool tcp = true;   // TCP, or every protocol
  RulePorts local, remote;
  std::string program, service;  // in lower case; empty: any
  RuleScope scope = RuleScope::any;
  std::string narrowed_by;       // what makes the scope narrower than a scenario can say
  std::array<bool, 3> profiles{true, true, true};
};

// Takes one port, range, or word; several may stand in one text, with commas. Text that names nothing known counts as a port of others.
void add_ports(RulePorts& ports, std::string_view text);

// Takes one remote address, range or word of a rule, after `first` none was seen. "any" and an empty text say nothing.
void add_remote_address(FirewallRule& rule, std::string_view address, bool first);

// Says that the rule counts under conditions that a scenario has no words for.
void narrow(FirewallRule& rule, std::string_view condition);

// Takes "domain", "Private" and the like, several with commas; "any" and "all" are all of them. False: no profile is named.
bool set_profiles(FirewallRule& rule, std::string_view text);

// nullopt: the text is no rule.
std::optional<FirewallRule> parse_firewall_rule(std::string_view id, std::string_view text);

// Adds what the rule means for WMI to the settings of a computer or a policy: facts that the vocabulary has for a rule, or an entry
// of "windows_firewall/rules/-". A rule that is not active, or plays no part in WMI, adds nothing. `id` is the name of the registry value.
void add_firewall_rule(std::string_view id, std::string_view rule, Place place, std::vector<Setting>& settings, Survey& survey);

}  // namespace wmireach::exports
