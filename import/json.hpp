// SPDX-License-Identifier: Apache-2.0
// JSON as a tree in which every value knows its line. nlohmann/json does the parsing.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "import/diagnostic.hpp"

namespace wmireach::import {

struct JsonMember;

struct JsonNode {
  enum class Kind : std::uint8_t { null, boolean, integer, real, string, array, object };

  Kind kind = Kind::null;
  std::uint32_t line = 0;
  std::int64_t integer = 0;  // also a boolean's 0 or 1; a real number too large for it keeps its text only
  std::string text;          // a string's value, a real number's digits
  std::vector<JsonNode> items;
  std::vector<JsonMember> members;  // in the order of the file; duplicate keys are kept

  const JsonNode* find(std::string_view key) const;
};

struct JsonMember {
  std::string key;
  std::uint32_t line = 0;
  JsonNode value;
};

std::string_view to_string(JsonNode::Kind kind);

// Nesting beyond this is refused, so that no reader has to fear for its stack.
inline constexpr int deepest_nesting = 64;

// Hands on the elements of the array `key` of the root object, one by one, and keeps none of them: for files that are much larger than
// a tree of them should be. The rest of the root comes back as a tree. nullopt as with parse_json; elements before the fault are handed on.
std::optional<JsonNode> parse_json_records(std::string_view text, const std::string& file, std::string_view key, const std::function<void(JsonNode&&)>& each,
                                           Diagnostics& diagnostics);

// nullopt after a syntax error, invalid UTF-8 or too deep nesting; exactly one diagnostic says where.
std::optional<JsonNode> parse_json(std::string_view text, const std::string& file, Diagnostics& diagnostics);

}  // namespace wmireach::import
