// SPDX-License-Identifier: Apache-2.0
// Domains and their trusts, as a part of an estate picture.
#pragma once

#include "model/estate.hpp"
#include "viz/dot.hpp"

namespace wmireach::viz {

// Returns the id of a domain to stand beside; empty where there is no domain, and nothing is drawn. At most `limit` domains, those with the most trusts and computers first.
std::string draw_domains(Dot& dot, const model::Estate& estate, std::size_t limit);

}  // namespace wmireach::viz
