// SPDX-License-Identifier: Apache-2.0
#include "cli/acceptance_json.hpp"

#include "rules/type.hpp"

namespace wmireach::cli {

nlohmann::ordered_json acceptance_json(AcceptanceState state, const model::Acceptance& accepted) {
  return {{"reason", accepted.reason}, {"owner", accepted.owner}, {"until", rules::write_value(rules::types::date(), accepted.until)}, {"state", to_string(state)}};
}

}  // namespace wmireach::cli
