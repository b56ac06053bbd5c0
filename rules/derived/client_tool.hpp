// SPDX-License-Identifier: Apache-2.0
// What each client tool does when the caller sets nothing.
#pragma once

#include <cstdint>
#include <string_view>

namespace wmireach::rules {

// Order of types::client_api().
enum class Tool : std::uint8_t { moniker, swbemlocator, iwbemlocator, system_management, get_wmiobject, wmic, cimsession, wbemtest };

// Order of types::authentication_level() and types::impersonation_level().
enum class AuthenticationLevel : std::int8_t { none, connect, call, pkt, pkt_integrity, pkt_privacy };
enum class ImpersonationLevel : std::int8_t { anonymous, identify, impersonate, delegate };

struct ToolDefaults {
  bool negotiates;                      // leaves the authentication level to DCOM's negotiation
  AuthenticationLevel authentication;   // used when the tool does not negotiate
  bool machine_impersonation;           // takes the machine's default impersonation level
  ImpersonationLevel impersonation;     // used otherwise
  std::string_view source;              // statement id
};

inline constexpr ToolDefaults tool_defaults[] = {
    {true, AuthenticationLevel::none, false, ImpersonationLevel::impersonate, "B-API-15"},
    {true, AuthenticationLevel::none, false, ImpersonationLevel::impersonate, "B-API-15"},
    {true, AuthenticationLevel::none, true, ImpersonationLevel::identify, "B-API-18"},
    {true, AuthenticationLevel::none, false, ImpersonationLevel::impersonate, "B-API-20"},
    {false, AuthenticationLevel::pkt_privacy, false, ImpersonationLevel::impersonate, "B-API-06"},
    {false, AuthenticationLevel::pkt_privacy, false, ImpersonationLevel::impersonate, "B-API-09"},
    {false, AuthenticationLevel::pkt_privacy, false, ImpersonationLevel::impersonate, "B-API-03"},
    {false, AuthenticationLevel::pkt, false, ImpersonationLevel::impersonate, "B-API-33"},
};

}  // namespace wmireach::rules
