// SPDX-License-Identifier: Apache-2.0
// The error codes a caller of a remote WMI connection can see.
// Sources: Microsoft tables of Win32, COM and Winsock errors, the WMI error constants page, the WinRM error header.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace wmireach::model {

struct ErrorCode {
  std::uint32_t value;       // HRESULT of a failure, 0x80000000..0xFFFFFFFF; a Win32 error is 0x8007nnnn
  std::string_view symbol;   // name in Microsoft's headers, for example "E_ACCESSDENIED"
  std::string_view meaning;  // one plain sentence: what the code says, not what caused it
};

// Every known code, ascending by value; values and symbols are unique.
std::span<const ErrorCode> error_codes();

// nullptr when the value is not in the table.
const ErrorCode* find_error_code(std::uint32_t value);

// Reads one code in any usual spelling, without surrounding space:
//   "0x80070005"     hexadecimal with prefix
//   "2147942405"     unsigned decimal
//   "-2147024891"    signed decimal, as scripts print it
//   "E_ACCESSDENIED" symbol or alias, in any case
//   "1722", "0x6BA"  Win32 error 1..65535, read as 0x8007nnnn
// A number need not be in the table. nullopt when the text is none of these, or a number that is no failure: 0,
// or above 65535 with the top bit clear.
std::optional<std::uint32_t> parse_error_code(std::string_view text);

std::string hex(std::uint32_t value);  // "0x80070005": eight upper-case digits

std::int32_t signed_decimal(std::uint32_t value);  // 0x80070005 is -2147024891

}  // namespace wmireach::model
