// SPDX-License-Identifier: Apache-2.0
// The discretionary list of a security descriptor in SDDL (MS-DTYP 2.5.1), as far as access rights of DCOM and WMI need it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wmireach::import {

struct SddlEntry {
  bool deny = false;
  bool container_inherit = false;  // CI: containers below inherit it
  bool inherit_only = false;       // IO: does not count for the object itself
  std::uint32_t mask = 0;          // access mask; the meaning of its low bits is the object's
  std::string principal;           // "Administrators" for a well-known SID, else the SID as text
};

struct SddlError {
  std::size_t offset = 0, length = 0;  // of the text at fault
  std::string message;
};

struct SddlList {
  std::vector<SddlEntry> entries;
  std::optional<SddlError> error;  // the first mistake; entries before it are kept
};

// Owner, group and system list are passed over. A descriptor without a discretionary list is an error: it would grant everything.
SddlList parse_sddl(std::string_view text);

// The name of a well-known SID or of its two-letter form, else the text itself: "BA" and "S-1-5-32-544" are "Administrators".
std::string principal_of_sid(std::string_view sid);

bool looks_like_sddl(std::string_view text);

}  // namespace wmireach::import
