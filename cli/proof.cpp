// SPDX-License-Identifier: Apache-2.0
#include "cli/proof.hpp"

#include <stdexcept>

#include "cli/prediction.hpp"
#include "import/edit_patch.hpp"
#include "import/json_patch.hpp"
#include "import/scenario_reader.hpp"

namespace wmireach::cli {

PatchedScenario patched(LoadedScenario& loaded, const std::vector<model::Edit>& edits) {
  PatchedScenario p{import::patch_of(loaded.json, loaded.estate, edits), {}};
  import::JsonNode json = loaded.json;
  import::Diagnostics problems;
  import::apply_patch(json, p.patch, "the patch", problems);
  auto estate = import::read_scenario(json, "the patched scenario", problems);
  if (!estate) throw std::runtime_error("a patch makes a scenario that cannot be read: " + problems.front().message + " at " + problems.front().pointer);
  p.estate = std::move(*estate);
  return p;
}

analyzer::VerdictKind verdict_after(const rules::Program& program, const PatchedScenario& after, const model::Connection& before, const rules::FrameOptions& options) {
  return predict(program, after.estate, after.estate.find_connection(before.id), options).verdict.kind;
}

}  // namespace wmireach::cli
