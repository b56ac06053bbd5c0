// SPDX-License-Identifier: Apache-2.0
#include "cli/platform/this_computer.hpp"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

namespace wmireach::cli::platform {
namespace {

constexpr std::size_t longest = 4096;

std::atomic<bool>* interrupted = nullptr;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may set it");

extern "C" void note_interrupt(int signal) {
  interrupted->store(true);
  std::signal(signal, SIG_DFL);
}

// Echo off while it lives.
class Silence {
 public:
  explicit Silence(int terminal) : terminal_(terminal), good_(tcgetattr(terminal, &before_) == 0) {
    if (!good_) return;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    good_ = tcsetattr(terminal_, TCSAFLUSH, &quiet) == 0;
  }
  ~Silence() {
    if (good_) tcsetattr(terminal_, TCSAFLUSH, &before_);
  }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;

 private:
  int terminal_;
  termios before_{};
  bool good_;
};

}  // namespace

std::string computer_name() {
  std::array<char, 256> name{};
  if (gethostname(name.data(), name.size() - 1) != 0 || name[0] == '\0') return "unknown";
  const std::string whole = name.data();
  return whole.substr(0, whole.find('.'));
}

std::optional<std::string> read_line_of(int descriptor) {
  std::string line;
  char c = 0;
  while (line.size() < longest) {
    const ssize_t n = ::read(descriptor, &c, 1);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return std::nullopt;
    if (n == 0 || c == '\n') return line;
    line += c;
  }
  return line;
}

std::optional<std::string> ask_password(const std::string& question) {
  const int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC);
  if (terminal < 0) return std::nullopt;
  const auto say = [&](const std::string& text) { return ::write(terminal, text.data(), text.size()) == static_cast<ssize_t>(text.size()); };
  std::optional<std::string> answer;
  if (say(question)) {
    const Silence silence(terminal);
    answer = read_line_of(terminal);
  }
  (void)say("\n");
  close(terminal);
  return answer && !answer->empty() ? answer : std::nullopt;
}

void catch_interrupt(std::atomic<bool>& stop) {
  interrupted = &stop;
  std::signal(SIGINT, note_interrupt);
}

}  // namespace wmireach::cli::platform
