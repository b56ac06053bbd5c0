// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace wmireach::exports {

// The bytes of a text in base64 (RFC 4648 4), which may lack its padding. nullopt: it is none.
std::optional<std::string> bytes_of_base64(std::string_view text);

}  // namespace wmireach::exports
