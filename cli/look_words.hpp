// SPDX-License-Identifier: Apache-2.0
// Looks in words.
#pragma once

#include <string>
#include <string_view>

#include "observation/record.hpp"

namespace wmireach::cli {

// "TCP 135 of 192.0.2.10: connection refused"; one line, with what the peer or a library said at the end.
std::string look_text(const observation::Look& look);

// No answer came, as where packets are dropped.
bool is_silence(const observation::Look& look);

// What may be behind a look that failed, where no fact of the scenario explains it; empty where nothing is known to say.
std::string_view other_explanation(const observation::Look& look);

}  // namespace wmireach::cli
