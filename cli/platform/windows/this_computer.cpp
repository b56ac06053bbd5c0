// SPDX-License-Identifier: Apache-2.0
#include "cli/platform/this_computer.hpp"

#include <windows.h>

#include <array>
#include <csignal>

namespace wmireach::cli::platform {
namespace {

std::atomic<bool>* interrupted = nullptr;

extern "C" void note_interrupt(int signal) {
  interrupted->store(true);
  std::signal(signal, SIG_DFL);
}

}  // namespace

std::string computer_name() {
  std::array<char, MAX_COMPUTERNAME_LENGTH + 1> name{};
  auto size = static_cast<DWORD>(name.size());
  return GetComputerNameA(name.data(), &size) != 0 ? std::string(name.data(), size) : "unknown";
}

void catch_interrupt(std::atomic<bool>& stop) {
  interrupted = &stop;
  std::signal(SIGINT, note_interrupt);
}

}  // namespace wmireach::cli::platform
