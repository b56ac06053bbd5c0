// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace wmireach::cli {

// The text as a JSON string, with its quotes.
std::string json_text(std::string_view text);

}  // namespace wmireach::cli
