// SPDX-License-Identifier: Apache-2.0
// Windows knows its texts in UTF-16, wmireach in UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace wmireach::probe {

std::wstring wide(std::string_view utf8);
std::string narrow(std::wstring_view utf16);  // what is not UTF-16 becomes U+FFFD

// "0x8009030C: The logon attempt failed", for a Win32 error, an error of sockets or a SECURITY_STATUS; the code alone where Windows has no words
// for it. `module`: the library that has the words, where the system has not.
std::string system_text(std::uint32_t code, const wchar_t* module = nullptr);

}  // namespace wmireach::probe
