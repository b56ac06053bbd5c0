// SPDX-License-Identifier: Apache-2.0
// The HTML report without its data, as embed_report makes it of the files in report/.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace wmireach::report {

// What a command puts between two pieces; page.html names it in double braces.
enum class Slot : std::uint8_t { title, plain_table, data, nothing };

struct Piece {
  std::string_view text;
  Slot then = Slot::nothing;
};

std::span<const Piece> page_template();

}  // namespace wmireach::report
