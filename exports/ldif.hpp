// SPDX-License-Identifier: Apache-2.0
// LDIF (RFC 2849) with entries of Active Directory, as ldapsearch and ldifde write it.
#pragma once

#include <cstdint>
#include <string_view>

#include "exports/survey.hpp"

namespace wmireach::exports {

bool looks_like_ldif(std::string_view text);

// Adds what the entries say (directory.hpp). `file` is the file's index in survey.files. Of records of changes, only those that add an entry
// count; a value that stands in another file or at an address is never fetched. Memory is bounded by the size of the text.
void read_ldif(std::string_view text, std::uint32_t file, Survey& survey);

}  // namespace wmireach::exports
