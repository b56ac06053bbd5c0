// SPDX-License-Identifier: Apache-2.0
// What a packet capture shows of attempts to reach WMI over DCOM: each TCP connection, how it was answered, and the RPC that went over it.
// Evidence only: what it means for a prediction is the business of others.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dcerpc/pdu.hpp"
#include "dcerpc/uuid.hpp"

namespace wmireach::capture {

struct Address {
  bool is_ipv6 = false;
  std::array<std::uint8_t, 16> bytes{};  // IPv4: the first four

  auto operator<=>(const Address&) const = default;
};

std::string format(const Address& address);  // "192.0.2.1", "2001:db8::1" (RFC 5952)

struct Endpoint {
  Address address;
  std::uint16_t port = 0;

  auto operator<=>(const Endpoint&) const = default;
};

// What the network said of a packet of the client (RFC 792, RFC 1812 5.2.7.1, RFC 4443 3.1).
enum class Unreachable : std::uint8_t { network, host, port, prohibited, other };

struct Refusal {
  Unreachable reason = Unreachable::other;
  Address from;  // a router or firewall, or the target itself

  bool operator==(const Refusal&) const = default;
};

// How the connection began, as far as the capture shows.
enum class Beginning : std::uint8_t {
  established,    // SYN and SYN-ACK
  reset,          // SYN, then RST without SYN-ACK
  unreachable,    // SYN, then ICMP: see Conversation::refusal
  no_answer,      // SYN, and nothing else of the server
  unseen,         // the capture begins in the middle of the connection
};

enum class RpcEventKind : std::uint8_t { bind, bind_ack, bind_nak, alter_context, alter_context_response, auth3, request, response, fault };

struct RpcEvent {
  RpcEventKind kind = RpcEventKind::bind;
  std::size_t packet = 0;  // ordinal in the capture, from 1 on, of the packet that completed the PDU, or the call's last PDU
  std::uint32_t call_id = 0;
  dcerpc::AuthType auth_type = dcerpc::AuthType::none;      // of the PDU itself; none: it has no trailer
  dcerpc::AuthLevel auth_level = dcerpc::AuthLevel::unset;
  std::vector<dcerpc::Syntax> interfaces;        // asked for (bind, alter_context); that of the call (request, response, fault) where the bind was seen
  std::vector<dcerpc::ContextAnswer> answers;    // bind_ack, alter_context_response
  std::optional<std::uint16_t> nak_reason;       // bind_nak
  std::optional<std::uint16_t> opnum;            // request; response and fault where the request was seen
  std::optional<std::uint32_t> fault;            // fault
  bool sealed = false;                           // a request or response that cannot be read
  // Where it can be read:
  std::optional<dcerpc::Uuid> activated_class;   // request of RemoteCreateInstance
  std::optional<std::string> wmi_namespace;      // request of NTLMLogin, as it is on the wire
  std::optional<std::uint32_t> result;           // response of either: HRESULT
  std::optional<std::uint16_t> service_port;     // response of RemoteCreateInstance: TCP port of the object's process
  std::optional<std::string> account;            // auth3, alter_context: whom NTLM names, "CORP\\reader"

  bool operator==(const RpcEvent&) const = default;
};

struct Conversation {
  Endpoint client, server;
  std::size_t first_packet = 0;  // ordinal, from 1 on
  std::int64_t began_at = 0;     // microseconds since 1970-01-01 UTC
  Beginning beginning = Beginning::unseen;
  bool reset_by_client = false;  // RST at any time
  bool reset_by_server = false;
  bool ended_by_server = false;  // the first FIN is the server's
  std::optional<Refusal> refusal;
  std::size_t gaps = 0;          // places where bytes are missing in the capture; PDUs that they hit are not among the events
  std::vector<RpcEvent> events;  // in the order of the packets
  std::size_t events_left_out = 0;  // beyond the limit

  bool is_rpc() const { return !events.empty(); }
};

struct Capture {
  std::vector<Conversation> conversations;  // in the order of their first packets
  std::int64_t began_at = 0, ended_at = 0;  // of the first packet and the latest; microseconds since 1970-01-01 UTC
  std::size_t packets = 0;
  std::size_t fragments_left_out = 0;  // IP fragments: they are not put together
  std::size_t damaged_packets = 0;     // headers that do not fit
  std::size_t packets_left_out = 0;    // beyond the limit of connections
};

// Limits of what is kept, whatever the file holds.
inline constexpr std::size_t most_conversations = 100000;
inline constexpr std::size_t most_events = 2000;  // of one conversation

}  // namespace wmireach::capture
