// SPDX-License-Identifier: Apache-2.0
// The steps of a connection over WS-Man: the listener's port, Identify without and with authentication (DMTF DSP0226, clause 11). Identify
// asks for nothing but who answers.
#pragma once

#include <string>
#include <vector>

#include "observation/record.hpp"
#include "probe/deadline.hpp"
#include "probe/plan.hpp"
#include "probe/security.hpp"

namespace wmireach::probe {

void look_by_ws_man(const Target& target, const std::vector<std::string>& addresses, const Credentials& credentials, bool authenticate, const Allowance& allowance, observation::Sighting& sighting);

}  // namespace wmireach::probe
