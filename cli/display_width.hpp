// SPDX-License-Identifier: Apache-2.0
// How many cells of a terminal a text takes.
#pragma once

#include <cstdint>
#include <string_view>

namespace wmireach::cli {

// One character of UTF-8 text. A byte that is no UTF-8 stands alone, as U+FFFD.
struct DisplayedCharacter {
  char32_t code = 0;
  std::size_t bytes = 0;
};

// Precondition: `at` is inside the text.
DisplayedCharacter character_at(std::string_view text, std::size_t at);

// 0 for what combines with the character before or is not shown, 2 for East Asian wide characters and emoji, else 1.
std::size_t cells_of(char32_t code);

// Escape sequences of colours take no cell.
std::size_t cells_of(std::string_view text);

// The length of the escape sequence that begins here; 0: none does.
std::size_t escape_length(std::string_view text, std::size_t at);

}  // namespace wmireach::cli
