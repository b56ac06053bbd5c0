// SPDX-License-Identifier: Apache-2.0
// Domains and their trusts, as a part of an estate picture.
#pragma once

#include "model/estate.hpp"
#include "viz/dot.hpp"

namespace wmireach::viz {

// At most `limit` domains, those with the most trusts and computers first. Returns the id of one of them, for a neighbour;
// empty where there is no domain.
std::string draw_domains(Dot& dot, const model::Estate& estate, std::size_t limit);

}  // namespace wmireach::viz
