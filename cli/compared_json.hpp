// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "cli/compared.hpp"

namespace wmireach::cli {

// The observations with the comparison; its schema is `wmireach schema probe`.
std::string compared_json(const rules::Program& program, const model::Estate& estate, const observation::Record& record, const std::vector<Compared>& compared);

}  // namespace wmireach::cli
