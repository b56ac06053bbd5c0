// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wmireach::model {

// The 4 bytes of an IPv4 address or the 16 of an IPv6 address, in network order; empty when the text is neither.
// No prefix, zone or port.
std::vector<std::uint8_t> address_bytes(const std::string& text);

// An address "192.0.2.10/24" as bytes of its network; nothing where the prefix is not stated or not legal.
struct Subnet {
  std::vector<std::uint8_t> bytes;
  std::size_t prefix = 0;
};
std::optional<Subnet> subnet_of(const std::string& address);

bool contains(const Subnet& subnet, const std::vector<std::uint8_t>& address);

}  // namespace wmireach::model
