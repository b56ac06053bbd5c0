// SPDX-License-Identifier: Apache-2.0
// Repairs of a scenario, each applied to the file's JSON, read again and predicted again before anybody sees it.
#pragma once

#include <string>
#include <vector>

#include "analyzer/fix.hpp"
#include "analyzer/opened_pairs.hpp"
#include "cli/commands.hpp"
#include "cli/overlay.hpp"
#include "cli/prediction.hpp"

namespace wmireach::cli {

// One set of changes with its proof.
struct ProvenSet {
  std::vector<const analyzer::CandidateEdit*> edits;
  bool least = true;                              // nothing cheaper does
  import::JsonNode patch;                         // RFC 6902
  std::vector<analyzer::VerdictKind> after;       // of each wanted connection, with the patch applied
  analyzer::OpenedPairs opened;
  std::vector<std::string> spoils;                // requirements that would not hold any more
  analyzer::Safety safety = analyzer::Safety::safe;  // that of its worst edit
};

struct FixPlan {
  std::vector<model::Index> wanted, guarded;      // the latter with the pairs of requirements, see required_pairs.hpp
  std::vector<Prediction> before;                 // of each wanted connection
  analyzer::Fix fix;
  std::vector<ProvenSet> sets;                    // without those that spoil a requirement
  std::vector<std::string> spoilt;                // requirements by which repairs fell out; sorted
};

// Throws BadInput for options that name nothing. `loaded` is changed while the plan is made, and as before afterwards; the plan's
// frames refer to it.
FixPlan plan_fix(RuleSet& rules, LoadedScenario& loaded, const FixOptions& fix_options, const std::vector<model::Index>& chosen, const rules::FrameOptions& options);

// All connections that fail or are undetermined.
std::vector<model::Index> not_connecting(const rules::Program& program, const model::Estate& estate, const rules::FrameOptions& options);

// Those of them that connect in `before`, by id.
std::vector<model::Index> broken_since(const rules::Program& program, const model::Estate& before, const model::Estate& estate, const rules::FrameOptions& options);

}  // namespace wmireach::cli
