// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exports/survey.hpp"

namespace wmireach::exports {

// Lists of policies may name an account or group, "CORP\monitor", where others have its SID. Puts the SID there, if some source tells it,
// since the scenario may know it by another name of its domain; else the name stays, and is noted.
void resolve_names(Survey& survey);

}  // namespace wmireach::exports
