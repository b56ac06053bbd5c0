// SPDX-License-Identifier: Apache-2.0
// The JSON Schemas (draft-07) of the files that the program reads and writes, generated from the vocabulary.
#pragma once

#include <string>

namespace wmireach::cli {

// Each is one JSON text with a final line break; the same program always gives the same text.
std::string scenario_schema();
std::string rule_schema();
std::string result_schema();
std::string matrix_schema();

}  // namespace wmireach::cli
