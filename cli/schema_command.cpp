// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.hpp"
#include "cli/schema_text.hpp"

namespace wmireach::cli {

int schema(const Options& options, const std::string& which) {
  write_output(options.output, which == "rule" ? rule_schema() : which == "result" ? result_schema() : which == "matrix" ? matrix_schema() : scenario_schema());
  return as_expected;
}

}  // namespace wmireach::cli
