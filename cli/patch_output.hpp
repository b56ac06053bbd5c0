// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "cli/session.hpp"

namespace wmireach::cli {

// Refuses, as BadInput, a file for --patch that the report would go to as well, or that is the scenario. Empty: no patch is asked for.
void check_patch_output(const Options& options, const std::string& patch, const std::string& scenario);

}  // namespace wmireach::cli
