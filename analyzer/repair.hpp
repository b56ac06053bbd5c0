// SPDX-License-Identifier: Apache-2.0
// Remedies of the rules that a failing connection violates, each predicted again before it is shown.
#pragma once

#include <optional>
#include <vector>

#include "analyzer/verdict.hpp"
#include "rules/fact_frame.hpp"
#include "rules/rule.hpp"

namespace wmireach::analyzer {

struct Repair {
  std::uint32_t rule = 0;    // index into the program
  std::size_t remedy = 0;    // index into the rule's remedies
  VerdictKind after = VerdictKind::undetermined;
  std::optional<std::uint32_t> next_blocker;  // what fails once this is mended
};

// Only remedies that name the facts to change, and that mend their own rule, are returned.
std::vector<Repair> repairs(const rules::Program& program, const rules::Catalogue& catalogue, const Verdict& verdict,
                            const rules::FactFrame& frame, const rules::FrameOptions& options);

}  // namespace wmireach::analyzer
