// SPDX-License-Identifier: Apache-2.0
// Text that fits into a picture. Lengths count characters (code points), not bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/estate.hpp"

namespace wmireach::viz {

// Valid UTF-8 without control characters: those become spaces, bytes that belong to no character become U+FFFD.
std::string clean(std::string_view text);

// At most `limit` characters; a longer text loses its middle to an ellipsis, as names differ most at their ends.
std::string shortened(std::string_view text, std::size_t limit);

// Broken at spaces into lines of at most `width` characters, where the words allow it.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

std::string ports_text(model::PortRange range);  // "135", "49152-65535"

inline constexpr std::size_t name_limit = 28, short_name = 16;

}  // namespace wmireach::viz
