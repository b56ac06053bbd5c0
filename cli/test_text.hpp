// SPDX-License-Identifier: Apache-2.0
// What `test` tells a person.
#pragma once

#include <string>

#include "cli/run_results.hpp"
#include "cli/style.hpp"

namespace wmireach::cli {

// One line for each test that fails or is accepted, with the reasons below it; passing ones only where asked for.
std::string test_text(const Style& style, const Run& run, bool list_passes);

// Only what fails or is not judged.
std::string problems_text(const Style& style, const Run& run);

// The last line: "7 passed, 1 failed".
std::string test_summary(const Run& run);

}  // namespace wmireach::cli
