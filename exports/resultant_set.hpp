// SPDX-License-Identifier: Apache-2.0
// The resultant set of policy of one computer: "gpresult /x", Get-GPResultantSetOfPolicy.
#pragma once

#include <cstdint>
#include <string_view>

#include "exports/survey.hpp"

namespace wmireach::exports {

bool looks_like_resultant_set(std::string_view text);

// Adds a computer with what policies set on it. What no policy sets, the file does not know.
void read_resultant_set(std::string_view text, std::uint32_t file, Survey& survey);

}  // namespace wmireach::exports
