// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exports/survey.hpp"

namespace wmireach::exports {

// Directories name the members of a group by their distinguished names. Puts the SID there, whichever source told it; a member that no
// source has is left out, and noted once for each group.
void resolve_members(Survey& survey);

}  // namespace wmireach::exports
