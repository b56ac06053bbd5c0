// SPDX-License-Identifier: Apache-2.0
// Text that came from elsewhere: an export, a directory, a peer on the network.
#pragma once

#include <string>

namespace wmireach::cli {

// The text without characters that a terminal obeys; '?' in place of each.
std::string for_terminal(std::string text);

}  // namespace wmireach::cli
