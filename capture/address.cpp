// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "capture/conversation.hpp"

namespace wmireach::capture {
namespace {

std::string group(unsigned value) {
  std::array<char, 4> digits{};
  return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value, 16).ptr};
}

}  // namespace

std::string format(const Address& address) {
  std::string text;
  if (!address.is_ipv6) {
    for (std::size_t i = 0; i < 4; ++i) text += (i == 0 ? "" : ".") + std::to_string(address.bytes[i]);
    return text;
  }
  std::array<unsigned, 8> groups{};
  for (std::size_t i = 0; i < 8; ++i) groups[i] = static_cast<unsigned>(address.bytes[2 * i] << 8 | address.bytes[2 * i + 1]);
  // The first of the longest runs of zeros is left out, if it is one of two or more.
  std::size_t best = 8, best_length = 1;
  for (std::size_t i = 0; i < 8; ++i) {
    std::size_t length = 0;
    while (i + length < 8 && groups[i + length] == 0) ++length;
    if (length > best_length) best = i, best_length = length;
  }
  for (std::size_t i = 0; i < 8; ++i) {
    if (i == best) {
      text += "::";
      i += best_length - 1;
      continue;
    }
    if (!text.empty() && !text.ends_with(':')) text += ':';
    text += group(groups[i]);
  }
  return text;
}

}  // namespace wmireach::capture
