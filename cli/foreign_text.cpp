// SPDX-License-Identifier: Apache-2.0
#include "cli/foreign_text.hpp"

#include <algorithm>

namespace wmireach::cli {

std::string for_terminal(std::string text) {
  std::ranges::replace_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, '?');
  for (auto at = text.find('\xC2'); at != std::string::npos && at + 1 < text.size(); at = text.find('\xC2', at + 1))  // U+0080 to U+009F in UTF-8
    if (static_cast<unsigned char>(text[at + 1]) < 0xA0) text.replace(at, 2, "?");
  return text;
}

}  // namespace wmireach::cli
