// SPDX-License-Identifier: Apache-2.0
// How far a long evaluation is, on a terminal.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>

namespace wmireach::cli {

// A line on standard error that is renewed while the object lives, and gone afterwards. Nothing is written where standard error
// is no terminal, where `quiet` is asked for, or when all is done at once.
class ProgressLine {
 public:
  // Both counters must outlive the line; `all` may change until it is known.
  ProgressLine(bool quiet, std::string what, const std::atomic<std::size_t>& done, const std::atomic<std::size_t>& all);

 private:
  std::jthread writer_;
};

// "pairs of classes   30%  3 of 10"; without figures while nobody knows how many there are.
std::string progress_text(const std::string& what, std::size_t done, std::size_t all);

}  // namespace wmireach::cli
