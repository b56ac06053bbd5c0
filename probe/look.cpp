// SPDX-License-Identifier: Apache-2.0
#include "probe/look.hpp"

#include <algorithm>

namespace wmireach::probe {
namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; }

bool is_utf8(const std::string& text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k)
      if (!continues(text[i + k])) return false;
    // Overlong forms, surrogates, and what is beyond Unicode.
    const auto second = length > 1 ? static_cast<unsigned char>(text[i + 1]) : 0U;
    if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second >= 0xA0) || (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second >= 0x90)) return false;
    i += length;
  }
  return true;
}

}  // namespace

std::string as_text(std::string foreign) {
  constexpr std::size_t longest = 300;
  if (foreign.size() > longest) {
    std::size_t end = longest;
    while (end > 0 && continues(foreign[end])) --end;
    foreign.resize(end);
  }
  if (!is_utf8(foreign)) std::ranges::replace_if(foreign, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
  return foreign;
}

}  // namespace wmireach::probe
