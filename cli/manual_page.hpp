// SPDX-License-Identifier: Apache-2.0
// The manual page, in the language of man(7).
#pragma once

#include <string>

#include "cli/command_words.hpp"

namespace wmireach::cli {

std::string manual_page(const std::vector<CommandWords>& commands);

}  // namespace wmireach::cli
