// SPDX-License-Identifier: Apache-2.0
// "accepted" of a connection or a requirement.
#pragma once

#include <optional>

#include "import/scenario_parts.hpp"

namespace wmireach::import {

// Reports what is missing or wrong; then there is no value.
std::optional<model::Acceptance> read_acceptance(ScenarioContext& context, const Cursor& cursor);

}  // namespace wmireach::import
