// SPDX-License-Identifier: Apache-2.0
// What each client tool does when the caller sets nothing.
#pragma once

#include <cstdint>
#include <string_view>

namespace wmireach::rules {

// Order of types::client_api().
enum class Tool : std::uint8_t {
  moniker, swbemlocator, iwbemlocator, system_management, get_wmiobject, wmic, cimsession, wbemtest,
  impacket, samba_wmic, j_interop, other_rpc, ws_man_client
};

// Order of types::authentication_level() and types::impersonation_level().
enum class AuthenticationLevel : std::int8_t { none, connect, call, pkt, pkt_integrity, pkt_privacy };
enum class ImpersonationLevel : std::int8_t { anonymous, identify, impersonate, delegate };

enum class ImpersonationDefault : std::uint8_t {
  own,        // the tool's own level
  machine,    // the machine's default impersonation level
  scripting,  // the registry value of the scripting API
};

struct ToolDefaults {
  bool negotiates;                      // leaves the authentication level to DCOM's negotiation
  AuthenticationLevel authentication;   // used when the tool does not negotiate
  ImpersonationDefault impersonation_from;
  ImpersonationLevel impersonation;     // the tool's own
  std::string_view source;              // statement id
};

// A client that brings its own RPC and leaves its level unstated is taken to call at the level that the target asks for.
inline constexpr ToolDefaults tool_defaults[] = {
    {true, AuthenticationLevel::none, ImpersonationDefault::scripting, ImpersonationLevel::impersonate, "B-API-15"},
    {true, AuthenticationLevel::none, ImpersonationDefault::scripting, ImpersonationLevel::impersonate, "B-API-15"},
    {true, AuthenticationLevel::none, ImpersonationDefault::machine, ImpersonationLevel::identify, "B-API-18"},
    {true, AuthenticationLevel::none, ImpersonationDefault::own, ImpersonationLevel::impersonate, "B-API-20"},
    {false, AuthenticationLevel::pkt_privacy, ImpersonationDefault::own, ImpersonationLevel::impersonate, "B-API-06"},
    {false, AuthenticationLevel::pkt_privacy, ImpersonationDefault::own, ImpersonationLevel::impersonate, "B-API-09"},
    {false, AuthenticationLevel::pkt_privacy, ImpersonationDefault::own, ImpersonationLevel::impersonate, "B-API-03"},
    {false, AuthenticationLevel::pkt, ImpersonationDefault::own, ImpersonationLevel::impersonate, "B-API-33"},
    {false, AuthenticationLevel::pkt_privacy, ImpersonationDefault::own, ImpersonationLevel::impersonate, "general-knowledge"},
    {true, AuthenticationLevel::none, ImpersonationDefault::own, ImpersonationLevel::impersonate, "planning"},
    {true, AuthenticationLevel::none, ImpersonationDefault::own, ImpersonationLevel::impersonate, "planning"},
    {true, AuthenticationLevel::none, ImpersonationDefault::own, ImpersonationLevel::impersonate, "planning"},
    {false, AuthenticationLevel::pkt_privacy, ImpersonationDefault::own, ImpersonationLevel::impersonate, "planning"},  // WS-Man only: not used
};

// Not Windows's own COM: no automatic raise of the activation level, no Negotiate.
constexpr bool brings_own_rpc(Tool tool) { return tool >= Tool::impacket && tool <= Tool::other_rpc; }

}  // namespace wmireach::rules
