// SPDX-License-Identifier: Apache-2.0
// registry.pol: the administrative templates of a group policy (MS-GPREG 2.2). The format has no lines; the line of a place is the ordinal of
// its entry, from 1 on.
#pragma once

#include <cstdint>
#include <string_view>

#include "exports/survey.hpp"

namespace wmireach::exports {

bool looks_like_registry_pol(std::string_view bytes);

// Adds a policy. That of the user part ("User/registry.pol") says nothing of the computer.
void read_registry_pol(std::string_view bytes, std::uint32_t file, Survey& survey);

}  // namespace wmireach::exports
