// SPDX-License-Identifier: Apache-2.0
// One connection, predicted: its facts, its verdict, and how that compares with what was expected.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "analyzer/predict.hpp"
#include "cli/acceptance.hpp"
#include "cli/session.hpp"

namespace wmireach::cli {

struct Prediction {
  std::unique_ptr<rules::FactFrame> frame;
  analyzer::Verdict verdict;
  std::unique_ptr<const model::Connection> own = nullptr;  // the request, where it is none of the estate's
};

Prediction predict(const rules::Program& program, const model::Estate& estate, model::Index connection, const rules::FrameOptions& options);

// Of a request that the estate need not list.
Prediction predict(const rules::Program& program, const model::Estate& estate, model::Connection request, const rules::FrameOptions& options);

// One line for each part of the expectation that is not met; empty when all is as expected, or nothing is expected.
std::vector<std::string> unmet_expectations(const rules::Program& program, const Prediction& prediction);

AcceptanceState acceptance_state(const Prediction& prediction);

// What the exit code of `check` is for one connection.
int exit_code(const rules::Program& program, const Prediction& prediction);

// It does what is expected, or connects where nothing is; whatever the scenario accepts.
bool is_as_it_should_be(const rules::Program& program, const Prediction& prediction);

// "fails at dcom-activation, uac-filters-local-administrator, 0x80070005".
std::string found_text(const rules::Program& program, const Prediction& prediction);

}  // namespace wmireach::cli
