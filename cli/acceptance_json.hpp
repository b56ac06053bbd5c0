// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "cli/acceptance.hpp"

namespace wmireach::cli {

// "accepted" of a connection or requirement of the result; its form is `wmireach schema result`.
nlohmann::ordered_json acceptance_json(AcceptanceState state, const model::Acceptance& accepted);

}  // namespace wmireach::cli
