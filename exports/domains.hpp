// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exports/survey.hpp"

namespace wmireach::exports {

// Adds the sections "domains" and "trusts". A trust counts in the direction in which some domain records it; what only the trusting side
// knows is unknown where that side was not read.
void write_domains(const Survey& survey, import::JsonNode& scenario);

}  // namespace wmireach::exports
