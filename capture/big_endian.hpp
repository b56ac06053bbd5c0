// SPDX-License-Identifier: Apache-2.0
// Numbers of network headers.
#pragma once

#include <cstdint>

#include "dcerpc/bytes.hpp"

namespace wmireach::capture {

// at + 2 or at + 4 is at most bytes.size().
inline std::uint16_t big_16(dcerpc::View bytes, std::size_t at) { return static_cast<std::uint16_t>(bytes[at] << 8 | bytes[at + 1]); }
inline std::uint32_t big_32(dcerpc::View bytes, std::size_t at) { return static_cast<std::uint32_t>(big_16(bytes, at)) << 16 | big_16(bytes, at + 2); }

}  // namespace wmireach::capture
