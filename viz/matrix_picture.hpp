// SPDX-License-Identifier: Apache-2.0
// One request between many hosts: boxes of hosts, and what becomes of the connections between them. Never more than a page.
#pragma once

#include <string>

#include "analyzer/matrix.hpp"
#include "viz/dot.hpp"

namespace wmireach::viz {

enum class MatrixNodes : std::uint8_t {
  zones,    // one box for each zone
  classes,  // one box for each class of hosts that no rule can tell apart
};

// DOT. The stages at which connections fail are those of the rules of `program`.
std::string matrix_picture(const rules::Program& program, const model::Estate& estate, const analyzer::MatrixRequest& request, const analyzer::Matrix& matrix, MatrixNodes nodes,
                           const Lines& title);

}  // namespace wmireach::viz
