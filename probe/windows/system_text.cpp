// SPDX-License-Identifier: Apache-2.0
#include "probe/windows/system_text.hpp"

#include <fmt/format.h>
#include <windows.h>

#include <array>

namespace wmireach::probe {

std::wstring wide(std::string_view utf8) {
  const int size = MultiByteToWideChar(CP_UTF8, 0, utf8.data(), static_cast<int>(utf8.size()), nullptr, 0);
  std::wstring out(static_cast<std::size_t>(size), L'\0');
  MultiByteToWideChar(CP_UTF8, 0, utf8.data(), static_cast<int>(utf8.size()), out.data(), size);
  return out;
}

std::string narrow(std::wstring_view utf16) {
  const int size = WideCharToMultiByte(CP_UTF8, 0, utf16.data(), static_cast<int>(utf16.size()), nullptr, 0, nullptr, nullptr);
  std::string out(static_cast<std::size_t>(size), '\0');
  WideCharToMultiByte(CP_UTF8, 0, utf16.data(), static_cast<int>(utf16.size()), out.data(), size, nullptr, nullptr);
  return out;
}

std::string system_text(std::uint32_t code, const wchar_t* module) {
  std::array<wchar_t, 512> words{};
  const HMODULE library = module == nullptr ? nullptr : GetModuleHandleW(module);
  const DWORD where = FORMAT_MESSAGE_FROM_SYSTEM | (library == nullptr ? 0U : static_cast<DWORD>(FORMAT_MESSAGE_FROM_HMODULE));
  const DWORD size = FormatMessageW(where | FORMAT_MESSAGE_IGNORE_INSERTS | FORMAT_MESSAGE_MAX_WIDTH_MASK, library, code, 0, words.data(), static_cast<DWORD>(words.size()), nullptr);
  std::string text = narrow({words.data(), size});
  while (!text.empty() && (text.back() == ' ' || text.back() == '.')) text.pop_back();
  const std::string number = code < 0x80000000U ? fmt::format("error {}", code) : fmt::format("0x{:08X}", code);
  return text.empty() ? number : number + ": " + text;
}

}  // namespace wmireach::probe
