// SPDX-License-Identifier: Apache-2.0
// What netsh shows of the Windows Firewall, in English: `netsh advfirewall firewall show rule name=all verbose`, and
// `netsh advfirewall show allprofiles`; both may stand in one file. It does not name the computer, so the command line has to (--assign).
//
// In other languages netsh translates its labels and the words for directions, actions and profiles, which leaves nothing to know them by;
// such a file is not known. Export-FirewallRules.ps1 writes the same in any language.
// Without "verbose" there are no programs and services: then a rule may be of any program, and settles nothing.
#pragma once

#include <cstdint>
#include <string_view>

#include "exports/survey.hpp"

namespace wmireach::exports {

bool looks_like_netsh(std::string_view text);
void read_netsh(std::string_view text, std::uint32_t file, Survey& survey);

}  // namespace wmireach::exports
