// SPDX-License-Identifier: Apache-2.0
// One line for each result, RFC 4180, with a header.
#include <fmt/format.h>

#include "cli/csv_text.hpp"
#include "cli/run_formats.hpp"

namespace wmireach::cli {

std::string csv_report(const Run& run) {
  std::string text = "file,line,id,state,verdict,stage,rule,error,message,accepted\n";
  for (const auto& suite : run.suites)
    for (const auto& r : suite.results)
      text += fmt::format("{},{},{},{},{},{},{},{},{},{}\n", csv_field(r.where.file), r.where.line, csv_field(r.id), to_string(r.state), r.verdict, r.stage, csv_field(r.blocker), r.error,
                          csv_field(r.message), csv_field(r.accepted));
  return text;
}

}  // namespace wmireach::cli
