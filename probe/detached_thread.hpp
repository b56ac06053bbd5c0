// SPDX-License-Identifier: Apache-2.0
// Threads that nobody waits for. On Windows by its own calls: with the threads of MinGW-w64's library, starts and waits were seen that do not end
// (under Wine 8.0, in one run of some dozens).
#pragma once

#include <chrono>
#include <functional>

namespace wmireach::probe {

// Runs `work`, which throws nothing, in a thread of its own. Throws std::system_error where no thread can be had.
void start_detached(std::function<void()> work);

void pause(std::chrono::milliseconds span);

}  // namespace wmireach::probe
