// SPDX-License-Identifier: Apache-2.0
// A packet capture as evidence, in builds that can read one.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "evidence/wanted.hpp"
#include "import/diagnostic.hpp"

namespace wmireach::evidence {

// `bytes` is the whole file and `file` its name. nullopt with one diagnostic: it is no capture, or this build reads none.
std::optional<Evidence> capture_evidence(std::string_view bytes, const std::string& file, const std::vector<Wanted>& wanted, import::Diagnostics& diagnostics);

}  // namespace wmireach::evidence
