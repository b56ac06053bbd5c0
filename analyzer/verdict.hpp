// SPDX-License-Identifier: Apache-2.0
// What is predicted of one connection. Codes and references only; sentences are made in cli/.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/stage.hpp"
#include "rules/program.hpp"

namespace wmireach::analyzer {

enum class VerdictKind : std::uint8_t {
  connects,
  fails,
  undetermined,  // facts are missing, and they decide
};
inline constexpr std::size_t verdict_kinds = 3;

enum class StageState : std::uint8_t { passed, failed, undetermined, not_reached, not_applicable };

struct StageResult {
  StageState state = StageState::not_applicable;
  std::vector<std::uint32_t> rules;  // indexes into the program, of the rules that apply or may apply
};

struct ErrorCandidate {
  std::uint32_t code = 0;
  rules::Timing timing = rules::Timing::immediate;
  std::uint32_t rule = 0;
};

// A fact that one would have to learn, and the verdicts that its values, learnt alone, would lead to.
struct MissingFact {
  rules::Slot slot = 0;
  std::vector<VerdictKind> would_give;  // sorted, without repetition; empty: not tried
  bool would_flip() const;              // one of its values alone decides the verdict
};

struct Verdict {
  VerdictKind kind = VerdictKind::undetermined;
  std::optional<model::Stage> stage;            // the first stage that surely fails
  std::optional<std::uint32_t> first_blocker;   // the rule that fails there
  std::vector<std::uint32_t> either;            // it surely fails, by one of these rules, depending on a missing fact; else empty
  bool error_is_certain = false;                // the rule that decides is certain, so the first candidate is to be expected
  std::vector<ErrorCandidate> errors;           // in stage order; more than one where an earlier stage is unknown
  std::vector<std::uint32_t> latent;            // blockers behind the first one
  std::vector<std::uint32_t> limits;            // violated rules that limit or warn
  std::vector<MissingFact> missing;
  std::vector<rules::Slot> assumptions;         // defaults and planning assumptions that rules looked at
  std::array<StageResult, model::stage_count> stages;
  std::vector<rules::RuleOutcome> outcomes;     // by rule of the program
};

std::string_view to_string(VerdictKind kind);
std::string_view to_string(StageState state);

}  // namespace wmireach::analyzer
