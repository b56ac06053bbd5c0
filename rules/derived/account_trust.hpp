// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rules/fact_frame.hpp"

namespace wmireach::rules {

// Whether the trust path by which the target accepts the account uses an external trust. False where there is no path.
bool trust_path_has_external_trust(FactFrame& frame);

}  // namespace wmireach::rules
