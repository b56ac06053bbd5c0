// SPDX-License-Identifier: Apache-2.0
// Whether it counts that a scenario accepts a failure. Dates are those of the prediction: as_of, or --as-of; there is no clock.
#pragma once

#include <optional>
#include <string>

#include "model/estate.hpp"

namespace wmireach::cli {

enum class AcceptanceState : std::uint8_t {
  none,      // nothing is accepted
  in_force,
  expired,   // its last day is over
  undated,   // the date is not known, so that it does not count
};

AcceptanceState acceptance_state(const std::optional<model::Acceptance>& accepted, const model::Fact& as_of);

// What becomes of the exit code of `check` that an element has by itself.
int exit_code_with(AcceptanceState state, int exit);

// "new firewall in March (netops, until 2027-01-31)".
std::string acceptance_text(const model::Acceptance& accepted);

// "the acceptance by netops ended on 2027-01-31: new firewall in March", or that its date is not known; empty for the other states.
std::string acceptance_problem(AcceptanceState state, const model::Acceptance& accepted);

std::string_view to_string(AcceptanceState state);

}  // namespace wmireach::cli
