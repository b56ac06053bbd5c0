// SPDX-License-Identifier: Apache-2.0
// Text that a peer gave as bytes, in a form that can be shown.
#pragma once

#include <string>

#include "dcerpc/bytes.hpp"

namespace wmireach::dcerpc {

// Up to the first NUL; bytes outside printable ASCII become '?'.
inline std::string printable(View bytes) {
  std::string text;
  for (const std::uint8_t byte : bytes) {
    if (byte == 0) break;
    text += byte >= 0x20 && byte < 0x7F ? static_cast<char>(byte) : '?';
  }
  return text;
}

}  // namespace wmireach::dcerpc
