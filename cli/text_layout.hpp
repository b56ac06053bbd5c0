// SPDX-License-Identifier: Apache-2.0
// The layout of the text that commands print: as wide as a terminal, or plain. Commands write one line for each statement, its parts
// in columns that two or more spaces keep apart; this turns such text into the other forms.
#pragma once

#include <string>
#include <string_view>

namespace wmireach::cli {

// Lines wider than `width` cells go on below the column of their value. A word that is wider than that stays whole, and so does
// a line with a command to type, as a line break would be copied with it.
std::string wrapped(std::string_view text, std::size_t width);

// For screen readers and pipes: one statement on each line as "label: value", no columns and no arrows.
std::string plain(std::string_view text);

}  // namespace wmireach::cli
