// SPDX-License-Identifier: Apache-2.0
#include "tests/generators/repairs.hpp"

#include "analyzer/predict.hpp"
#include "import/edit_patch.hpp"
#include "import/json_patch.hpp"
#include "import/json_writer.hpp"
#include "import/scenario_reader.hpp"
#include "rules/builtin.hpp"
#include "tests/generators/choices.hpp"

namespace wmireach::tests {

analyzer::VerdictKind verdict(const model::Estate& estate, model::Index connection) {
  rules::FactFrame frame(estate, connection);
  return analyzer::predict_and_probe_missing(rules::builtin_program(), frame, {}).kind;
}

Patched patched(const std::string& text, model::Estate& estate, const std::vector<model::Edit>& edits) {
  import::Diagnostics problems;
  Patched p{*import::parse_json(text, "scenario", problems), {}, {}};
  const auto patch = import::patch_of(p.json, estate, edits);
  note() << import::write_json(patch);
  import::apply_patch(p.json, patch, "patch", problems);
  p.estate = import::read_scenario(p.json, "patched", problems);
  if (!problems.empty()) p.problem = problems.front().message + " at " + problems.front().pointer;
  return p;
}

}  // namespace wmireach::tests
