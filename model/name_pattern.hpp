// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace wmireach::model {

// Whether a name fits a pattern in which '*' stands for any characters. Exact case; fold both for names of Windows.
bool fits_pattern(std::string_view pattern, std::string_view name);

}  // namespace wmireach::model
