// SPDX-License-Identifier: Apache-2.0
#include "cli/platform/this_computer.hpp"

#include <windows.h>

#include <io.h>

#include <array>
#include <csignal>

namespace wmireach::cli::platform {
namespace {

constexpr std::size_t longest = 4096;

std::atomic<bool>* interrupted = nullptr;

extern "C" void note_interrupt(int signal) {
  interrupted->store(true);
  std::signal(signal, SIG_DFL);
}

}  // namespace

std::string computer_name() {
  std::array<char, MAX_COMPUTERNAME_LENGTH + 1> name{};
  auto size = static_cast<DWORD>(name.size());
  return GetComputerNameA(name.data(), &size) != 0 ? std::string(name.data(), size) : "unknown";
}

std::optional<std::string> read_line_of(int descriptor) {
  std::string line;
  char c = 0;
  while (line.size() < longest) {
    const int n = _read(descriptor, &c, 1);
    if (n < 0) return std::nullopt;
    if (n == 0 || c == '\n') return line;
    if (c != '\r') line += c;
  }
  return line;
}

std::optional<std::string> ask_password(const std::string& question) {
  const HANDLE in = GetStdHandle(STD_INPUT_HANDLE);
  DWORD mode = 0;
  if (GetConsoleMode(in, &mode) == 0) return std::nullopt;
  std::fputs(question.c_str(), stderr);
  SetConsoleMode(in, mode & ~static_cast<DWORD>(ENABLE_ECHO_INPUT));
  auto answer = read_line_of(0);
  SetConsoleMode(in, mode);
  std::fputs("\n", stderr);
  return answer && !answer->empty() ? answer : std::nullopt;
}

void catch_interrupt(std::atomic<bool>& stop) {
  interrupted = &stop;
  std::signal(SIGINT, note_interrupt);
}

}  // namespace wmireach::cli::platform
