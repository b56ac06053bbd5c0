// SPDX-License-Identifier: Apache-2.0
// How long something may take. Every wait of a probe ends at a deadline, or when the user wants it to stop.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>

namespace wmireach::probe {

using Clock = std::chrono::steady_clock;

class Deadline {
 public:
  static Deadline after(std::chrono::milliseconds span) { return Deadline(Clock::now() + span); }

  Clock::time_point at() const { return at_; }
  bool passed() const { return Clock::now() >= at_; }
  std::chrono::milliseconds left() const { return std::max(std::chrono::milliseconds(0), std::chrono::ceil<std::chrono::milliseconds>(at_ - Clock::now())); }
  Deadline earlier(Deadline other) const { return Deadline(std::min(at_, other.at_)); }

 private:
  explicit Deadline(Clock::time_point at) : at_(at) {}
  Clock::time_point at_;
};

// What one connection may take.
class Allowance {
 public:
  // `stop` may be null, and outlives the allowance.
  Allowance(std::chrono::milliseconds step, std::chrono::milliseconds overall, const std::atomic<bool>* stop) : step_(step), overall_(Deadline::after(overall)), stop_(stop) {}

  Deadline step() const { return overall_.earlier(Deadline::after(step_)); }
  bool stopped() const { return stop_ != nullptr && stop_->load(); }
  bool over() const { return stopped() || overall_.passed(); }

 private:
  std::chrono::milliseconds step_;
  Deadline overall_;
  const std::atomic<bool>* stop_;
};

// How often a wait looks whether it is to stop.
inline constexpr std::chrono::milliseconds attention{50};

}  // namespace wmireach::probe
