// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/matrix_result.hpp"

namespace wmireach::cli {

struct MatrixTextOptions {
  bool plain = false;         // no table; the rest is up to text_layout.hpp
  bool only_reasons = false;  // why pairs fail, and nothing else
};

// Counts, reasons, zones, releases, baselines and classes. Long tables are cut, and say so.
std::string matrix_text(const MatrixResult& result, const MatrixTextOptions& options);

}  // namespace wmireach::cli
