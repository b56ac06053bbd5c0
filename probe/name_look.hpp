// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "observation/record.hpp"
#include "probe/deadline.hpp"
#include "probe/plan.hpp"

namespace wmireach::probe {

// Resolves the target's name in each family that both ends have, and looks the addresses up in reverse. Adds the looks; returns the addresses,
// IPv6 first, as a client prefers them (RFC 6724). Of an address it returns that address, and adds no look but the reverse one.
std::vector<std::string> look_for_addresses(const Target& target, const Allowance& allowance, observation::Sighting& sighting);

}  // namespace wmireach::probe
