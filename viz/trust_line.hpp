// SPDX-License-Identifier: Apache-2.0
// A trust as an arrow, the same in the trust map and in the picture of the estate: it leads from the trusting to the trusted
// domain, as Windows' own diagrams have it. What guards the trusting domain stands as a sign at its end of the line.
#pragma once

#include <string>

#include "model/estate.hpp"
#include "viz/dot.hpp"

namespace wmireach::viz {

Attributes trust_line(const model::Estate& estate, const model::Trust& trust);

// Rows of a legend that explain it.
std::string trust_legend_rows();

}  // namespace wmireach::viz
