// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "import/cursor.hpp"

namespace wmireach::import {

// "did you mean 'x'?", or the list of what is known.
std::string hint_for(std::string_view word, const std::vector<std::string>& known);

// A word out of a fixed set. Reports any other value with the nearest known word.
template <class Value>
std::optional<Value> choose(const Cursor& c, const std::vector<std::pair<std::string_view, Value>>& choices) {
  const auto text = c.string();
  if (!text) return std::nullopt;
  std::vector<std::string> known;
  for (const auto& [name, value] : choices) {
    if (name == *text) return value;
    known.emplace_back(name);
  }
  c.fail("'" + *text + "' is not known here", hint_for(*text, known));
  return std::nullopt;
}

}  // namespace wmireach::import
