// SPDX-License-Identifier: Apache-2.0
#include "cli/platform/secret.hpp"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>

namespace wmireach::cli::platform {
namespace {

constexpr std::size_t longest = 4096;
constexpr char interrupt = 3, end_of_input = 4;

// Byte by byte, so that nothing behind the line is taken from others who read the file.
std::optional<std::string> line_of(int file, bool from_terminal) {
  std::string line;
  for (;;) {
    char c = 0;
    const ssize_t n = read(file, &c, 1);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return std::nullopt;
    if (from_terminal && n == 1 && (c == interrupt || c == end_of_input)) return std::nullopt;
    if (n == 0 || c == '\n') break;
    if (line.size() == longest) return std::nullopt;
    line += c;
  }
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

}  // namespace

std::optional<std::string> ask_secret(const std::string& prompt) {
  const int terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (terminal < 0) return std::nullopt;
  std::optional<std::string> line;
  termios before{};
  if (tcgetattr(terminal, &before) == 0) {
    termios quiet = before;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);  // no signal may end the program while the terminal is quiet
    quiet.c_cc[VEOF] = _POSIX_VDISABLE;
    if (write(terminal, prompt.data(), prompt.size()) == static_cast<ssize_t>(prompt.size()) && tcsetattr(terminal, TCSAFLUSH, &quiet) == 0) {
      // Ctrl+C and Ctrl+D end the line for the terminal as well, so that they are seen at once.
      quiet.c_cc[VEOL] = interrupt;
      quiet.c_cc[VEOL2] = end_of_input;
      tcsetattr(terminal, TCSANOW, &quiet);
      line = line_of(terminal, true);
      tcsetattr(terminal, TCSAFLUSH, &before);
      if (write(terminal, "\n", 1) != 1) line.reset();
    }
  }
  close(terminal);
  return line;
}

std::optional<std::string> read_secret(int file) { return line_of(file, false); }

}  // namespace wmireach::cli::platform
