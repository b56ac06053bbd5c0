// SPDX-License-Identifier: Apache-2.0
// A JSON patch carried out on the text of a file, so that everything else of it stays as somebody wrote it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "import/json.hpp"

namespace wmireach::import {

// From the first byte of the value at a JSON pointer to behind its last one.
struct TextRange {
  std::size_t begin = 0, end = 0;
};

// nullopt where there is no such value. Precondition: `text` is JSON.
std::optional<TextRange> range_of(std::string_view text, std::string_view pointer);

// The key of the member at a JSON pointer, with its quotes; of several of that name in one object, the one on this line.
std::optional<TextRange> key_range_of(std::string_view text, std::string_view pointer, std::uint32_t line);

// The text with every operation of `patch` carried out in its order. nullopt for an operation other than add and replace, or one that does not fit.
std::optional<std::string> patched_text(std::string text, const JsonNode& patch);

}  // namespace wmireach::import
