// SPDX-License-Identifier: Apache-2.0
// From an error that was seen back to the rules that could have led to it in this estate.
#pragma once

#include <cstdint>
#include <vector>

#include "analyzer/verdict.hpp"
#include "rules/fact_frame.hpp"

namespace wmireach::analyzer {

enum class CauseState : std::uint8_t {
  certain,           // the rule is violated by what is known
  open,              // facts are missing that would violate it
  wrong_assumption,  // it holds by a default or an assumption; another value of that would violate it
};

struct Cause {
  std::uint32_t rule = 0;            // index into the program
  CauseState state = CauseState::certain;
  bool seen_first = true;            // false: a blocker in front of it would show its own error
  std::size_t code_rank = 0;         // place of the code among the rule's errors, the most likely first
  std::vector<rules::Change> if_so;  // single facts with a value that would make this rule the first blocker
};

struct Causes {
  std::vector<Cause> ranked;            // certain ones first, then open ones, then wrong assumptions; within these in stage order
  std::vector<std::uint32_t> excluded;  // rules that predict the code and cannot be violated by any one unknown or assumed fact
};

Causes causes_of(const rules::Program& program, const model::Estate& estate, model::Index connection, const rules::FrameOptions& options,
                 std::uint32_t code);

std::string_view to_string(CauseState state);

}  // namespace wmireach::analyzer
