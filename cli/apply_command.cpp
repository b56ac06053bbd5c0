// SPDX-License-Identifier: Apache-2.0
// A scenario with changes made, as a file of its own.
#include "cli/commands.hpp"
#include "import/json_writer.hpp"

namespace wmireach::cli {

int apply(const Options& options, const std::string& scenario, const Overlay& overlay) {
  RuleSet rules(options);
  if (overlay.empty()) throw BadInput{{{.file = "apply", .message = "there is no change to apply", .hint = "name a patch, or add --change NAME or --set WHERE:FACT=VALUE"}}};
  const LoadedScenario loaded = load_with_json(rules.program(), scenario, overlay);  // what does not fit, or makes no scenario, is refused here
  write_output(options.output, import::write_json(loaded.json));
  return as_expected;
}

}  // namespace wmireach::cli
