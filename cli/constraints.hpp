// SPDX-License-Identifier: Apache-2.0
// What a repair or a hardening may not touch, and what changes count.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analyzer/candidate_edit.hpp"

namespace wmireach::cli {

// As a command line gives them.
struct ConstraintOptions {
  std::vector<std::string> freeze;  // hosts that may not change, as host_selector.hpp has them
  std::vector<std::string> forbid;  // edits that may not be made: a fact, its first part, a kind, or a safety class
  std::vector<std::string> cost;    // "NAME=COST", in the same names
};

struct Constraints {
  std::set<model::Index> frozen;
  std::vector<std::string> forbidden;
  std::vector<std::pair<std::string, std::uint32_t>> costs;

  bool allow(const model::Estate& estate, const analyzer::CandidateEdit& candidate) const;
  std::uint32_t weight(const analyzer::CandidateEdit& candidate) const;  // at least 1
};

// Throws BadInput for what names nothing.
Constraints read_constraints(const model::Estate& estate, const ConstraintOptions& options);

}  // namespace wmireach::cli
