// SPDX-License-Identifier: Apache-2.0
// The named changes of rules/changes/, as the command line asks for them.
#pragma once

#include <string>

#include "import/change_set.hpp"
#include "import/json.hpp"
#include "model/estate.hpp"
#include "rules/fact_frame.hpp"

namespace wmireach::cli {

const std::vector<import::ChangeSet>& change_sets();

// The merge patch that "NAME[@WHERE][=VALUE]" means for the scenario of this estate; WHERE is a host or a selector
// (host_selector.hpp), left out: every host. `options` says what is taken for known of a host beyond what is stated. A change that
// leaves every host as it is says so on standard error. Throws BadInput.
import::JsonNode change_patch(const model::Estate& estate, const std::string& text, const rules::FrameOptions& options);

}  // namespace wmireach::cli
