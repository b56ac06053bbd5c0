// SPDX-License-Identifier: Apache-2.0
// A large estate: zones with counts, one arrow for each pair of zones. Never more than a page, however large the estate.
#pragma once

#include <string>
#include <vector>

#include "viz/estate_picture.hpp"

namespace wmireach::viz {

// A link, together with its counterpart in the other direction where there is one.
struct LinkLine {
  model::Index from, to;  // zones
  bool both = false;
  Lines label, tooltip;
};
std::vector<LinkLine> link_lines(const model::Estate& estate);

std::string estate_summary(const model::Estate& estate, const EstateText& text);

}  // namespace wmireach::viz
