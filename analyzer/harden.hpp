// SPDX-License-Identifier: Apache-2.0
// The other direction of a repair: everything that can be tightened while every required connection goes on.
//
// All edits are made at once; whatever a connection that breaks has read gives a clause: one of the edits behind it has to be left
// out. The cheapest choice of edits to leave out, under all clauses so far, is tried next, until nothing breaks.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "analyzer/tightening.hpp"

namespace wmireach::analyzer {

// An opening that stays.
struct KeptOpen {
  std::uint32_t edit = 0;               // index into Hardening::candidates
  model::Index connection = 0;          // it would break, with everything else tightened
  std::optional<std::uint32_t> rule;    // by this rule; none: it would be undetermined
};

struct Hardening {
  std::vector<CandidateEdit> candidates;
  std::vector<std::uint32_t> tightened;  // sorted; most edits, and among those the ones that close most
  std::vector<KeptOpen> kept;
  bool proven_largest = true;
  bool found = true;                     // false: the search was cut short; nothing is proposed
};

// `required` connect now. The estate is as before when this returns.
Hardening harden(const rules::Program& program, model::Estate& estate, const std::vector<model::Index>& required, const rules::FrameOptions& options,
                 const std::function<bool(const CandidateEdit&)>& allowed, std::size_t rounds = 1000);

}  // namespace wmireach::analyzer
