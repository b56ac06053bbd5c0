// SPDX-License-Identifier: Apache-2.0
// A scenario that says what was observed, so that `check` explains what really happened.
#pragma once

#include <string>
#include <vector>

#include "cli/compared.hpp"

namespace wmireach::cli {

struct ObservedMerge {
  import::JsonNode json;           // the scenario with the observed facts
  std::size_t facts = 0;           // that are stated now, and were not before
  std::size_t unknown = 0;         // that were assumed and are stated to be unknown now
  std::vector<std::string> notes;  // what stays as it is and why
};

// Where both agree, what was only assumed and has to be so becomes a stated fact. Where they differ and one single change explains it, that
// change is made; where several do, those of them that nobody stated become unknown, and what the scenario states stays, with a note.
// `record` is the name that "found_in" gives. `loaded` is as before afterwards.
ObservedMerge merge_observed(LoadedScenario& loaded, const std::vector<Compared>& compared, const std::string& record);

}  // namespace wmireach::cli
