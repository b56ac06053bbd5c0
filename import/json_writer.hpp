// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "import/json.hpp"
#include "rules/type.hpp"

namespace wmireach::import {

// JSON text with two spaces of indent and a line break at the end. Members keep their order.
std::string write_json(const JsonNode& node);

JsonNode json_text(std::string text);
JsonNode json_integer(std::int64_t value);
JsonNode json_boolean(bool value);
JsonNode json_array(std::vector<JsonNode> items);
JsonNode json_object(std::vector<JsonMember> members);
JsonNode json_texts(const std::vector<std::string>& items);
// A value of a fact, as read_value takes it.
JsonNode json_value(const rules::Type& type, std::int64_t value);

}  // namespace wmireach::import
