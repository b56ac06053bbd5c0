// SPDX-License-Identifier: Apache-2.0
// What a request states, in a connection and in a requirement alike.
#pragma once

#include <vector>

#include "import/scenario_parts.hpp"

namespace wmireach::import {

// Hosts of one end: a name, a list of names, or a selector.
struct Ends {
  std::vector<model::Index> hosts;
  bool several = false;  // written as a list or selector, so ids carry the host names
};

Ends read_ends(ScenarioContext& context, const Cursor& cursor);

// A request of which nothing is stated yet, at this place.
model::Connection unstated_request(ScenarioContext& context, const Cursor& cursor);

// Readers of every key of a request but its ends and its id. They fill `request`, which must outlive them.
std::vector<Cursor::Reader> request_readers(ScenarioContext& context, model::Connection& request);

}  // namespace wmireach::import
