// SPDX-License-Identifier: Apache-2.0
#include "cli/platform/secret.hpp"

#include <windows.h>

#include <io.h>

#include <cstdio>

namespace wmireach::cli::platform {
namespace {

constexpr std::size_t longest = 4096;
constexpr int standard_input = 0;

}  // namespace

std::optional<std::string> read_secret(int file) {
  std::string line;
  char c = 0;
  for (;;) {
    const int n = _read(file, &c, 1);
    if (n < 0 || line.size() > longest) return std::nullopt;
    if (n == 0 || c == '\n') break;
    line += c;
  }
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

std::optional<std::string> ask_secret(const std::string& prompt) {
  const HANDLE in = GetStdHandle(STD_INPUT_HANDLE);
  DWORD mode = 0;
  if (GetConsoleMode(in, &mode) == 0) return std::nullopt;
  std::fputs(prompt.c_str(), stderr);
  SetConsoleMode(in, mode & ~static_cast<DWORD>(ENABLE_ECHO_INPUT));
  auto line = read_secret(standard_input);
  SetConsoleMode(in, mode);
  std::fputs("\n", stderr);
  return line;
}

}  // namespace wmireach::cli::platform
