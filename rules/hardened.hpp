// SPDX-License-Identifier: Apache-2.0
// The value of a setting that exposes least, for those settings that open or close something.
#pragma once

#include <optional>

#include "rules/vocabulary.hpp"

namespace wmireach::rules {

// nullopt: no value of the stored fact is safer than another, or which one is depends on more than the fact.
std::optional<std::int64_t> hardened_value(Scope scope, std::uint16_t index);

}  // namespace wmireach::rules
