// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "cli/compared.hpp"
#include "cli/style.hpp"

namespace wmireach::cli {

// `only_differences`: connections that agree are left out, and so are the sums.
std::string compared_text(const Style& style, const rules::Program& program, const model::Estate& estate, const observation::Record& record, const std::vector<Compared>& compared, bool only_differences);


}  // namespace wmireach::cli
