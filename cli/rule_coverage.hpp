// SPDX-License-Identifier: Apache-2.0
// Which rules a set of scenarios exercises, and which conditions of them. Connections count; pairs of requirements do not.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "analyzer/verdict.hpp"
#include "rules/fact_frame.hpp"

namespace wmireach::cli {

// In which truths something was seen, by truth_index().
using Seen = std::array<bool, 3>;
std::size_t truth_index(model::Truth truth);

struct ConditionCoverage {
  bool applies_when = false;  // else it belongs to what the rule requires
  std::string text;
  Seen seen{};
};

struct RuleCoverage {
  std::string_view rule;
  Seen seen{};  // while it applied: violated, unknown, holds
  bool applied = false, not_applied = false;
  std::vector<ConditionCoverage> conditions;  // in the order of the rule's text; one that stands there twice is one
};

class Coverage {
 public:
  // Without conditions they are neither listed nor counted, which costs nothing.
  Coverage(const rules::Program& program, bool conditions);

  // An evaluation stops where its truth is certain; a condition counts where it was looked at.
  void note(const analyzer::Verdict& verdict, rules::FactFrame& frame);

  const std::vector<RuleCoverage>& rules() const { return rules_; }
  std::size_t connections() const { return connections_; }

 private:
  void list(RuleCoverage& rule, bool applies_when, std::int32_t node);
  void look(RuleCoverage& rule, bool applies_when, std::int32_t node, rules::FactFrame& frame);

  const rules::Program& program_;
  bool with_conditions_;
  std::vector<RuleCoverage> rules_;
  std::size_t connections_ = 0;
};

// "rules: 170 of 172 exercised in all three truths", with those that are not where they are few; with conditions all of them, their count, and which
// never had which truth.
std::string coverage_text(const Coverage& coverage, bool conditions);

std::string coverage_json(const Coverage& coverage);

}  // namespace wmireach::cli
