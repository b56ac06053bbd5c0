// SPDX-License-Identifier: Apache-2.0
#include "viz/label.hpp"

namespace wmireach::viz {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD", ellipsis = "\xE2\x80\xA6";

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Length in bytes of the character at the front; 0 when it is none.
std::size_t character_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead < 0x80 ? 1 : lead >= 0xC2 && lead < 0xE0 ? 2 : (lead & 0xF0) == 0xE0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
  if (length == 0 || length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if (!continues(text[i])) return 0;
  const auto second = static_cast<unsigned char>(length > 1 ? text[1] : 0);
  const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
  const bool beyond = (lead == 0xED && second >= 0xA0) || (lead == 0xF4 && second >= 0x90);  // surrogates; above U+10FFFF
  return overlong || beyond ? 0 : length;
}

// Characters of clean text.
std::size_t length_of(std::string_view text) {
  std::size_t n = 0;
  for (const char c : text) n += continues(c) ? 0 : 1;
  return n;
}

std::size_t offset_of(std::string_view text, std::size_t character) {
  std::size_t i = 0;
  for (; i < text.size(); ++i)
    if (!continues(text[i]) && character-- == 0) break;
  return i;
}

}  // namespace

std::string clean(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t n = character_length(text);
    const auto lead = static_cast<unsigned char>(text.front());
    const bool control = lead < 0x20 || lead == 0x7F || (lead == 0xC2 && n == 2 && static_cast<unsigned char>(text[1]) < 0xA0);
    if (n == 0) out += replacement;
    else if (control) out += ' ';
    else out += text.substr(0, n);
    text.remove_prefix(n == 0 ? 1 : n);
  }
  return out;
}

std::string shortened(std::string_view text, std::size_t limit) {
  const std::string whole = clean(text);
  const std::size_t length = length_of(whole);
  if (length <= limit) return whole;
  const std::size_t head = limit / 2, tail = limit - 1 - head;
  return whole.substr(0, offset_of(whole, head)) + std::string(ellipsis) + whole.substr(offset_of(whole, length - tail));
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  const std::string whole = clean(text);
  std::vector<std::string> lines;
  for (std::size_t start = 0; start < whole.size();) {
    const std::size_t space = std::min(whole.find(' ', start), whole.size());
    const std::string word = whole.substr(start, space - start);
    if (!lines.empty() && length_of(lines.back()) + 1 + length_of(word) <= width) lines.back() += " " + word;
    else if (!word.empty()) lines.push_back(word);
    start = space + 1;
  }
  return lines;
}

std::string ports_text(model::PortRange r) {
  return r.first == r.last ? std::to_string(r.first) : std::to_string(r.first) + "-" + std::to_string(r.last);
}

}  // namespace wmireach::viz
