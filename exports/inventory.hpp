// SPDX-License-Identifier: Apache-2.0
// Inventories as CSV tables: one computer in a row. Columns are known by the names that the cmdlets of Active Directory, inventory programs and
// people usually give them (Name, DNSHostName, OperatingSystem, IPv4Address, Domain, Enabled ...), and by the names of facts of the
// vocabulary ("uac.enabled"). A remark in front of the header names others:  # wmireach: Server=name; Betriebssystem=os; Admin-UAC=uac.enabled
// Zones and sites are left out: in a scenario a zone without links reaches no other, and a table says nothing of links.
#pragma once

#include <cstdint>
#include <string_view>

#include "exports/survey.hpp"

namespace wmireach::exports {

// A table with a column of names and another column that is known.
bool looks_like_inventory(std::string_view text);
void read_inventory(std::string_view text, std::uint32_t file, Survey& survey);

}  // namespace wmireach::exports
