// SPDX-License-Identifier: Apache-2.0
#include "cli/platform/streams.hpp"

#include <unistd.h>

namespace wmireach::cli::platform {

void prepare_streams() {}

std::vector<std::string> command_line_words(int argc, char** argv) { return {argv, argv + argc}; }

bool is_terminal(std::FILE* stream) { return isatty(fileno(stream)) != 0; }

bool takes_escapes(std::FILE* stream) { return is_terminal(stream); }

}  // namespace wmireach::cli::platform
