// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/matrix_result.hpp"
#include "cli/output_file.hpp"

namespace wmireach::cli {

// Counts, reasons, zones, releases, baselines and classes, and what becomes of each pair of classes.
void write_matrix_json(const MatrixResult& result, OutputFile& out);

}  // namespace wmireach::cli
