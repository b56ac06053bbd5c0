// SPDX-License-Identifier: Apache-2.0
// IP (RFC 791, RFC 8200), TCP (RFC 9293), ICMP (RFC 792, RFC 4443). Checksums are not looked at: captures on a sender do not have them yet.
#include "capture/packet.hpp"

#include <algorithm>
#include <optional>

#include "capture/big_endian.hpp"
#include "capture/link_layer.hpp"

namespace wmireach::capture {
namespace {

using dcerpc::View;

constexpr std::uint8_t icmp = 1, tcp = 6, icmp_v6 = 58;

struct IpPacket {
  Address source, destination;
  std::uint8_t protocol = 0;
  View payload;
  std::uint32_t missing = 0;  // said to be there and not captured
  bool fragment = false;
};

Address address_of(View bytes, bool is_ipv6) {
  Address address{.is_ipv6 = is_ipv6};
  std::ranges::copy(bytes, address.bytes.begin());
  return address;
}

// `said` bytes from the beginning of `bytes` on; 0: the sender leaves that to its network card, and all of them are meant.
void cut(IpPacket& packet, View bytes, std::size_t said, std::size_t header) {
  if (said == 0) said = bytes.size();
  packet.payload = bytes.first(std::min(said, bytes.size())).subspan(header);
  packet.missing = static_cast<std::uint32_t>(said - std::min(said, bytes.size()));
}

std::optional<IpPacket> read_ipv4(View bytes) {
  if (bytes.size() < 20) return std::nullopt;
  const std::size_t header = static_cast<std::size_t>(bytes[0] & 15) * 4, said = big_16(bytes, 2);
  if (header < 20 || header > bytes.size() || (said != 0 && said < header)) return std::nullopt;
  IpPacket packet{.source = address_of(bytes.subspan(12, 4), false), .destination = address_of(bytes.subspan(16, 4), false), .protocol = bytes[9]};
  packet.fragment = (big_16(bytes, 6) & 0x3FFF) != 0;
  cut(packet, bytes, said, header);
  return packet;
}

std::optional<IpPacket> read_ipv6(View bytes) {
  constexpr std::size_t fixed = 40;
  if (bytes.size() < fixed) return std::nullopt;
  IpPacket packet{.source = address_of(bytes.subspan(8, 16), true), .destination = address_of(bytes.subspan(24, 16), true), .protocol = bytes[6]};
  const std::size_t length = big_16(bytes, 4), said = length == 0 ? 0 : fixed + length;
  std::size_t header = fixed;
  const auto is_extension = [](std::uint8_t next) { return next == 0 || next == 43 || next == 44 || next == 60 || next == 51; };
  for (int extensions = 0; is_extension(packet.protocol) && extensions < 8; ++extensions) {
    if (header + 8 > bytes.size()) return std::nullopt;
    const std::uint8_t kind = packet.protocol, size = bytes[header + 1];
    packet.protocol = bytes[header];
    if (kind == 44) packet.fragment |= (big_16(bytes, header + 2) & 0xFFF9) != 0;
    header += kind == 44 ? 8 : kind == 51 ? (size + 2u) * 4 : (size + 1u) * 8;
  }
  if (header > bytes.size() || (said != 0 && said < header)) return std::nullopt;
  cut(packet, bytes, said, header);
  return packet;
}

std::optional<IpPacket> read_ip(View bytes) {
  if (bytes.empty()) return std::nullopt;
  switch (bytes[0] >> 4) {
    case 4: return read_ipv4(bytes);
    case 6: return read_ipv6(bytes);
    default: return std::nullopt;
  }
}

Packet read_tcp(const IpPacket& ip) {
  const View bytes = ip.payload;
  if (bytes.size() < 20) return Uninteresting::damaged;
  const std::size_t header = static_cast<std::size_t>(bytes[12] >> 4) * 4;
  if (header < 20 || header > bytes.size() + ip.missing) return Uninteresting::damaged;
  TcpSegment segment{.source = {ip.source, big_16(bytes, 0)}, .destination = {ip.destination, big_16(bytes, 2)},
                     .sequence = big_32(bytes, 4), .acknowledged = big_32(bytes, 8), .flags = bytes[13]};
  if (header <= bytes.size()) {
    segment.payload = bytes.subspan(header);
    segment.missing = ip.missing;
  } else {
    segment.missing = static_cast<std::uint32_t>(bytes.size() + ip.missing - header);
  }
  return segment;
}

std::optional<Unreachable> reason_of(const IpPacket& ip) {
  const std::uint8_t type = ip.payload[0], code = ip.payload[1];
  if (ip.protocol == icmp && type == 3) switch (code) {
      case 0: case 5: case 6: case 11: return Unreachable::network;
      case 1: case 7: case 12: return Unreachable::host;
      case 3: return Unreachable::port;
      case 9: case 10: case 13: return Unreachable::prohibited;
      case 4: return std::nullopt;  // a packet was too long: the sender makes shorter ones
      default: return Unreachable::other;
    }
  if (ip.protocol == icmp_v6 && type == 1) switch (code) {
      case 0: return Unreachable::network;
      case 3: return Unreachable::host;
      case 4: return Unreachable::port;
      case 1: case 5: return Unreachable::prohibited;
      default: return Unreachable::other;
    }
  return std::nullopt;
}

Packet read_icmp(const IpPacket& ip) {
  constexpr std::size_t header = 8, ports = 4;
  if (ip.payload.size() < header) return Uninteresting::damaged;
  const auto reason = reason_of(ip);
  if (!reason) return Uninteresting::other;
  const auto refused = read_ip(ip.payload.subspan(header));  // the beginning of the packet that was refused
  if (!refused || refused->protocol != tcp || refused->payload.size() < ports) return Uninteresting::other;
  return IcmpRefusal{.source = {refused->source, big_16(refused->payload, 0)}, .destination = {refused->destination, big_16(refused->payload, 2)},
                     .refusal = {*reason, ip.source}};
}

}  // namespace

Packet decode_packet(int link_type, View bytes) {
  const View network = network_packet(link_type, bytes);
  if (network.empty()) return Uninteresting::other;
  const auto ip = read_ip(network);
  if (!ip) return Uninteresting::damaged;
  if (ip->protocol != tcp && ip->protocol != icmp && ip->protocol != icmp_v6) return Uninteresting::other;
  if (ip->fragment) return Uninteresting::fragment;
  return ip->protocol == tcp ? read_tcp(*ip) : read_icmp(*ip);
}

}  // namespace wmireach::capture
