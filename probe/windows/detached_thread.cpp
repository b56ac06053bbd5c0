// SPDX-License-Identifier: Apache-2.0
#include "probe/detached_thread.hpp"

#include <windows.h>

#include <memory>
#include <system_error>

namespace wmireach::probe {
namespace {

DWORD WINAPI run(void* work) {
  const std::unique_ptr<std::function<void()>> owned(static_cast<std::function<void()>*>(work));
  (*owned)();
  return 0;
}

}  // namespace

void start_detached(std::function<void()> work) {
  auto owned = std::make_unique<std::function<void()>>(std::move(work));
  const HANDLE thread = CreateThread(nullptr, 0, run, owned.get(), 0, nullptr);
  if (thread == nullptr) throw std::system_error(static_cast<int>(GetLastError()), std::system_category(), "a thread");
  (void)owned.release();  // run() has it
  CloseHandle(thread);
}

void pause(std::chrono::milliseconds span) { Sleep(static_cast<DWORD>(span.count())); }

}  // namespace wmireach::probe
