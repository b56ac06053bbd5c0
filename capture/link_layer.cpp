// SPDX-License-Identifier: Apache-2.0
// What stands in front of the IP header, by the link type of the capture (https://www.tcpdump.org/linktypes.html).
#include "capture/link_layer.hpp"

#include "capture/big_endian.hpp"

namespace wmireach::capture {
namespace {

using dcerpc::View;

enum LinkType : int { null = 0, ethernet = 1, raw_12 = 12, raw_14 = 14, raw = 101, loop = 108, cooked = 113, ipv4 = 228, ipv6 = 229, cooked_2 = 276 };

constexpr bool is_vlan(std::uint16_t type) { return type == 0x8100 || type == 0x88A8 || type == 0x9100; }

// Behind a field with the Ethernet type at `at`; VLAN tags are read past.
View behind_type(View bytes, std::size_t at) {
  constexpr int most_tags = 4;
  for (int tags = 0; tags <= most_tags && at + 2 <= bytes.size(); ++tags, at += 4) {
    const std::uint16_t type = big_16(bytes, at);
    if (type == 0x0800 || type == 0x86DD) return bytes.subspan(at + 2);
    if (!is_vlan(type)) break;
  }
  return {};
}

}  // namespace

bool is_known_link_type(int link_type) {
  switch (link_type) {
    case null: case ethernet: case raw_12: case raw_14: case raw: case loop: case cooked: case ipv4: case ipv6: case cooked_2: return true;
    default: return false;
  }
}

View network_packet(int link_type, View bytes) {
  switch (link_type) {
    case ethernet: return behind_type(bytes, 12);
    case cooked: return behind_type(bytes, 14);
    case cooked_2: {
      constexpr std::size_t header = 20;
      if (bytes.size() < header) return {};
      const std::uint16_t type = big_16(bytes, 0);
      if (type == 0x0800 || type == 0x86DD) return bytes.subspan(header);
      return is_vlan(type) ? behind_type(bytes, header + 2) : View{};
    }
    case null:  // the address family differs by system, and IP says its version itself
    case loop: return bytes.size() < 4 ? View{} : bytes.subspan(4);
    default: return bytes;
  }
}

}  // namespace wmireach::capture
