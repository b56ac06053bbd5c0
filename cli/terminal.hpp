// SPDX-License-Identifier: Apache-2.0
// What is asked of the terminal, and nowhere else: whether there is one, and how wide it is.
#pragma once

#include <cstdio>
#include <optional>

namespace wmireach::cli {

bool is_terminal(std::FILE* stream);

// Columns of the terminal behind the stream, as COLUMNS or the terminal itself says. nullopt: no terminal, or nobody knows.
std::optional<std::size_t> terminal_width(std::FILE* stream);

}  // namespace wmireach::cli
