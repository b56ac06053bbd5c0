// SPDX-License-Identifier: Apache-2.0
// The estate: zones, computers, links, trusts, and what becomes of the requested connections.
#pragma once

#include <string>
#include <vector>

#include "analyzer/verdict.hpp"
#include "model/estate.hpp"
#include "viz/dot.hpp"

namespace wmireach::viz {

struct ConnectionLabel {
  analyzer::VerdictKind kind = analyzer::VerdictKind::undetermined;
  std::string reason;  // a word or two: the stage that fails; may be empty
  std::string detail;  // one line for the tooltip
  std::string link, shared_link;  // addresses: of the connection, and of an arrow that it shares with others; may be empty
};

struct EstateText {
  Lines title;
  std::vector<ConnectionLabel> connections;  // of the estate's connections, in their order
  std::vector<std::string> host_links, zone_links;  // an address for each host and zone of the estate; empty: no links
};

// Beyond either limit zones are drawn instead of computers, and counts instead of connections.
inline constexpr std::size_t most_hosts = 40, most_connections = 60;

// DOT. Precondition: one label for each connection of the estate.
std::string estate_picture(const model::Estate& estate, const EstateText& text);

}  // namespace wmireach::viz
