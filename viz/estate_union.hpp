// SPDX-License-Identifier: Apache-2.0
// Two estates as one, for a picture in which everything keeps its place. Elements are the same where their names are.
#pragma once

#include <string>
#include <vector>

#include "model/estate.hpp"
#include "viz/style.hpp"

namespace wmireach::viz {

// An element by its index in either estate; model::none where it is not there.
struct Both {
  model::Index before = model::none, after = model::none;
  Presence presence = Presence::same;
  Lines differences;  // of hosts: "os: windows-7 → windows-10"
};

// Those of the first estate in its order, then those that only the second one has.
struct EstateUnion {
  std::vector<Both> zones, hosts, domains, trusts, connections;
};

EstateUnion united(const model::Estate& before, const model::Estate& after);

// Where the element of the other estate is found: by its index there, in the union.
std::vector<model::Index> places(const std::vector<Both>& elements, model::Index Both::* side, std::size_t count);

}  // namespace wmireach::viz
