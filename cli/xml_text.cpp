// SPDX-License-Identifier: Apache-2.0
#include "cli/xml_text.hpp"

namespace wmireach::cli {

std::string xml_text(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool no_character = text.substr(i, 2) == "\xEF\xBF" && i + 2 < text.size() && (static_cast<unsigned char>(text[i + 2]) & 0xFE) == 0xBE;
    if (no_character) {
      i += 2;
      continue;
    }
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\t': out += "&#9;"; break;
      case '\n': out += "&#10;"; break;
      case '\r': out += "&#13;"; break;
      default:
        if (c >= 0x20) out += text[i];
    }
  }
  return out;
}

}  // namespace wmireach::cli
