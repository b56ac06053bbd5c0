// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analyzer/verdict.hpp"
#include "rules/fact_frame.hpp"

namespace wmireach::analyzer {

// The verdict over the facts of one connection. The frame keeps what was looked at, for explanations.
Verdict predict(const rules::Program& program, rules::FactFrame& frame);

// The same, and for every missing fact the verdicts that its values would lead to; where they all agree, that verdict
// is settled. `options` are those of the frame.
Verdict predict_and_probe_missing(const rules::Program& program, rules::FactFrame& frame, const rules::FrameOptions& options);

// Defaults and assumptions that the rule rests on, as far as the frame has looked at them. Sorted.
std::vector<rules::Slot> assumed_facts(const rules::Program& program, const rules::ProgramRule& rule, rules::FactFrame& frame);

}  // namespace wmireach::analyzer
