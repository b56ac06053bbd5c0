// SPDX-License-Identifier: Apache-2.0
// Protocol towers: how the endpoint mapper writes an interface together with the way to it (C706 appendix L; identifiers of floors: appendix I,
// MS-RPCE 2.2.1.2.4).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dcerpc/bytes.hpp"
#include "dcerpc/problem.hpp"
#include "dcerpc/uuid.hpp"

namespace wmireach::dcerpc {

struct Floor {
  Bytes left;   // the identifier of the protocol, and what belongs to it; not empty
  Bytes right;  // the address within the protocol

  bool operator==(const Floor&) const = default;
};

// The first byte of Floor::left.
enum class FloorProtocol : std::uint8_t {
  tcp = 0x07, udp = 0x08, ip = 0x09, connectionless_rpc = 0x0a, connection_rpc = 0x0b, local_rpc = 0x0c, uuid = 0x0d,
  named_pipe = 0x0f, local_named_pipe = 0x10, netbios = 0x11, http = 0x1f,
};

// A tower as it is; more floors than six are kept, but nobody gives them.
struct Tower {
  std::vector<Floor> floors;

  bool operator==(const Tower&) const = default;

  // What the floors say; nullopt where they do not.
  std::optional<Syntax> interface_() const;        // floor 1
  std::optional<Syntax> transfer_syntax() const;   // floor 2
  std::optional<std::uint16_t> tcp_port() const;   // of connection-oriented RPC over TCP
  std::optional<std::uint16_t> http_port() const;  // of RPC over HTTP
  std::optional<std::array<std::uint8_t, 4>> ipv4() const;  // 0.0.0.0 where the mapper does not say
  std::optional<std::string> named_pipe() const;            // "\PIPE\epmapper", as given but for its NUL and bytes outside printable ASCII
};

Bytes encode(const Tower& tower);

// damaged, count_out_of_range. Bytes behind the last floor are left alone.
Decoded<Tower> decode_tower(View bytes);

// interface over NDR, connection-oriented RPC, TCP and IPv4.
Tower tcp_tower(const Syntax& interface_, std::uint16_t port, std::array<std::uint8_t, 4> ipv4);

}  // namespace wmireach::dcerpc
