// SPDX-License-Identifier: Apache-2.0
// The JSON Schemas (draft-07) of the files that the program reads and writes, generated from the vocabulary.
#pragma once

#include <array>
#include <string>

namespace wmireach::cli {

// Each is one JSON text with a final line break; the same program always gives the same text.
std::string scenario_schema();
std::string rule_schema();
std::string result_schema();
std::string matrix_schema();
std::string fix_schema();
std::string harden_schema();
std::string diff_schema();
std::string coverage_schema();
std::string facts_schema();
std::string observations_schema();
std::string probe_schema();

// What `wmireach schema` calls them, and the file below schemas/ is named after.
struct NamedSchema {
  const char* name;
  std::string (*text)();
};
inline constexpr std::array named_schemas{NamedSchema{"scenario", scenario_schema}, NamedSchema{"rule", rule_schema}, NamedSchema{"result", result_schema}, NamedSchema{"matrix", matrix_schema},
                                          NamedSchema{"fix", fix_schema}, NamedSchema{"harden", harden_schema}, NamedSchema{"diff", diff_schema},
                                          NamedSchema{"coverage", coverage_schema}, NamedSchema{"facts", facts_schema},
                                          NamedSchema{"observations", observations_schema}, NamedSchema{"probe", probe_schema}};

}  // namespace wmireach::cli
