// SPDX-License-Identifier: Apache-2.0
// A verdict as text without any name of the scenario, so that two predictions compare as a whole.
#pragma once

#include <map>
#include <string>

#include "analyzer/predict.hpp"
#include "tests/generators/estates.hpp"

namespace wmireach::tests {

// Verdict, stage, blocker, latent blockers, limits, errors, missing facts, assumptions, states of the stages, truth of every rule.
std::string text_of(const rules::Program& program, const analyzer::Verdict& verdict);

// The prediction of every connection of a scenario by the built-in program, by connection id.
std::map<std::string, std::string> outcomes(const Json& scenario, bool assumptions = true);

}  // namespace wmireach::tests
