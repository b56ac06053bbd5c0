// SPDX-License-Identifier: Apache-2.0
// Objects of the class trustedDomain (MS-ADTS 6.1.6.7).
#pragma once

#include "exports/directory_entry.hpp"
#include "exports/survey.hpp"

namespace wmireach::exports {

// Adds the trust and the domain that it names. What it does not say, or says in a way that is not known, becomes a note.
void read_directory_trust(const DirectoryEntry& entry, std::uint32_t file, Survey& survey);

}  // namespace wmireach::exports
