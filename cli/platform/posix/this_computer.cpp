// SPDX-License-Identifier: Apache-2.0
#include "cli/platform/this_computer.hpp"

#include <unistd.h>

#include <array>
#include <csignal>

namespace wmireach::cli::platform {
namespace {

std::atomic<bool>* interrupted = nullptr;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may set it");

extern "C" void note_interrupt(int signal) {
  interrupted->store(true);
  std::signal(signal, SIG_DFL);
}

}  // namespace

std::string computer_name() {
  std::array<char, 256> name{};
  if (gethostname(name.data(), name.size() - 1) != 0 || name[0] == '\0') return "unknown";
  const std::string whole = name.data();
  return whole.substr(0, whole.find('.'));
}

void catch_interrupt(std::atomic<bool>& stop) {
  interrupted = &stop;
  std::signal(SIGINT, note_interrupt);
}

}  // namespace wmireach::cli::platform
