// SPDX-License-Identifier: Apache-2.0
// Problems of input files in words, with the line of the file that each is about.
#pragma once

#include <map>
#include <string>

#include "cli/session.hpp"
#include "cli/style.hpp"

namespace wmireach::cli {

// The texts of input files, by name; what cannot be read any more is empty.
using InputTexts = std::map<std::string, std::string>;

// One block per problem, by file and line. `width`: how many cells a line of a file may take.
std::string diagnostics_text(const import::Diagnostics& diagnostics, const InputTexts& texts, const Style& style, std::size_t width);

// The same for screen readers: a place is told in words, and no line of a file is drawn.
std::string plain_diagnostics_text(const import::Diagnostics& diagnostics);

// To standard error, in the form that the options ask for.
void print_diagnostics(const import::Diagnostics& diagnostics, const Options& options);

}  // namespace wmireach::cli
