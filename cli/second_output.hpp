// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "cli/session.hpp"

namespace wmireach::cli {

// Refuses, as BadInput, a file for an option such as --patch that the report would go to as well, or that is the scenario. Empty: it is not asked for.
void check_second_output(const Options& options, const std::string& option, const std::string& file, const std::string& scenario);

}  // namespace wmireach::cli
