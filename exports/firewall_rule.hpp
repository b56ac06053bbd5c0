// SPDX-License-Identifier: Apache-2.0
// Rules of the Windows Firewall as the registry and policies hold them: "v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=RPC|..."
// (MS-FASP 2.2.24, and the rule grammar of MS-GPFAS 2.2.3).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "exports/survey.hpp"

namespace wmireach::exports {

// Adds what the rule means for WMI to the settings of a computer or a policy: one of the facts that the vocabulary has for a rule, or an entry
// of "windows_firewall/rules/-". A rule that is not active, or plays no part in WMI, adds nothing. `id` is the name of the registry value.
void add_firewall_rule(std::string_view id, std::string_view rule, Place place, std::vector<Setting>& settings, Survey& survey);

}  // namespace wmireach::exports
