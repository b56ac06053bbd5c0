// SPDX-License-Identifier: Apache-2.0
#include "dcerpc/tower.hpp"

#include <algorithm>

#include "dcerpc/printable.hpp"

namespace wmireach::dcerpc {
namespace {

constexpr std::uint8_t byte_of(FloorProtocol protocol) { return static_cast<std::uint8_t>(protocol); }

bool is(const Floor& floor, FloorProtocol protocol) { return !floor.left.empty() && floor.left[0] == byte_of(protocol); }

// The minor version is the address of the floor: a server of a higher one serves as well.
std::optional<Syntax> syntax_of(const std::vector<Floor>& floors, std::size_t at) {
  if (at >= floors.size() || !is(floors[at], FloorProtocol::uuid)) return std::nullopt;
  Reader left(floors[at].left), right(floors[at].right);
  left.skip(1);
  Syntax syntax;
  syntax.uuid = read_uuid(left);
  syntax.major = left.u16();
  syntax.minor = right.u16();
  return left.failed() || right.failed() ? std::nullopt : std::optional(syntax);
}

// The address of floor 4 where floor 3 says connection-oriented RPC. Ports are big-endian.
std::optional<std::uint16_t> port_of(const std::vector<Floor>& floors, FloorProtocol protocol) {
  if (floors.size() < 4 || !is(floors[2], FloorProtocol::connection_rpc) || !is(floors[3], protocol)) return std::nullopt;
  const Bytes& address = floors[3].right;
  return address.size() == 2 ? std::optional(static_cast<std::uint16_t>(address[0] << 8 | address[1])) : std::nullopt;
}

Floor syntax_floor(const Syntax& syntax) {
  Writer left, right;
  left.u8(byte_of(FloorProtocol::uuid));
  write(left, syntax.uuid);
  left.u16(syntax.major);
  right.u16(syntax.minor);
  return {left.take(), right.take()};
}

}  // namespace

std::optional<Syntax> Tower::interface_() const { return syntax_of(floors, 0); }
std::optional<Syntax> Tower::transfer_syntax() const { return syntax_of(floors, 1); }
std::optional<std::uint16_t> Tower::tcp_port() const { return port_of(floors, FloorProtocol::tcp); }
std::optional<std::uint16_t> Tower::http_port() const { return port_of(floors, FloorProtocol::http); }

std::optional<std::array<std::uint8_t, 4>> Tower::ipv4() const {
  if (floors.size() < 5 || !is(floors[4], FloorProtocol::ip) || floors[4].right.size() != 4) return std::nullopt;
  std::array<std::uint8_t, 4> address{};
  std::ranges::copy(floors[4].right, address.begin());
  return address;
}

std::optional<std::string> Tower::named_pipe() const {
  if (floors.size() < 4 || !is(floors[3], FloorProtocol::named_pipe)) return std::nullopt;
  return printable(floors[3].right);
}

Bytes encode(const Tower& tower) {
  Writer out;
  out.u16(static_cast<std::uint16_t>(tower.floors.size()));
  for (const auto& floor : tower.floors) {
    out.u16(static_cast<std::uint16_t>(floor.left.size())).raw(floor.left);
    out.u16(static_cast<std::uint16_t>(floor.right.size())).raw(floor.right);
  }
  return out.take();
}

Decoded<Tower> decode_tower(View bytes) {
  Reader in(bytes);
  const std::uint16_t given = in.u16();
  if (in.failed()) return Problem::damaged;
  constexpr std::size_t least_floor = 2 + 1 + 2;
  const std::size_t floors = in.count(given, least_floor);
  if (in.failed()) return Problem::count_out_of_range;
  Tower tower;
  for (std::size_t i = 0; i < floors; ++i) {
    const View left = in.take(in.u16()), right = in.take(in.u16());
    if (in.failed() || left.empty()) return Problem::damaged;
    tower.floors.push_back({{left.begin(), left.end()}, {right.begin(), right.end()}});
  }
  return tower;
}

Tower tcp_tower(const Syntax& interface_, std::uint16_t port, std::array<std::uint8_t, 4> ipv4) {
  return {{syntax_floor(interface_), syntax_floor(ndr),
           {{byte_of(FloorProtocol::connection_rpc)}, {0, 0}},
           {{byte_of(FloorProtocol::tcp)}, {static_cast<std::uint8_t>(port >> 8), static_cast<std::uint8_t>(port)}},
           {{byte_of(FloorProtocol::ip)}, {ipv4.begin(), ipv4.end()}}}};
}

}  // namespace wmireach::dcerpc
