// SPDX-License-Identifier: Apache-2.0
#include "cli/platform/streams.hpp"

#include <windows.h>
// After windows.h, whose types it needs.
#include <fcntl.h>
#include <io.h>
#include <shellapi.h>

#include <cstdlib>

#include "cli/platform/windows/wide_text.hpp"

namespace wmireach::cli::platform {
namespace {

UINT page_before = 0;

// The console belongs to whoever called the program, too.
void give_page_back() { SetConsoleOutputCP(page_before); }

HANDLE handle_of(std::FILE* stream) { return reinterpret_cast<HANDLE>(_get_osfhandle(_fileno(stream))); }

}  // namespace

void prepare_streams() {
  for (std::FILE* stream : {stdin, stdout, stderr}) _setmode(_fileno(stream), _O_BINARY);
  page_before = GetConsoleOutputCP();
  if (page_before == 0 || page_before == CP_UTF8) return;  // there is no console, or nothing to do
  if (SetConsoleOutputCP(CP_UTF8) != 0) std::atexit(give_page_back);
}

// The words of main() have lost what the code page of the machine does not hold, and their patterns were expanded.
std::vector<std::string> command_line_words(int, char**) {
  int count = 0;
  LPWSTR* const words = CommandLineToArgvW(GetCommandLineW(), &count);
  std::vector<std::string> found;
  for (int i = 0; i < count; ++i) found.push_back(narrow(words[i]));
  LocalFree(words);
  return found;
}

bool is_terminal(std::FILE* stream) {
  DWORD mode = 0;
  return GetConsoleMode(handle_of(stream), &mode) != 0;
}

bool takes_escapes(std::FILE* stream) {
  DWORD mode = 0;
  const HANDLE console = handle_of(stream);
  if (GetConsoleMode(console, &mode) == 0) return false;
  return SetConsoleMode(console, mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING) != 0;
}

}  // namespace wmireach::cli::platform
