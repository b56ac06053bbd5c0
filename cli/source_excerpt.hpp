// SPDX-License-Identifier: Apache-2.0
// The line of an input file that a problem is about, with a mark below the place.
#pragma once

#include <string>
#include <string_view>

#include "cli/style.hpp"
#include "import/diagnostic.hpp"

namespace wmireach::cli {

// A stretch of one line: number, the line itself, and the bytes of it to mark.
struct MarkedLine {
  std::size_t number = 0;  // 0: the place is not known
  std::string_view text;
  std::size_t begin = 0, end = 0;  // of nothing, such as the end of the file: begin == end
};

// Where the problem is in the text of its file. Not known where a change of the scenario moved what it is about.
MarkedLine marked_line(const import::Diagnostic& diagnostic, std::string_view file);

// The line, cut to `width` cells around the mark, and the marks below it:
//    12 |     "to": "KIOSC",
//       |           ^^^^^^^
std::string excerpt(const MarkedLine& line, const Style& style, std::size_t width);

}  // namespace wmireach::cli
