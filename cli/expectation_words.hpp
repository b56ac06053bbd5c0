// SPDX-License-Identifier: Apache-2.0
// What is expected of a connection and what is predicted of it, in words that nobody takes for the state of a test.
#pragma once

#include <string>

#include "cli/prediction.hpp"

namespace wmireach::cli {

// "it fails at dcom-activation by uac-filters-local-administrator, with 0x80070005".
std::string expected_words(const model::Expectation& expectation);
std::string predicted_words(const rules::Program& program, const Prediction& prediction);

// "it connects", "it fails", "it cannot be told whether it connects".
std::string verdict_words(std::string_view verdict);

}  // namespace wmireach::cli
