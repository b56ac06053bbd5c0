// SPDX-License-Identifier: Apache-2.0
// Exports of Windows come in UTF-16 as often as not.
#pragma once

#include <string>
#include <string_view>

namespace wmireach::exports {

// The text in UTF-8, without a byte-order mark. UTF-16 is known by its mark, or by the zero bytes of its first letters. What is not legal
// becomes U+FFFD, and bytes of a text that is neither UTF-8 nor UTF-16 are taken as Windows-1252. Lines stay lines.
std::string to_utf8(std::string_view bytes);

}  // namespace wmireach::exports
