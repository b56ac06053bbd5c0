// SPDX-License-Identifier: Apache-2.0
// Two predictions of one connection held against each other: what changed, and the facts that made the difference.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analyzer/verdict.hpp"
#include "rules/fact_frame.hpp"

namespace wmireach::analyzer {

enum class ChangeKind : std::uint8_t {
  opens,      // connects now, and did not surely before
  closes,     // connected before, and surely does not any more
  certainty,  // what was known is not known any more, or the other way round
  reason,     // fails in both, by another rule
  error,      // fails in both by one rule, with another error
};

// A stated fact, default or assumption that differs, below a rule whose outcome differs.
struct FactChange {
  rules::Slot slot = 0;
  model::Fact before, after;
};

struct VerdictChange {
  ChangeKind kind = ChangeKind::opens;
  std::vector<FactChange> because;  // by slot
};

// nullopt when verdict, first blocker and errors are the same.
std::optional<VerdictChange> difference(const rules::Program& program, const Verdict& before, rules::FactFrame& before_frame, const Verdict& after,
                                        rules::FactFrame& after_frame);

std::string_view to_string(ChangeKind kind);

}  // namespace wmireach::analyzer
