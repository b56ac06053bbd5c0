// SPDX-License-Identifier: Apache-2.0
// UTF-16 of the wire, UTF-8 of the program. What is neither becomes U+FFFD.
#pragma once

#include <string>
#include <string_view>

namespace wmireach::dcerpc {

std::string utf8_of(std::u16string_view text);
std::u16string utf16_of(std::string_view text);

}  // namespace wmireach::dcerpc
