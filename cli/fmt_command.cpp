// SPDX-License-Identifier: Apache-2.0
// Scenario files in the one layout.
#include <fmt/format.h>

#include <iostream>

#include "cli/commands.hpp"
#include "import/scenario_layout.hpp"

namespace wmireach::cli {

// Every file is read before the first one is written. Standard input goes to standard output.
int format_scenarios(const std::vector<std::string>& paths, bool only_check) {
  struct File {
    std::string path, text;
  };
  std::vector<File> changed;
  import::Diagnostics diagnostics;
  for (const auto& path : paths) {
    const std::string text = read_input(path);
    const auto json = import::parse_json(text, path == "-" ? "<stdin>" : path, diagnostics);
    if (!json) continue;
    std::string formatted = import::scenario_layout(*json);
    if (formatted != text || (path == "-" && !only_check)) changed.push_back({path, std::move(formatted)});
  }
  if (!diagnostics.empty()) throw BadInput{std::move(diagnostics)};
  for (const auto& file : changed) {
    if (only_check) std::cout << fmt::format("{}: not in the layout of `wmireach fmt`\n", file.path);
    else write_output(file.path, file.text);
  }
  return only_check && !changed.empty() ? not_as_expected : as_expected;
}

}  // namespace wmireach::cli
