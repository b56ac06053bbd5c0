// SPDX-License-Identifier: Apache-2.0
// From the bytes of one captured packet to the TCP segment in it, or to what an ICMP message says of one.
#pragma once

#include <cstdint>
#include <variant>

#include "capture/conversation.hpp"
#include "dcerpc/bytes.hpp"

namespace wmireach::capture {

inline constexpr std::uint8_t tcp_fin = 0x01, tcp_syn = 0x02, tcp_rst = 0x04, tcp_ack = 0x10;

struct TcpSegment {
  Endpoint source, destination;
  std::uint32_t sequence = 0, acknowledged = 0;
  std::uint8_t flags = 0;
  dcerpc::View payload;
  std::uint32_t missing = 0;  // bytes behind payload that were sent and not captured
};

struct IcmpRefusal {
  Endpoint source, destination;  // of the TCP segment that was refused
  Refusal refusal;
};

enum class Uninteresting : std::uint8_t { other, fragment, damaged };  // another protocol; an IP fragment; headers that do not fit

using Packet = std::variant<Uninteresting, TcpSegment, IcmpRefusal>;

// `link_type` is a value of the tcpdump.org list (LINKTYPE_). Ethernet with VLAN tags, raw IP, BSD loopback, Linux "cooked" 1 and 2.
bool is_known_link_type(int link_type);
Packet decode_packet(int link_type, dcerpc::View bytes);

}  // namespace wmireach::capture
