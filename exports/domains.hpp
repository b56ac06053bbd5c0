// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exports/survey.hpp"

namespace wmireach::exports {

// Adds the sections "domains" and "trusts". A trust counts in the direction in which some domain records it; what only the trusting side
// knows is unknown where that side was not read. A NetBIOS name that two domains have is left out, and noted.
void write_domains(Survey& survey, import::JsonNode& scenario);

}  // namespace wmireach::exports
