// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace wmireach::cli {

// The text as it may stand in an element or in an attribute in double quotes. Characters that XML 1.0 has no way to write are left out:
// control characters but tab and line ends, U+FFFE and U+FFFF. Line ends are written as references, so that attributes keep them.
std::string xml_text(std::string_view text);

}  // namespace wmireach::cli
