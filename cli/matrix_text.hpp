// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/matrix_result.hpp"

namespace wmireach::cli {

// Counts, reasons, zones, releases, baselines and classes. Long tables are cut, and say so.
std::string matrix_text(const MatrixResult& result);

}  // namespace wmireach::cli
