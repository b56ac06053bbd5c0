// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "rules/type.hpp"

namespace wmireach::analyzer {

// Values worth trying for a fact: all of a boolean, an enumeration or a small range of numbers; none where there are too many.
std::vector<std::int64_t> values_to_try(const rules::Type& type);

}  // namespace wmireach::analyzer
