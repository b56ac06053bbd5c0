// SPDX-License-Identifier: Apache-2.0
// What is asked of an Active Directory, and how its answers become part of a survey.
#pragma once

#include <cstddef>
#include <string>

#include "exports/survey.hpp"
#include "ldap/directory_connection.hpp"

namespace wmireach::ldap {

struct ReadingLimits {
  std::size_t entries = 2'000'000;
  std::size_t bytes = std::size_t{512} << 20;  // of names and values
};

// Searches once below `base`, or in the domain of the server where it is empty; and for the domain's trusts and policies, and the names of the
// forest's domains. Values that the server gives in parts are fetched to their end. `server` becomes the "file" of what is found. Throws
// DirectoryFailure; then nothing was added.
void read_directory_of(DirectoryConnection& connection, const std::string& server, const std::string& base, exports::Survey& survey, const ReadingLimits& limits = {});

}  // namespace wmireach::ldap
