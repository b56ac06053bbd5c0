// SPDX-License-Identifier: Apache-2.0
// The words of the command line and the three standard streams, as this operating system has them.
#pragma once

#include <cstdio>
#include <string>
#include <vector>

namespace wmireach::cli::platform {

// Once, before anything is read or written: every byte passes as it is, and a terminal shows UTF-8.
void prepare_streams();

// The words of the command line in UTF-8, the program's name first.
std::vector<std::string> command_line_words(int argc, char** argv);

bool is_terminal(std::FILE* stream);

// Is a terminal, and one that follows ANSI escape sequences.
bool takes_escapes(std::FILE* stream);

}  // namespace wmireach::cli::platform
