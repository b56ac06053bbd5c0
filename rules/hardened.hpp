// SPDX-License-Identifier: Apache-2.0
// The value of a setting that exposes least, for those settings that open or close something.
#pragma once

#include <optional>

#include "rules/fact_frame.hpp"

namespace wmireach::rules {

// nullopt: no value of the stored fact is safer than another, which one is depends on more than the fact, or the release of the host
// is not known to have the setting.
std::optional<std::int64_t> hardened_value(FactFrame& frame, Slot s);

}  // namespace wmireach::rules
