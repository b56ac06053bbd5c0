// SPDX-License-Identifier: Apache-2.0
// What a look can show, and what it proves by itself, before any rule is asked.
#pragma once

#include <vector>

#include "observation/record.hpp"
#include "rules/fact_frame.hpp"

namespace wmireach::observation {

// Whether the fact had a part in what a look of this source met. A probe is its own client program: of the client it has the network, the
// clock and the account, and not the settings of DCOM or of the caller's tool. True of every derived fact but address translation.
bool shows_itself(rules::Slot s, Source source);

// What the request says and a probe carries out as well: it calls the target as the caller does. So it had a part in what was met, and is
// no matter of doubt.
bool carried_out(rules::Slot s);

// The first step in which the fact can have a part, where that is later than its stage says: what a listener is told by a bind is not seen
// by connecting, and a damaged repository is met by a login.
Step shows_from(rules::Slot s);

// Facts that follow from the looks alone: whoever answers over an IP version has it, a name that led to an address resolves, and a client whose
// packets to the endpoint mapper were captured uses DCOM over TCP.
std::vector<rules::Change> proven_facts(const Sighting& sighting, Source source);

}  // namespace wmireach::observation
