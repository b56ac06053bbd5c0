// SPDX-License-Identifier: Apache-2.0
// Edits of an estate in words.
#pragma once

#include <string>
#include <vector>

#include "analyzer/candidate_edit.hpp"

namespace wmireach::cli {

// "give CORP\mon Remote Enable on root\cimv2 of SRV1".
std::string edit_text(const model::Estate& estate, const model::Edit& edit);

// The name under which a command line forbids or weighs such edits: "uac.enabled", "account.enabled", "request.mode", "local-group".
std::string edit_name(const model::Edit& edit);

// Every name that edit_name gives.
const std::vector<std::string>& edit_names();

// A command of a remedy with the names of this edit in place of TARGET, ACCOUNT and NAME.
std::string command_text(const model::Estate& estate, const model::Edit& edit, const std::string& command);

}  // namespace wmireach::cli
