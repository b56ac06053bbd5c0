// SPDX-License-Identifier: Apache-2.0
// Secrets that a user hands over. They are never words of the command line or of the environment, which others can see.
#pragma once

#include <optional>
#include <string>

namespace wmireach::cli::platform {

// Asks on the terminal, whatever standard input is, without showing what is typed. nullopt: there is no terminal, or Ctrl+C or the end of
// input came first.
std::optional<std::string> ask_secret(const std::string& prompt);

// The first line of what an open file holds. nullopt: it cannot be read, or the line is longer than 4096 bytes.
std::optional<std::string> read_secret(int file);

}  // namespace wmireach::cli::platform
