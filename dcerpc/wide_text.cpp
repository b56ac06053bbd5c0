// SPDX-License-Identifier: Apache-2.0
#include "dcerpc/wide_text.hpp"

#include <array>
#include <cstdint>

namespace wmireach::dcerpc {
namespace {

constexpr char32_t replacement = 0xFFFD;

constexpr bool is_high(char32_t c) { return c >= 0xD800 && c < 0xDC00; }
constexpr bool is_low(char32_t c) { return c >= 0xDC00 && c < 0xE000; }

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
  const auto tail = [&](int shift) { put(0x80 | (c >> shift & 0x3F)); };
  if (c < 0x80) return put(c);
  if (c < 0x800) return put(0xC0 | c >> 6), tail(0);
  if (c < 0x10000) return put(0xE0 | c >> 12), tail(6), tail(0);
  put(0xF0 | c >> 18), tail(12), tail(6), tail(0);
}

// The character at `at`, which moves behind it; behind one byte alone where there is none.
char32_t next_character(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t first = byte(at++);
  if (first < 0x80) return first;
  const std::size_t more = first >= 0xF0 && first < 0xF5 ? 3 : first >= 0xE0 && first < 0xF0 ? 2 : first >= 0xC2 && first < 0xE0 ? 1 : 0;
  if (more == 0 || at + more > text.size()) return replacement;
  char32_t c = first & (0x3F >> more);
  for (std::size_t i = 0; i < more; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return replacement;
    c = c << 6 | (byte(at + i) & 0x3F);
  }
  constexpr std::array<char32_t, 4> least{0, 0x80, 0x800, 0x10000};
  if (c < least[more] || c > 0x10FFFF || is_high(c) || is_low(c)) return replacement;
  at += more;
  return c;
}

}  // namespace

std::string utf8_of(std::u16string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    if (is_high(c) && i + 1 < text.size() && is_low(text[i + 1])) c = 0x10000 + ((c - 0xD800) << 10) + (text[++i] - 0xDC00u);
    else if (is_high(c) || is_low(c)) c = replacement;
    append_utf8(out, c);
  }
  return out;
}

std::u16string utf16_of(std::string_view text) {
  std::u16string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    if (c < 0x10000) {
      out += static_cast<char16_t>(c);
    } else {
      out += static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10));
      out += static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FF));
    }
  }
  return out;
}

}  // namespace wmireach::dcerpc
