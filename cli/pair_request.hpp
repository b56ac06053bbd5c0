// SPDX-License-Identifier: Apache-2.0
// Requests that a command line names, beyond the connections of a scenario.
#pragma once

#include <string>

#include "model/estate.hpp"

namespace wmireach::cli {

// The request of a requirement between two of its hosts; its id is "REQUIREMENT/CLIENT/TARGET".
model::Connection pair_request(const model::Estate& estate, const model::Requirement& requirement, model::Index from, model::Index to);

// The connection with this id, or the request of a requirement's pair. Throws BadInput like find_connection.
model::Connection find_request(const model::Estate& estate, const std::string& id, const std::string& file);

}  // namespace wmireach::cli
