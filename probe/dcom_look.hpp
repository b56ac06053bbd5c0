// SPDX-License-Identifier: Apache-2.0
// The steps of a WMI connection over DCOM, from TCP 135 to the login to the namespace. It asks and logs in, and gives back what it was handed;
// no method of WMI is ever called.
#pragma once

#include <string>
#include <vector>

#include "observation/record.hpp"
#include "probe/deadline.hpp"
#include "probe/plan.hpp"
#include "probe/security.hpp"

namespace wmireach::probe {

// Adds a look for each step to the sighting. `addresses` are those that the target's name led to, tried in this order.
void look_by_dcom(const Target& target, const std::vector<std::string>& addresses, const Credentials& credentials, bool authenticate, const Allowance& allowance, observation::Sighting& sighting);

}  // namespace wmireach::probe
