// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <thread>

namespace wmireach::cli {

// How many threads a command uses that is not told otherwise; at least one.
inline unsigned cores() { return std::max(1U, std::thread::hardware_concurrency()); }

}  // namespace wmireach::cli
