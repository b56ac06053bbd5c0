// SPDX-License-Identifier: Apache-2.0
// One connection as it was seen, beside its prediction, with what may be wrong where they differ.
#pragma once

#include <string>
#include <vector>

#include "cli/overlay.hpp"
#include "cli/prediction.hpp"
#include "observation/inquiry.hpp"

namespace wmireach::cli {

// A suspect of one place of the scenario. A fact may have several values with which the prediction agrees.
struct SuspectPlace {
  std::vector<observation::Suspect> values;  // at least one
  import::JsonNode patch;                    // RFC 6902, for the first value; null where no single edit does it
};

struct Compared {
  const observation::Sighting* sighting = nullptr;
  Prediction prediction;
  observation::Comparison comparison;
  std::vector<SuspectPlace> suspects;  // the most probable first; none where both agree
  std::vector<observation::ConfirmedFact> confirmed;
};

// Of every sighting, in the order of the record. `loaded` is changed on the way and as before afterwards; the result refers to it and to
// the record. Throws BadInput for a sighting of a connection that the scenario does not have; `file` is the record's name.
std::vector<Compared> compare_record(RuleSet& rules, LoadedScenario& loaded, const observation::Record& record, const std::string& file, const rules::FrameOptions& options);

int exit_code(const std::vector<Compared>& compared);

}  // namespace wmireach::cli
