// SPDX-License-Identifier: Apache-2.0
// Things of a scenario that are not known, and what one may learn about them.
#pragma once

#include <optional>
#include <string>

#include "tests/generators/scenario_generator.hpp"

namespace wmireach::tests {

struct Lesson {
  std::string what;  // for the report of a counterexample
  Json scenario;     // with the thing stated
};

// States one thing that is unknown in the scenario: a stored fact that some connection sees, a zone, groups, a namespace, a
// trust's selectivity, or the account of a connection. A default is never replaced. Nothing where all is known, or where the
// value that was drawn contradicts what the scenario states.
std::optional<Lesson> learn_something(Choices& choices, const Json& scenario);

}  // namespace wmireach::tests
