// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "analyzer/causes.hpp"

namespace wmireach::cli {

// The causes of an error in the machine's form.
std::string causes_json(const rules::Program& program, rules::FactFrame& frame, std::uint32_t code, const analyzer::Causes& causes);

}  // namespace wmireach::cli
