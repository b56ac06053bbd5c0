// SPDX-License-Identifier: Apache-2.0
// From connections of a scenario to what a probe contacts.
#pragma once

#include <string>
#include <vector>

#include "cli/session.hpp"
#include "probe/plan.hpp"

namespace wmireach::cli {

struct PlanOptions {
  std::string stands_for;          // the host of the scenario that this computer is; empty: found by this computer's name
  std::vector<std::string> names;  // "HOST=NAME": how to call a host instead of as the scenario names it
  bool authenticate = true;
  unsigned at_once = 8;            // connections
  unsigned step_milliseconds = 4000, overall_milliseconds = 60000;
};

// The targets of the chosen connections; where none is chosen, of every connection that starts at this computer. Connections that cannot be
// looked at are refused with the reason, all at once, as BadInput: another computer calls, both ends are one, nothing says how the target is reached.
// `computer` is the name of this one.
probe::Plan probe_plan(const model::Estate& estate, const std::vector<model::Index>& chosen, bool all, const PlanOptions& plan_options, const rules::FrameOptions& options,
                       const std::string& computer, const std::string& scenario);

// What would be contacted, for --dry-run and for the question before many hosts are.
std::string plan_text(const probe::Plan& plan);

}  // namespace wmireach::cli
