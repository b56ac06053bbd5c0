// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "cli/estate_diff.hpp"

namespace wmireach::cli {

// The result of `diff` and `whatif` as JSON; its form is `wmireach schema diff`.
std::string diff_json(const rules::Program& program, const ComparedEstates& estates, const EstateDiff& diff);

}  // namespace wmireach::cli
