// SPDX-License-Identifier: Apache-2.0
// Windows knows its names in UTF-16, wmireach in UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace wmireach::cli::platform {

std::wstring wide(std::string_view utf8);
std::string narrow(std::wstring_view utf16);

}  // namespace wmireach::cli::platform
