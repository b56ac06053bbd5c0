// SPDX-License-Identifier: Apache-2.0
// A change of a scenario's file, applied and read again: what is predicted of it is what a user would get.
#pragma once

#include <vector>

#include "analyzer/verdict.hpp"
#include "cli/overlay.hpp"
#include "model/edit.hpp"

namespace wmireach::cli {

struct PatchedScenario {
  import::JsonNode patch;  // RFC 6902
  model::Estate estate;
};

// Throws std::runtime_error where the patched file cannot be read: a fault of this program.
PatchedScenario patched(LoadedScenario& loaded, const std::vector<model::Edit>& edits);

// The verdict of a connection of `before` in the patched estate.
analyzer::VerdictKind verdict_after(const rules::Program& program, const PatchedScenario& after, const model::Connection& before, const rules::FrameOptions& options);

}  // namespace wmireach::cli
