// SPDX-License-Identifier: Apache-2.0
#include "exports/guid.hpp"

#include "exports/words.hpp"

namespace wmireach::exports {

std::string guid_of_bytes(std::string_view bytes) {
  constexpr std::size_t length = 16, order[length] = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
  constexpr std::string_view digits = "0123456789ABCDEF";
  if (bytes.size() != length) return {};
  std::string text;
  for (std::size_t i = 0; i < length; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    const auto byte = static_cast<unsigned char>(bytes[order[i]]);
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

std::string guid_in_braces(std::string_view text) {
  const auto open = text.rfind('{'), close = text.rfind('}');
  return open == std::string_view::npos || close == std::string_view::npos || close < open ? std::string() : upper(text.substr(open + 1, close - open - 1));
}

}  // namespace wmireach::exports
