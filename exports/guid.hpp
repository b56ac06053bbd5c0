// SPDX-License-Identifier: Apache-2.0
// Globally unique identifiers as text, in upper case without braces.
#pragma once

#include <string>
#include <string_view>

namespace wmireach::exports {

// From the binary form (MS-DTYP 2.3.4.2), of which the first three numbers are little-endian. Empty: these are not 16 bytes.
std::string guid_of_bytes(std::string_view bytes);

// What stands in the last braces of a text such as "cn={31B2F340-016D-11D2-945F-00C04FB984F9},cn=policies". Empty: there are none.
std::string guid_in_braces(std::string_view text);

}  // namespace wmireach::exports
