// SPDX-License-Identifier: Apache-2.0
// Reading JSON that others wrote: what is missing or of another kind is empty, and no error.
#pragma once

#include <string>
#include <string_view>

#include "import/json.hpp"

namespace wmireach::exports {

// The member, whatever the case of its key; null where there is none or `object` is no object.
const import::JsonNode* field(const import::JsonNode& object, std::string_view key);

std::string text_field(const import::JsonNode& object, std::string_view key);
bool true_field(const import::JsonNode& object, std::string_view key);  // false also where it is missing

}  // namespace wmireach::exports
