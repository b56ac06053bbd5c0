// SPDX-License-Identifier: Apache-2.0
// Calls into libraries that have no deadline of their own, such as Kerberos asking a key distribution centre.
#pragma once

#include <future>
#include <memory>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>

#include "probe/deadline.hpp"

namespace wmireach::probe {

// What `call` returns, or nullopt at the deadline. The call goes on in its thread then, and its result is thrown away: it has to own
// everything that it uses.
template <class Call>
std::optional<std::invoke_result_t<Call>> within(Deadline deadline, const Allowance& allowance, Call call) {
  auto promise = std::make_shared<std::promise<std::invoke_result_t<Call>>>();
  auto result = promise->get_future();
  std::thread([promise, call = std::move(call)]() mutable {
    try {
      promise->set_value(call());
    } catch (...) {
      promise->set_exception(std::current_exception());
    }
  }).detach();
  while (result.wait_until(std::min(deadline.at(), Clock::now() + attention)) != std::future_status::ready)
    if (deadline.passed() || allowance.stopped()) return std::nullopt;
  return result.get();
}

}  // namespace wmireach::probe
