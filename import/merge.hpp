// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "import/json.hpp"

namespace wmireach::import {

// A JSON merge patch (RFC 7396): objects are merged member by member, null removes a member, anything else replaces. What
// comes from the patch keeps the lines that it has there.
void merge_patch(JsonNode& into, const JsonNode& patch);

// The same for a scenario of several files, its own first: what a patch says of an element goes to the file that has it, and to
// the first one where none has. A list that the patch replaces goes from every file. A patch may name single hosts of a
// pattern. Precondition: there is a first file.
void merge_patch(const std::vector<JsonNode*>& scenario, const JsonNode& patch);

// {"uac": {"enabled": VALUE}} for "uac.enabled": a merge patch of one fact.
JsonNode nested(std::string_view path, const JsonNode& value);

}  // namespace wmireach::import
