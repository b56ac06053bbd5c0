// SPDX-License-Identifier: Apache-2.0
#include "dcerpc/pdu.hpp"

namespace wmireach::dcerpc {

std::string_view name_of(PacketType type) {
  switch (type) {
    case PacketType::request: return "request";
    case PacketType::response: return "response";
    case PacketType::fault: return "fault";
    case PacketType::bind: return "bind";
    case PacketType::bind_ack: return "bind_ack";
    case PacketType::bind_nak: return "bind_nak";
    case PacketType::alter_context: return "alter_context";
    case PacketType::alter_context_response: return "alter_context_resp";
    case PacketType::auth3: return "auth3";
    case PacketType::shutdown: return "shutdown";
    case PacketType::cancel: return "co_cancel";
    case PacketType::orphaned: return "orphaned";
  }
  return "";
}

std::string_view name_of(AuthLevel level) {
  switch (level) {
    case AuthLevel::unset: return "default";
    case AuthLevel::none: return "none";
    case AuthLevel::connect: return "connect";
    case AuthLevel::call: return "call";
    case AuthLevel::packet: return "pkt";
    case AuthLevel::integrity: return "pkt-integrity";
    case AuthLevel::privacy: return "pkt-privacy";
  }
  return "";
}

std::string_view name_of(AuthType type) {
  switch (type) {
    case AuthType::none: return "none";
    case AuthType::negotiate: return "spnego";
    case AuthType::ntlm: return "ntlm";
    case AuthType::tls: return "tls";
    case AuthType::kerberos: return "kerberos";
    case AuthType::netlogon: return "netlogon";
  }
  return "";
}

}  // namespace wmireach::dcerpc
