// SPDX-License-Identifier: Apache-2.0
// What a connection meets, in order: the lanes are computers and firewalls from left to right, the rows are stages from
// top to bottom. Says which element each rule speaks of; draws nothing.
#pragma once

#include <vector>

#include "analyzer/verdict.hpp"
#include "rules/fact_frame.hpp"
#include "viz/style.hpp"

namespace wmireach::viz {

enum class LaneKind : std::uint8_t { client, client_firewall, link, target_firewall, target, third };

struct Lane {
  LaneKind kind;
  model::Index from_zone = model::none, to_zone = model::none;  // of link lanes; none where a host's zone is not stated
  bool linked = true;                                           // false: no link leads between these zones
};

enum class CellKind : std::uint8_t {
  box,       // a stage, or a firewall that the stage meets
  waypoint,  // where the path of a row sets out or arrives
  passing,   // on the way, and nothing is judged here
};

struct Cell {
  std::size_t lane = 0;
  Mark mark = Mark::plain;
  CellKind kind = CellKind::box;
  std::string text;                  // for gates: the ports and what happens to them
  std::vector<std::uint32_t> rules;  // what decides the mark; indexes into the program
};

struct Row {
  model::Stage stage;
  std::vector<Cell> cells;  // in the order in which the connection meets them
  std::string ports;        // for stages that knock at a port
};

struct ConnectionPath {
  std::vector<Lane> lanes;
  std::vector<Row> rows;  // only stages that apply
};

ConnectionPath connection_path(const rules::Program& program, const analyzer::Verdict& verdict, rules::FactFrame& frame);

}  // namespace wmireach::viz
