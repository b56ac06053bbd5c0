// SPDX-License-Identifier: Apache-2.0
// Calls into libraries that have no deadline of their own, such as Kerberos asking a key distribution centre.
#pragma once

#include <algorithm>
#include <atomic>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "probe/deadline.hpp"
#include "probe/detached_thread.hpp"

namespace wmireach::probe {

// What `call` returns, or nullopt at the deadline. The call goes on in its thread then, and its result is thrown away: it has to own
// everything that it uses.
// The result is looked for every few milliseconds.
template <class Call>
std::optional<std::invoke_result_t<Call>> within(Deadline deadline, const Allowance& allowance, Call call) {
  struct Outcome {
    std::optional<std::invoke_result_t<Call>> result;
    std::exception_ptr exception;
    std::atomic<bool> there{false};
  };
  const auto outcome = std::make_shared<Outcome>();
  start_detached([outcome, owned = std::make_shared<Call>(std::move(call))] {
    try {
      outcome->result.emplace((*owned)());
    } catch (...) {
      outcome->exception = std::current_exception();
    }
    outcome->there.store(true, std::memory_order_release);
  });
  constexpr std::chrono::milliseconds shortest{1}, longest{5};
  for (auto span = shortest; !outcome->there.load(std::memory_order_acquire); span = std::min(2 * span, longest)) {
    if (deadline.passed() || allowance.stopped()) return std::nullopt;
    pause(std::min(span, deadline.left()));
  }
  if (outcome->exception) std::rethrow_exception(outcome->exception);
  return std::move(outcome->result);
}

}  // namespace wmireach::probe
