// SPDX-License-Identifier: Apache-2.0
#include "cli/platform/child_program.hpp"

#include <windows.h>
// After windows.h, whose types it needs.
#include <fcntl.h>
#include <io.h>

#include <mutex>
#include <stdexcept>

#include "cli/platform/windows/wide_text.hpp"

namespace wmireach::cli::platform {
namespace {

HANDLE handle_of(std::FILE* stream) { return reinterpret_cast<HANDLE>(_get_osfhandle(_fileno(stream))); }

// On the PATH only: CreateProcess by itself looks in the current folder first, where anybody may have put a program.
std::wstring on_path(const std::wstring& program) {
  std::wstring path(32768, L'\0'), found(32768, L'\0');
  path.resize(GetEnvironmentVariableW(L"PATH", path.data(), static_cast<DWORD>(path.size())));
  const DWORD length = SearchPathW(path.c_str(), program.c_str(), L".exe", static_cast<DWORD>(found.size()), found.data(), nullptr);
  found.resize(length < found.size() ? length : 0);
  return found;
}

}  // namespace

// tmpfile() of Microsoft's C library makes its files in the root of the drive, which only an administrator may do.
File temporary_file() {
  wchar_t folder[MAX_PATH + 1], name[MAX_PATH + 1];
  if (GetTempPathW(MAX_PATH + 1, folder) != 0 && GetTempFileNameW(folder, L"wmi", 0, name) != 0)
    if (File file(_wfopen(name, L"w+bD"), &std::fclose); file) return file;  // D: deleted when it is closed
  throw std::runtime_error("no temporary file can be made");
}

std::optional<int> run_program(std::vector<std::string> words, std::FILE* in, std::FILE* out, std::FILE* err) {
  const std::wstring program = on_path(wide(words.front()));
  if (program.empty()) return std::nullopt;
  std::wstring line = L"\"" + program + L"\"";
  for (std::size_t i = 1; i < words.size(); ++i) line += L" " + wide(words[i]);

  STARTUPINFOW start{};
  start.cb = sizeof start;
  start.dwFlags = STARTF_USESTDHANDLES;
  start.hStdInput = handle_of(in);
  start.hStdOutput = handle_of(out);
  start.hStdError = handle_of(err);
  PROCESS_INFORMATION child{};
  {
    // A program inherits every handle that may be inherited at that moment: those of other threads as well, but for this lock.
    static std::mutex starting;
    const std::lock_guard lock(starting);
    const HANDLE inherited[] = {start.hStdInput, start.hStdOutput, start.hStdError};
    for (const HANDLE h : inherited) SetHandleInformation(h, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT);
    const BOOL started = CreateProcessW(program.c_str(), line.data(), nullptr, nullptr, TRUE, CREATE_NO_WINDOW, nullptr, nullptr, &start, &child);
    for (const HANDLE h : inherited) SetHandleInformation(h, HANDLE_FLAG_INHERIT, 0);
    if (started == 0) return std::nullopt;
  }
  DWORD code = 1;
  WaitForSingleObject(child.hProcess, INFINITE);
  GetExitCodeProcess(child.hProcess, &code);
  CloseHandle(child.hThread);
  CloseHandle(child.hProcess);
  return static_cast<int>(code);
}

}  // namespace wmireach::cli::platform
