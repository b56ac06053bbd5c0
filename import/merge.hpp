// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "import/json.hpp"

namespace wmireach::import {

// A JSON merge patch (RFC 7396): objects are merged member by member, null removes a member, anything else replaces. What
// comes from the patch keeps the patch's line.
void merge_patch(JsonNode& into, const JsonNode& patch);

// {"uac": {"enabled": VALUE}} for "uac.enabled": a merge patch of one fact.
JsonNode nested(std::string_view path, const JsonNode& value);

}  // namespace wmireach::import
