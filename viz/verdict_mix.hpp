// SPDX-License-Identifier: Apache-2.0
// Many connections behind one arrow or box.
#pragma once

#include "analyzer/matrix_counts.hpp"
#include "viz/dot.hpp"

namespace wmireach::viz {

// "12,345".
std::string grouped_digits(std::uint64_t n);

// "× FAILS 12", "? undetermined 3", "connects 4": what an architect looks for first, first.
Lines count_lines(const analyzer::VerdictCounts& counts);

// The line says the worst of what the arrow stands for.
Attributes mix_look(const analyzer::VerdictCounts& counts);

}  // namespace wmireach::viz
