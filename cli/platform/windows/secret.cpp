// SPDX-License-Identifier: Apache-2.0
// No program for Windows is built that asks for a secret: there, nothing talks to a directory.
#include "cli/platform/secret.hpp"

namespace wmireach::cli::platform {

std::optional<std::string> ask_secret(const std::string&) { return std::nullopt; }

std::optional<std::string> read_secret(int) { return std::nullopt; }

}  // namespace wmireach::cli::platform
