// SPDX-License-Identifier: Apache-2.0
// Requirements of a scenario, judged, and in words.
#pragma once

#include <string>
#include <vector>

#include "analyzer/requirement.hpp"
#include "cli/prediction.hpp"
#include "cli/style.hpp"

namespace wmireach::cli {

struct JudgedRequirement {
  const model::Requirement* requirement;  // of the estate
  analyzer::RequirementResult result;
  AcceptanceState acceptance = AcceptanceState::none;
};

// Every requirement of the estate, on every core.
std::vector<JudgedRequirement> judge_requirements(const rules::Program& program, const model::Estate& estate, const rules::FrameOptions& options);

// What the exit code of `check` is for one requirement.
int exit_code(const JudgedRequirement& judged);

// The more serious of two exit codes of `check`.
int worse(int a, int b);

struct LabelledLine {
  std::string label, text;
};

// What a reader is told of an acceptance: one line, or none where there is none.
std::vector<LabelledLine> acceptance_lines(AcceptanceState state, const std::optional<model::Acceptance>& accepted, bool needless);

// "must connect; 42 pairs: 40 connect, 1 fail, 1 undetermined".
std::string requirement_summary(const JudgedRequirement& judged);

// One counterexample in lines of "label", text: the pair with its verdict, then why.
std::vector<LabelledLine> counterexample_lines(const rules::Program& program, const model::Estate& estate, const model::Requirement& requirement,
                                               const analyzer::Counterexample& counterexample, const rules::FrameOptions& options);

// The block of one requirement.
std::string requirement_text(const Style& style, const rules::Program& program, const model::Estate& estate, const rules::FrameOptions& options, const JudgedRequirement& judged);

// A block for each requirement and a line with the counts; empty where there is none.
std::string requirements_text(const Style& style, const rules::Program& program, const model::Estate& estate, const rules::FrameOptions& options,
                              const std::vector<JudgedRequirement>& requirements);

}  // namespace wmireach::cli
