// SPDX-License-Identifier: Apache-2.0
#include "cli/platform/files.hpp"

#include <windows.h>
// After windows.h, whose types it needs.
#include <fcntl.h>
#include <io.h>

#include <algorithm>
#include <atomic>
#include <cstdio>

#include "cli/platform/windows/wide_text.hpp"

namespace wmireach::cli::platform {
namespace {

// Windows calls the handler in a thread of its own.
std::wstring unfinished;
std::atomic<bool> is_unfinished = false;

// The file is open with FILE_SHARE_DELETE, so it is gone once the program is.
BOOL WINAPI remove_unfinished(DWORD) {
  if (is_unfinished) DeleteFileW(unfinished.c_str());
  return FALSE;  // and ends the program, as without a handler
}

int file_of(HANDLE handle) {
  if (handle == INVALID_HANDLE_VALUE) return no_file;
  return _open_osfhandle(reinterpret_cast<intptr_t>(handle), _O_WRONLY | _O_BINARY);
}

}  // namespace

std::filesystem::path as_path(const std::string& text) { return wide(text); }
std::string as_text(const std::filesystem::path& path) { return narrow(path.wstring()); }

int standard_output() {
  std::fflush(stdout);
  return _fileno(stdout);
}

std::optional<int> open_device(const std::string& path) {
  const HANDLE handle = CreateFileW(wide(path).c_str(), GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, OPEN_EXISTING, 0, nullptr);
  if (handle == INVALID_HANDLE_VALUE) return std::nullopt;
  if (GetFileType(handle) != FILE_TYPE_DISK) return file_of(handle);
  CloseHandle(handle);
  return std::nullopt;
}

int open_unfinished(const std::string& path) {
  forget_unfinished();
  unfinished = wide(path);
  is_unfinished = true;
  static const BOOL watched = SetConsoleCtrlHandler(remove_unfinished, TRUE);
  static_cast<void>(watched);  // without a console there is nobody to interrupt the program
  const int file = file_of(CreateFileW(unfinished.c_str(), GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_DELETE, nullptr, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr));
  if (file == no_file) forget_unfinished();
  return file;
}

void forget_unfinished() { is_unfinished = false; }

bool write_all(int file, std::string_view text) {
  constexpr std::size_t most = std::size_t{1} << 20;  // consoles and pipes refuse more at once
  while (!text.empty()) {
    const int n = _write(file, text.data(), static_cast<unsigned>(std::min(text.size(), most)));
    if (n <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

bool close_file(int file) { return _close(file) == 0; }

void remove_file(const std::string& path) { DeleteFileW(wide(path).c_str()); }

bool take_place(const std::string& from, const std::string& to) { return MoveFileExW(wide(from).c_str(), wide(to).c_str(), MOVEFILE_REPLACE_EXISTING) != 0; }

// Windows tells the name as it stands on the disk: capitals, short names and links make no difference.
std::string file_identity(const std::string& path) {
  const HANDLE handle = CreateFileW(wide(path).c_str(), 0, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr);
  std::wstring name(32768, L'\0');
  const DWORD length = handle == INVALID_HANDLE_VALUE ? 0 : GetFinalPathNameByHandleW(handle, name.data(), static_cast<DWORD>(name.size()), 0);
  if (handle != INVALID_HANDLE_VALUE) CloseHandle(handle);
  if (length != 0 && length < name.size()) return narrow(std::wstring_view(name.data(), length));
  std::error_code error;
  const auto whole = std::filesystem::weakly_canonical(as_path(path), error);
  return error ? path : as_text(whole);
}

std::string in_the_form_of(const std::string& given, std::string path) {
  const auto separator = [](const std::string& s, std::size_t i) { return i < s.size() && (s[i] == '/' || s[i] == '\\'); };
  // The C++ library takes the two separators in front of a server's name for one.
  if (separator(given, 0) && separator(given, 1) && separator(path, 0) && !separator(path, 1)) path.insert(0, 1, '/');
  if (given.find('\\') != std::string::npos) std::ranges::replace(path, '/', '\\');
  else std::ranges::replace(path, '\\', '/');
  return path;
}

}  // namespace wmireach::cli::platform
