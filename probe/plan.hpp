// SPDX-License-Identifier: Apache-2.0
// What a probe is to look at, and within what limits. Nothing is contacted that is not in a plan.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace wmireach::probe {

enum class Mechanism : std::uint8_t { negotiate, kerberos, ntlm };

// Authentication levels of MS-RPCE 2.2.1.1.8.
inline constexpr std::uint8_t level_connect = 2, level_packet = 4, level_integrity = 5, level_privacy = 6;

// One connection of a scenario, as its caller would make it.
struct Target {
  std::string connection, host;         // their ids in the scenario
  std::string name;                     // what the caller names: to be resolved, or an address
  bool is_address = false;
  bool ipv4 = true, ipv6 = true;        // families that both ends have, as the scenario says
  bool ws_man = false, https = false;
  std::uint16_t port = 135;             // or the listener's
  std::string principal_host;           // in the service principal name; empty: `name`
  std::string account;                  // as the scenario names it; empty: whoever the Kerberos cache holds
  std::string kerberos_name;            // "mon@CORP.EXAMPLE"; empty: no domain account
  std::string ntlm_name;                // "CORP\\mon"
  Mechanism mechanism = Mechanism::negotiate;
  std::uint8_t level = level_integrity;       // of the activation
  std::uint8_t call_level = level_integrity;  // of the calls to WMI
  std::string wmi_namespace = "root\\cimv2";
};

struct Limits {
  std::chrono::milliseconds step{4000};      // longer than a host needs to say that it is unreachable (3.1 s) or a closed port over IPv6 (1.1 s)
  std::chrono::milliseconds overall{60000};  // of one connection
  unsigned at_once = 8;                      // connections
};

struct Plan {
  std::string observer;  // this computer
  std::vector<Target> targets;
  Limits limits;
  bool authenticate = true;
};

}  // namespace wmireach::probe
