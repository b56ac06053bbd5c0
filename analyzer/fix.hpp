// SPDX-License-Identifier: Apache-2.0
// The least changes that make connections work: fewest edits, then least exposure, then least effort. Exact over the edits that
// remedies and derived facts name.
//
// A rule that is violated stays violated until something that settles it changes. So every violated rule gives a clause: one of the
// edits that may change that has to be made, or one of those already made undone. A choice under all clauses so far is applied and
// every connection that it reaches is decided again; that gives more clauses, until none is violated. A choice that is cheapest
// under the clauses is a lower bound, so one that is, and works, is the least.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "analyzer/candidate_edit.hpp"
#include "analyzer/verdict.hpp"

namespace wmireach::analyzer {

struct FixRequest {
  std::vector<model::Index> wanted;      // connections that have to work
  std::vector<model::Index> guarded;     // connections that work now and have to go on
  std::size_t alternatives = 1;          // how many change sets to look for; none holds another
  std::function<bool(const CandidateEdit&)> allowed;          // empty: every one
  std::function<std::uint32_t(const CandidateEdit&)> weight;  // what an edit counts, at least 1; empty: 1 each
  unsigned threads = 1;                  // to decide connections; the result does not depend on it
  std::size_t rounds = 400;              // of choosing and deciding again, for each change set
};

struct ChangeSet {
  std::vector<std::uint32_t> edits;  // indexes into Fix::candidates, sorted
  bool proven_least = true;          // false: the search was cut short before nothing cheaper was left
};

struct Fix {
  std::vector<CandidateEdit> candidates;     // every edit that was considered
  std::vector<ChangeSet> sets;               // the cheapest first; one without edits where nothing is to be done
  std::vector<std::uint32_t> beyond_repair;  // positions in `wanted` that no allowed edits mend
  // Positions in `wanted` whose known blockers are gone after each set, while missing facts that no edit decides leave them undetermined.
  std::vector<std::uint32_t> only_known_blockers;
  bool cut_short = false;                    // more sets may exist
};

// The estate is changed while the search runs, and is as before when it returns.
Fix fix(const rules::Program& program, const RemedyIndex& remedies, model::Estate& estate, const FixRequest& request, const rules::FrameOptions& options);

}  // namespace wmireach::analyzer
