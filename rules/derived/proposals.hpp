// SPDX-License-Identifier: Apache-2.0
// What would change a derived fact: the entry to add, the group to join, the link to open, the trust to make.
#pragma once

#include <vector>

#include "model/edit.hpp"
#include "rules/fact_frame.hpp"

namespace wmireach::rules {

// Edits of the graph that can give the derived fact another value; none for stored facts, which are set themselves. None either
// where a list is not known: it has to be found out before it is changed.
std::vector<model::Edit> proposals(FactFrame& frame, Slot s);

// What an edit of the graph exposes, or stops exposing, and how much it takes: a setting takes 1, what another team does more.
struct EditWeight {
  Exposure exposure = Exposure::narrow;
  std::uint32_t effort = 1;
};
EditWeight weight_of(const model::Edit& edit);

// Whether the release of the host can have the value at all: no service pack and no edition that was never published for it.
bool can_be(FactFrame& frame, Slot s, std::int64_t value);

// Whether the edit may reach the fact `s` of this frame by another way than through the facts that `s` was computed from. `hosts`
// are those that the edit changes, sorted. True where in doubt.
bool may_change(const model::Edit& edit, const std::vector<model::Index>& hosts, FactFrame& frame, Slot s);

}  // namespace wmireach::rules
