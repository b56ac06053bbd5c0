// SPDX-License-Identifier: Apache-2.0
// Lists of accounts and groups in policies: user rights, and members of restricted groups.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "exports/survey.hpp"

namespace wmireach::exports {

// "SeNetworkLogonRight" and its counterpart that denies; of any other right nothing is added. `holders`: SIDs, or names as they were found.
void add_user_right(std::string_view right, const std::vector<std::string>& holders, Place place, std::vector<Setting>& settings);

// Members of a local group by its SID or English name, where WMI depends on that group.
void add_group_members(std::string_view group, const std::vector<std::string>& members, Place place, std::vector<Setting>& settings);

}  // namespace wmireach::exports
