// SPDX-License-Identifier: Apache-2.0
// The whole result as one HTML page.
#include "cli/commands.hpp"
#include "cli/html_report.hpp"

namespace wmireach::cli {

int report(const Options& options, const std::string& scenario) {
  RuleSet rules(options);
  const model::Estate estate = load_scenario_with(rules.program(), scenario, {.files = options.overlays});
  write_output(options.output, html_report(rules, {{estate, scenario}}, frame_options(options), {.pictures = options.pictures}));
  return as_expected;
}

}  // namespace wmireach::cli
