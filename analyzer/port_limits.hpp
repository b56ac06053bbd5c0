// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "model/estate.hpp"

namespace wmireach::analyzer {

// Where the ranges of ports begin that rules of the estate's firewalls name, and the port behind the end of each, and those of
// the ports that Windows's own rules name. Ports between two neighbours meet the same. Empty where there are too many to compare with.
std::vector<std::int64_t> port_limits(const model::Estate& estate);

}  // namespace wmireach::analyzer
