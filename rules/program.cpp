// SPDX-License-Identifier: Apache-2.0
#include "rules/program.hpp"

#include <algorithm>
#include <deque>

namespace wmireach::rules {

using model::Truth;

struct Program::Storage {
  std::vector<Node> nodes;
  std::vector<ProgramRule> rules;
  std::deque<std::string> strings;
  std::deque<std::vector<PredictedError>> errors;
  std::deque<std::vector<std::string_view>> sources;

  std::string_view keep(const std::string& s) { return strings.emplace_back(s); }

  std::int32_t append(const Condition& condition) {
    const auto shift = static_cast<std::int32_t>(nodes.size());
    for (Node n : condition.nodes) {
      if (n.left >= 0) n.left = static_cast<std::int32_t>(n.left + shift);
      if (n.right >= 0) n.right = static_cast<std::int32_t>(n.right + shift);
      nodes.push_back(n);
    }
    return static_cast<std::int32_t>(nodes.size()) - 1;
  }
};

Program compile(const Catalogue& catalogue) {
  auto storage = std::make_shared<Program::Storage>();
  for (const Rule& rule : catalogue.rules) {
    auto& sources = storage->sources.emplace_back();
    for (const Source& s : rule.sources) sources.push_back(storage->keep(s.statement));
    const auto applies = storage->append(rule.applies_when), requirement = storage->append(rule.requirement);
    storage->rules.push_back({storage->keep(rule.name), rule.stage, rule.effect, applies, requirement,
                              storage->errors.emplace_back(rule.errors), storage->keep(rule.summary), storage->keep(rule.message), sources, rule.grade});
  }
  Program program;
  program.nodes_ = storage->nodes;
  program.rules_ = storage->rules;
  program.storage_ = std::move(storage);
  return program;
}

std::uint64_t Program::hash() const {
  std::uint64_t h = 14695981039346656037ULL;
  const auto mix = [&h](std::uint64_t v) {
    for (int i = 0; i < 8; ++i, v >>= 8) h = (h ^ (v & 0xff)) * 1099511628211ULL;
  };
  for (const ProgramRule& r : rules_) {
    for (const char c : r.name) mix(static_cast<unsigned char>(c));
    mix(static_cast<std::uint64_t>(r.stage) << 8 | static_cast<std::uint64_t>(r.effect));
    for (const auto& e : r.errors) mix(static_cast<std::uint64_t>(e.code) << 8 | static_cast<std::uint64_t>(e.timing));
    for (const std::int32_t root : {r.applies_when, r.requirement}) mix(static_cast<std::uint64_t>(root));
  }
  for (const Node& n : nodes_) {
    mix(static_cast<std::uint64_t>(n.operation) << 8 | static_cast<std::uint64_t>(n.against_fact));
    mix(static_cast<std::uint64_t>(n.slot) << 16 | n.other);
    mix(static_cast<std::uint64_t>(static_cast<std::uint32_t>(n.left)) << 32 | static_cast<std::uint32_t>(n.right));
    mix(static_cast<std::uint64_t>(n.value));
  }
  return h;
}

std::vector<RuleOutcome> evaluate(const Program& program, FactFrame& frame) {
  std::vector<RuleOutcome> outcomes;
  outcomes.reserve(program.rules().size());
  for (const ProgramRule& rule : program.rules()) {
    RuleOutcome o;
    o.applies = evaluate(program.nodes(), static_cast<std::size_t>(rule.applies_when), frame);
    if (o.applies != Truth::False) o.requirement = evaluate(program.nodes(), static_cast<std::size_t>(rule.requirement), frame);
    outcomes.push_back(o);
  }
  return outcomes;
}

std::vector<Slot> missing_facts(const Program& program, const ProgramRule& rule, FactFrame& frame) {
  std::vector<Slot> missing;
  for (const std::int32_t root : {rule.applies_when, rule.requirement})
    add_missing(program.nodes(), static_cast<std::size_t>(root), frame, missing);
  std::ranges::sort(missing);
  missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
  return missing;
}

std::vector<Slot> named_facts(const Program& program, const ProgramRule& rule) {
  auto slots = slots_of(program.nodes(), static_cast<std::size_t>(rule.applies_when));
  for (const Slot s : slots_of(program.nodes(), static_cast<std::size_t>(rule.requirement)))
    if (std::ranges::find(slots, s) == slots.end()) slots.push_back(s);
  return slots;
}

std::vector<Slot> reasons(const Program& program, const ProgramRule& rule, FactFrame& frame) {
  const auto truth = [&](std::int32_t root) { return evaluate(program.nodes(), static_cast<std::size_t>(root), frame); };
  const Truth applies = truth(rule.applies_when), required = applies == Truth::False ? Truth::Unknown : truth(rule.requirement);
  if ((!applies || required) == Truth::Unknown) return named_facts(program, rule);
  std::vector<Slot> out;
  if (required != Truth::True) add_reasons(program.nodes(), static_cast<std::size_t>(rule.applies_when), frame, out);
  if (applies != Truth::False) add_reasons(program.nodes(), static_cast<std::size_t>(rule.requirement), frame, out);
  return out;
}

}  // namespace wmireach::rules
