// SPDX-License-Identifier: Apache-2.0
// A connection before and after a change.
#pragma once

#include <optional>

#include "viz/estate_picture.hpp"
#include "viz/estate_union.hpp"

namespace wmireach::viz {

struct Turn {
  std::optional<analyzer::VerdictKind> before, after;  // absent: there is no such connection
  bool same_reason = true;

  bool same() const { return before == after && same_reason; }
  analyzer::VerdictKind now() const { return after ? *after : *before; }
  friend auto operator<=>(const Turn&, const Turn&) = default;
};

Turn turn_of(const Both& connection, const EstateText& before, const EstateText& after);

std::string turn_word(const Turn& turn);  // "opens", "closes", "+ added"; empty for what stays
Lines turn_lines(const Turn& turn);       // "opens", "× FAILS → connects"
Attributes turn_look(const Turn& turn);

}  // namespace wmireach::viz
