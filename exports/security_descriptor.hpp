// SPDX-License-Identifier: Apache-2.0
// Access lists as the registry and policies hold them, as SDDL that a scenario takes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wmireach::exports {

struct AccessText {
  std::string sddl;                      // empty with a fault
  std::string fault;                     // why there is no list that says who has access
  std::vector<std::string> passed_over;  // kinds of entries that were left out: those for objects, with conditions, for labels
};

// A security descriptor in binary form, self-relative (MS-DTYP 2.4.6): the registry's REG_BINARY.
AccessText sddl_of_descriptor(std::string_view bytes);

// A security descriptor in SDDL (MS-DTYP 2.5.1), as policies have it. Only entries that plainly allow or deny are kept.
AccessText sddl_of_text(std::string_view text);

}  // namespace wmireach::exports
