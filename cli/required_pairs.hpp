// SPDX-License-Identifier: Apache-2.0
// What the requirements of a scenario mean for its repairs: pairs that have to go on working, and requirements that have to go on holding.
#pragma once

#include <string>
#include <vector>

#include "cli/proof.hpp"
#include "rules/fact_frame.hpp"

namespace wmireach::cli {

// Adds a connection for each pair of each requirement that pairs connect, with the id REQUIREMENT/CLIENT/TARGET and no place in the
// file. A requirement of more than `most` pairs adds none: it is held against the result only. Frames over the estate end to be valid.
void add_required_pairs(model::Estate& estate, std::uint64_t most = 20'000);

// Whether the connection was added by the function above.
bool is_required_pair(const model::Connection& connection);

// Ids of requirements that hold in `before` and do not in `after`.
std::vector<std::string> requirements_spoilt(const rules::Program& program, const model::Estate& before, const model::Estate& after, const rules::FrameOptions& options);

}  // namespace wmireach::cli
