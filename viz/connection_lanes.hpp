// SPDX-License-Identifier: Apache-2.0
// The computers, firewalls and links between the two ends, and what each does to the ports of a stage.
#pragma once

#include <optional>

#include "viz/connection_path.hpp"

namespace wmireach::viz {

struct Gate {
  std::size_t lane;
  model::Truth open;
  std::string text;
};

std::vector<Lane> lanes_of(rules::FactFrame& frame, bool with_callback);

// In the order in which the connection meets them; empty for stages that knock at no port.
std::vector<Gate> gates_of(rules::FactFrame& frame, const std::vector<Lane>& lanes, model::Stage stage);

std::string stage_ports(rules::FactFrame& frame, model::Stage stage);  // "TCP 135"; empty for stages without a port

std::string link_name(const model::Estate& estate, model::Index from, model::Index to);  // "office → dmz"

std::optional<std::size_t> find_lane(const std::vector<Lane>& lanes, LaneKind kind);

}  // namespace wmireach::viz
