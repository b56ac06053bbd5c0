// SPDX-License-Identifier: Apache-2.0
// What a client tool makes of an error code, where that is not the code itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "rules/fact_frame.hpp"

namespace wmireach::cli {

// "run-time error 70, Permission denied" for 0x80070005 in a script. General knowledge: no document was read for it.
// nullopt: the tool shows the code, the tool is not known, or nothing is known of it.
std::optional<std::string> shown_as(rules::FactFrame& frame, std::uint32_t code);

}  // namespace wmireach::cli
