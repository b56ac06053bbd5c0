// SPDX-License-Identifier: Apache-2.0
// Bytes as text (RFC 4648, clause 4).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace wmireach::import {

std::string base64_of(std::string_view bytes);

// The bytes of a text, which may lack its padding. nullopt: it is no base64.
std::optional<std::string> bytes_of_base64(std::string_view text);

}  // namespace wmireach::import
