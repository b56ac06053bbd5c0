// SPDX-License-Identifier: Apache-2.0
// Security templates: GptTmpl.inf of a group policy, and what "secedit /export" writes of a computer (MS-GPSB 2.2).
#pragma once

#include <cstdint>
#include <string_view>

#include "exports/survey.hpp"

namespace wmireach::exports {

bool looks_like_security_template(std::string_view text);

// Adds a policy; by any other name than GptTmpl.inf the file is taken as the state of a computer, which it does not name.
void read_security_template(std::string_view text, std::uint32_t file, Survey& survey);

}  // namespace wmireach::exports
