// SPDX-License-Identifier: Apache-2.0
// The files of one group policy: as SYSVOL holds them, "{GUID}/Machine/registry.pol", as a backup does, or side by side in one folder.
#pragma once

#include <string>

#include "exports/survey.hpp"

namespace wmireach::exports {

// A policy without settings yet: its id, where the name of the file tells it, and its name.
Policy policy_of_file(const std::string& file, std::uint32_t index);

bool is_user_part(const std::string& file);

// Makes one policy of the files of each: the report names it, the other files have its settings. Where they differ, the policy's own file
// counts, and not the report, which may be older; that is noted.
void join_policies(Survey& survey);

}  // namespace wmireach::exports
