// SPDX-License-Identifier: Apache-2.0
// Rules of the Windows Firewall as a CSV table, one rule in a row: with the columns that scripts, and the list of the management console in
// English, have: Name, Group, Direction, Action, Enabled, Profile, Protocol, Port or Local Port, Remote Port, Program, Service, Remote Address.
// The table does not say whose rules these are, so the command line has to (--assign). Without a column for the direction, the rules are taken
// as incoming, with a note. Words such as "Management" for remote addresses stand for addresses that the table does not have: such a rule does
// not count for everybody. Without a column for the service, a rule of svchost.exe may be of any service, and settles nothing.
#pragma once

#include <cstdint>
#include <string_view>

#include "exports/survey.hpp"

namespace wmireach::exports {

bool looks_like_firewall_table(std::string_view text);
void read_firewall_table(std::string_view text, std::uint32_t file, Survey& survey);

}  // namespace wmireach::exports
