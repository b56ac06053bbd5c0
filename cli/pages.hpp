// SPDX-License-Identifier: Apache-2.0
// The generated pages of docs/: one per rule, the index of rules, the vocabulary, and the account of the statements.
#pragma once

#include <map>
#include <string>

#include "cli/session.hpp"

namespace wmireach::cli {

// File name below docs/ to content.
std::map<std::string, std::string> pages(RuleSet& rules);

}  // namespace wmireach::cli
