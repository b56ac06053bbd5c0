// SPDX-License-Identifier: Apache-2.0
#include "cli/display_width.hpp"

#include <algorithm>
#include <iterator>

namespace wmireach::cli {
namespace {

struct Range {
  char32_t first, last;
};

// The scripts that names and remarks may be written in; from Unicode 15, blocks rather than single characters.
constexpr Range without_width[] = {{0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x05BF, 0x05BF}, {0x05C1, 0x05C2}, {0x05C4, 0x05C5}, {0x0610, 0x061A},
                                   {0x064B, 0x065F}, {0x0670, 0x0670}, {0x06D6, 0x06DC}, {0x06DF, 0x06E4}, {0x093C, 0x093C}, {0x0941, 0x0948}, {0x094D, 0x094D},
                                   {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E}, {0x1160, 0x11FF}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F},
                                   {0x202A, 0x202E}, {0x2060, 0x2064}, {0x20D0, 0x20F0}, {0x302A, 0x302D}, {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
                                   {0xFEFF, 0xFEFF}, {0x1F3FB, 0x1F3FF}, {0xE0100, 0xE01EF}};
constexpr Range wide[] = {{0x1100, 0x115F}, {0x231A, 0x231B}, {0x23E9, 0x23EC}, {0x2614, 0x2615}, {0x26A1, 0x26A1}, {0x2705, 0x2705}, {0x274C, 0x274C}, {0x2E80, 0x303E},
                          {0x3041, 0x3247}, {0x3250, 0x4DBF}, {0x4E00, 0xA4CF}, {0xA960, 0xA97F}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF01, 0xFF60},
                          {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1FAFF}, {0x20000, 0x3FFFD}};

template <std::size_t n>
bool is_in(const Range (&ranges)[n], char32_t code) {
  const auto after = std::upper_bound(std::begin(ranges), std::end(ranges), code, [](char32_t c, const Range& r) { return c < r.first; });
  return after != std::begin(ranges) && code <= std::prev(after)->last;
}

unsigned char byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

}  // namespace

DisplayedCharacter character_at(std::string_view text, std::size_t at) {
  constexpr DisplayedCharacter broken{0xFFFD, 1};
  const unsigned char first = byte_at(text, at);
  if (first < 0x80) return {first, 1};
  const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || at + bytes > text.size()) return broken;
  char32_t code = first & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    const unsigned char next = byte_at(text, at + i);
    if ((next & 0xC0U) != 0x80U) return broken;
    code = (code << 6U) | (next & 0x3FU);
  }
  return {code, bytes};
}

std::size_t cells_of(char32_t code) {
  if (code < 0x300) return 1;
  return is_in(without_width, code) ? 0 : is_in(wide, code) ? 2 : 1;
}

std::size_t escape_length(std::string_view text, std::size_t at) {
  if (text[at] != '\x1b' || at + 1 >= text.size() || text[at + 1] != '[') return 0;
  const auto end = text.find('m', at);
  return end == std::string_view::npos ? 0 : end + 1 - at;
}

std::size_t cells_of(std::string_view text) {
  std::size_t cells = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (const auto escape = escape_length(text, at); escape > 0) {
      at += escape;
      continue;
    }
    const auto c = character_at(text, at);
    cells += cells_of(c.code);
    at += c.bytes;
  }
  return cells;
}

}  // namespace wmireach::cli
