// SPDX-License-Identifier: Apache-2.0
// Scripts by which a shell completes command lines of this program.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "cli/command_words.hpp"

namespace wmireach::cli {

inline constexpr std::array<std::string_view, 4> shells{"bash", "zsh", "fish", "powershell"};

// Commands, options, and their values where only some are taken; files and folders where one is asked for.
// Precondition: `shell` is one of the above.
std::string completion_script(const std::vector<CommandWords>& commands, std::string_view shell);

}  // namespace wmireach::cli
