// SPDX-License-Identifier: Apache-2.0
#include "cli/rule_coverage.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/condition_text.hpp"

namespace wmireach::cli {
namespace {

using model::Truth;
using rules::Operation;

std::string never(const Seen& seen, const std::array<std::string_view, 3>& words) {
  std::string text;
  for (std::size_t t = 0; t < words.size(); ++t)
    if (!seen[t]) text += (text.empty() ? "" : ", ") + std::string(words[t]);
  return text;
}

ConditionCoverage* find(RuleCoverage& rule, bool applies_when, const std::string& text) {
  const auto found = std::ranges::find_if(rule.conditions, [&](const auto& c) { return c.applies_when == applies_when && c.text == text; });
  return found == rule.conditions.end() ? nullptr : &*found;
}

}  // namespace

std::size_t truth_index(Truth truth) { return truth == Truth::False ? 0 : truth == Truth::Unknown ? 1 : 2; }

Coverage::Coverage(const rules::Program& program, bool conditions) : program_(program), with_conditions_(conditions) {
  for (const auto& r : program.rules()) {
    rules_.push_back({r.name});
    if (!conditions) continue;
    list(rules_.back(), true, r.applies_when);
    list(rules_.back(), false, r.requirement);
  }
}

void Coverage::list(RuleCoverage& rule, bool applies_when, std::int32_t node) {
  const auto& n = program_.nodes()[static_cast<std::size_t>(node)];
  if (n.operation == Operation::always) return;
  if (n.operation == Operation::negation || n.operation == Operation::conjunction || n.operation == Operation::disjunction) {
    list(rule, applies_when, n.left);
    if (n.right >= 0) list(rule, applies_when, n.right);
    return;
  }
  const std::string text = condition_text(n);
  if (find(rule, applies_when, text) == nullptr) rule.conditions.push_back({applies_when, text});
}

void Coverage::look(RuleCoverage& rule, bool applies_when, std::int32_t node, rules::FactFrame& frame) {
  const auto& n = program_.nodes()[static_cast<std::size_t>(node)];
  const auto truth = [&](std::int32_t of) { return rules::evaluate(program_.nodes(), static_cast<std::size_t>(of), frame); };
  switch (n.operation) {
    case Operation::always: return;
    case Operation::negation: return look(rule, applies_when, n.left, frame);
    case Operation::conjunction:
    case Operation::disjunction:
      look(rule, applies_when, n.left, frame);
      if (truth(n.left) != (n.operation == Operation::conjunction ? Truth::False : Truth::True)) look(rule, applies_when, n.right, frame);
      return;
    default: find(rule, applies_when, condition_text(n))->seen[truth_index(truth(node))] = true;
  }
}

void Coverage::note(const analyzer::Verdict& v, rules::FactFrame& frame) {
  ++connections_;
  for (std::size_t i = 0; i < v.outcomes.size(); ++i) {
    const bool applies = v.outcomes[i].applies != Truth::False;
    (applies ? rules_[i].applied : rules_[i].not_applied) = true;
    if (applies) rules_[i].seen[truth_index(v.outcomes[i].truth())] = true;
    if (!with_conditions_) continue;
    look(rules_[i], true, program_.rules()[i].applies_when, frame);
    if (applies) look(rules_[i], false, program_.rules()[i].requirement, frame);
  }
}

std::string coverage_text(const Coverage& coverage, bool conditions) {
  // Who tries a single scenario does not want to read of every rule that it does not touch.
  constexpr std::size_t most_rules = 20;
  std::size_t full = 0, count = 0, full_conditions = 0;
  std::string lacking;
  for (const auto& rule : coverage.rules()) {
    const std::string never_seen = never(rule.seen, {"violated", "unknown", "holds"});
    std::string below;
    for (const auto& c : rule.conditions) {
      ++count;
      const std::string never_true = never(c.seen, {"false", "unknown", "true"});
      if (never_true.empty()) ++full_conditions;
      else below += fmt::format("    {} {}: never {}\n", c.applies_when ? "applies when" : "requires", c.text, never_true);
    }
    if (never_seen.empty()) ++full;
    if (!never_seen.empty()) lacking += fmt::format("  {}: never {}\n", rule.rule, never_seen);
    else if (!below.empty()) lacking += fmt::format("  {}\n", rule.rule);
    lacking += below;
  }
  std::string text = fmt::format("rules: {} of {} exercised in all three truths\n", full, coverage.rules().size());
  if (conditions) text += fmt::format("conditions: {} of {} seen true, false and unknown, over {} connection{}\n", full_conditions, count, coverage.connections(), coverage.connections() == 1 ? "" : "s");
  if (!conditions && coverage.rules().size() - full > most_rules) return text;
  return text + lacking;
}

}  // namespace wmireach::cli
