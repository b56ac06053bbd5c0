// SPDX-License-Identifier: Apache-2.0
// What the vocabulary's "how to look at it" is as lines of PowerShell that nobody has to read the answer of.
#pragma once

#include <string_view>

namespace wmireach::exports {

// Lines that give the value of the fact, or nothing where it is not set; empty: there are none.
std::string_view collector_lines(std::string_view fact);

// Why the script does not collect the fact although it could be looked at; empty: no reason of its own.
std::string_view not_collected_because(std::string_view fact);

// Words of an enumeration by their numbers in the registry, as a table of PowerShell; empty: the registry does not number them so.
std::string_view registry_words(std::string_view fact, std::string_view type);

}  // namespace wmireach::exports
