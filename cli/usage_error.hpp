// SPDX-License-Identifier: Apache-2.0
// What is wrong with a command line, in the words of this program, with the nearest known word.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace wmireach::cli {

// The text for standard error. Precondition: `error` is no call for help or the version.
std::string usage_error_text(const CLI::App& app, const CLI::ParseError& error, int argc, const char* const* argv);

}  // namespace wmireach::cli
