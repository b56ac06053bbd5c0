// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "rules/condition.hpp"

namespace wmireach::cli {

// A fact or a comparison as a rule file writes it: "target.os >= windows-vista". Precondition: the node joins no others.
std::string condition_text(const rules::Node& leaf);

}  // namespace wmireach::cli
