// SPDX-License-Identifier: Apache-2.0
// Firewall rules of a repair, cut down to the hosts that need them. While a repair is looked for, a rule is about every host for which it
// was considered; in the end others may be served by another rule.
#pragma once

#include "analyzer/fix.hpp"

namespace wmireach::analyzer {

// Adds the narrower rules to the candidates, and puts them into the sets. The estate is as before when it returns.
void narrow_rules(const rules::Program& program, model::Estate& estate, const std::vector<model::Index>& connections, const rules::FrameOptions& options, Fix& fix);

}  // namespace wmireach::analyzer
