// SPDX-License-Identifier: Apache-2.0
// The trust map: forests, domains and trusts, and the workgroups that a connection or a requirement speaks of.
#pragma once

#include <string>
#include <vector>

#include "model/estate.hpp"
#include "viz/dot.hpp"

namespace wmireach::viz {

struct TrustMapText {
  Lines title;
  std::vector<std::string> domain_links;  // an address for each domain of the estate; empty: no links
};

// DOT. Never more than a page, however many domains there are.
std::string trust_map(const model::Estate& estate, const TrustMapText& text);

}  // namespace wmireach::viz
