// SPDX-License-Identifier: Apache-2.0
// The JSON files of SharpHound, version 5 and 6 of its format: computers, users, groups, domains with trusts, organizational units, policies.
// Source: the collector's documented data format (bloodhound.specterops.io), and files that it wrote.
#pragma once

#include <cstdint>
#include <string_view>

#include "exports/survey.hpp"

namespace wmireach::exports {

bool looks_like_sharphound(std::string_view text);

// Adds what the file says. `file` is its index in survey.files. Memory is bounded by the largest record and by what is kept of it.
void read_sharphound(std::string_view text, std::uint32_t file, Survey& survey);

}  // namespace wmireach::exports
