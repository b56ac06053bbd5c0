// SPDX-License-Identifier: Apache-2.0
// JSON patches (RFC 6902) over a tree.
#pragma once

#include <optional>
#include <string_view>
#include <string>
#include <vector>

#include "import/json.hpp"

namespace wmireach::import {

// The parts of a JSON pointer, unescaped; nullopt when it neither is empty nor starts with '/', or has a wrong escape.
std::optional<std::vector<std::string>> split_pointer(std::string_view pointer);

// The value that the pointer names; null when there is none.
const JsonNode* find_node(const JsonNode& root, std::string_view pointer);

// Applies every operation in order: add, remove, replace, move, copy and test. Reports the first one that does not fit;
// `root` is half changed then, and not to be used. `file` is that of the patch.
bool apply_patch(JsonNode& root, const JsonNode& patch, const std::string& file, Diagnostics& diagnostics);

}  // namespace wmireach::import
