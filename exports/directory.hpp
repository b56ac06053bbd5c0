// SPDX-License-Identifier: Apache-2.0
// What entries of Active Directory say of an estate: computers, accounts and groups, domains, trusts, organizational units, links of policies.
// Sources: MS-ADTS 2.2.16 (userAccountControl), 2.2.12 (groupType), 6.1.6.7 (trusted domains), MS-GPOL 2.2.2 (gPLink, gPOptions).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "exports/directory_entry.hpp"
#include "exports/survey.hpp"

namespace wmireach::exports {

// The attributes that are looked at, in lower case and in alphabetical order. A search asks for these and for no others.
std::span<const std::string_view> directory_attributes();

struct DirectorySource {
  std::uint32_t file = 0;              // index into Survey::files
  bool all_attributes_asked = false;   // what an entry does not have is then empty, and not just left out of a file
};

// Adds what the entries say. Members of groups become SIDs where the name holds one; else they stay distinguished names until
// member_names.hpp has seen every source.
void read_directory(const std::vector<DirectoryEntry>& entries, const DirectorySource& source, Survey& survey);

}  // namespace wmireach::exports
