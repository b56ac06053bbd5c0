// SPDX-License-Identifier: Apache-2.0
// The live look at the targets of a plan. It opens connections, binds, asks and logs in; it executes no method, starts no process and writes
// nothing at the other end.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>

#include "observation/record.hpp"
#include "probe/plan.hpp"

namespace wmireach::probe {

// Whether this build can look at all.
bool available();

struct Environment {
  // The password of an account; nullopt: there is none, and the Kerberos cache is used. Asked once for each account, before anything is contacted.
  std::function<std::optional<std::string>(const std::string& account)> password;
  std::atomic<bool>* stop = nullptr;           // set: no new step is begun, and what was seen is returned
  std::atomic<std::size_t>* finished = nullptr;  // counts connections
};

// One sighting for each target, in the order of the plan. `seen_at` is the time of the beginning. Precondition: available().
observation::Record observe(const Plan& plan, const Environment& environment);

}  // namespace wmireach::probe
