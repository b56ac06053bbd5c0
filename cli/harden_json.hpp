// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "analyzer/harden.hpp"
#include "import/json.hpp"

namespace wmireach::cli {

// The hardening as JSON; its form is `wmireach schema harden`.
std::string harden_json(const rules::Program& program, const model::Estate& estate, const std::vector<model::Index>& required, const analyzer::Hardening& hardening,
                        const import::JsonNode& patch);

}  // namespace wmireach::cli
