// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace wmireach::model {

// The 4 bytes of an IPv4 address or the 16 of an IPv6 address, in network order; empty when the text is neither.
// No prefix, zone or port.
std::vector<std::uint8_t> address_bytes(const std::string& text);

}  // namespace wmireach::model
