// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal.hpp"

#include <charconv>
#include <cstdlib>
#include <cstring>

#ifdef _WIN32
#include <io.h>
#else
#include <sys/ioctl.h>
#include <unistd.h>
#endif

namespace wmireach::cli {
namespace {

// Below this nothing readable comes out, and a terminal that tells nothing may say 0.
constexpr std::size_t narrowest = 20;

std::size_t stated_width() {
  const char* columns = std::getenv("COLUMNS");
  std::size_t width = 0;
  if (columns != nullptr) std::from_chars(columns, columns + std::strlen(columns), width);
  return width;
}

std::size_t measured_width(std::FILE* stream) {
#ifdef _WIN32
  static_cast<void>(stream);
  return 0;
#else
  winsize size{};
  return ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
#endif
}

}  // namespace

bool is_terminal(std::FILE* stream) {
#ifdef _WIN32
  return _isatty(_fileno(stream)) != 0;
#else
  return isatty(fileno(stream)) != 0;
#endif
}

std::optional<std::size_t> terminal_width(std::FILE* stream) {
  if (!is_terminal(stream)) return std::nullopt;
  std::size_t width = stated_width();
  if (width == 0) width = measured_width(stream);
  return width < narrowest ? std::nullopt : std::optional(width);
}

}  // namespace wmireach::cli
