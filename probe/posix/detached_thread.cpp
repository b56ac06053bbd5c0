// SPDX-License-Identifier: Apache-2.0
#include "probe/detached_thread.hpp"

#include <thread>

namespace wmireach::probe {

void start_detached(std::function<void()> work) { std::thread(std::move(work)).detach(); }
void pause(std::chrono::milliseconds span) { std::this_thread::sleep_for(span); }

}  // namespace wmireach::probe
