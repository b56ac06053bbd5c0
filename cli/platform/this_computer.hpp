// SPDX-License-Identifier: Apache-2.0
// What a live look needs of this computer, and no other command does.
#pragma once

#include <atomic>
#include <string>

namespace wmireach::cli::platform {

// Its name, without a domain; "unknown" where it has none.
std::string computer_name();

// From now on Ctrl-C sets this instead of ending the program; the second one ends it. It has to live as long as the program.
void catch_interrupt(std::atomic<bool>& stop);

}  // namespace wmireach::cli::platform
