// SPDX-License-Identifier: Apache-2.0
// Words of an export, without what stands around them.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace wmireach::exports {

inline std::string_view trimmed(std::string_view s) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto first = s.find_first_not_of(blanks);
  return first == std::string_view::npos ? std::string_view() : s.substr(first, s.find_last_not_of(blanks) - first + 1);
}

inline std::string unquoted(std::string_view s) {
  s = trimmed(s);
  if (s.size() > 1 && s.front() == '"' && s.back() == '"') s = s.substr(1, s.size() - 2);
  return std::string(s);
}

// ASCII letters alone, as Windows compares names and GUIDs.
inline std::string upper(std::string_view s) {
  std::string out(s);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return out;
}

}  // namespace wmireach::exports
