// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>

namespace wmireach::embed {

// A string_view literal, cut so that no compiler's limit for one literal is met; without trigraphs.
inline void write_literal(std::ostream& out, std::string_view text) {
  constexpr std::size_t piece = 8000;
  for (std::size_t at = 0; at < std::max<std::size_t>(text.size(), 1); at += piece) {
    std::string part;
    for (const char c : text.substr(at, piece)) {
      if (c == '\n') part += "\\n";
      else if (c == '\r') part += "\\r";
      else if (c == '"' || c == '\\' || c == '?') (part += '\\') += c;
      else part += c;
    }
    out << "\n    \"" << part << "\"";
  }
  out << "sv";
}

}  // namespace wmireach::embed
