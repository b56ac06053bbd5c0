// SPDX-License-Identifier: Apache-2.0
// Another program, run without a shell. Files stand between, so neither side ever waits for the other.
#pragma once

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace wmireach::cli::platform {

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

// For reading and writing; gone once it is closed. Throws where none can be made.
File temporary_file();

// Looks for words[0] on the PATH and waits until it ends. Returns its exit code, a number of its own where a signal ended it;
// empty: it could not be started. No word has a space or a quote. May be called from several threads.
std::optional<int> run_program(std::vector<std::string> words, std::FILE* in, std::FILE* out, std::FILE* err);

}  // namespace wmireach::cli::platform
