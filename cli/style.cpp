// SPDX-License-Identifier: Apache-2.0
#include "cli/style.hpp"

#include <cstdlib>

#include "cli/platform/streams.hpp"

namespace wmireach::cli {

Style::Style(std::string_view when, std::FILE* stream) {
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal != nullptr && std::string_view(terminal) == "dumb";
  on_ = when == "always" || (when == "auto" && (no_color == nullptr || *no_color == '\0') && !dumb && platform::takes_escapes(stream));
}

std::string Style::wrap(std::string_view s, std::string_view code) const {
  if (!on_) return std::string(s);
  return "\x1b[" + std::string(code) + "m" + std::string(s) + "\x1b[0m";
}

}  // namespace wmireach::cli
