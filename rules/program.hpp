// SPDX-License-Identifier: Apache-2.0
// The compiled form of a catalogue: flat arrays that an evaluation walks, without any of the prose.
// The built-in program is compiled when wmireach is built, so that starting costs nothing.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "rules/rule.hpp"

namespace wmireach::rules {

struct ProgramRule {
  std::string_view name;
  model::Stage stage;
  Effect effect;
  std::int32_t applies_when, requirement;  // root nodes
  std::span<const PredictedError> errors;
  std::string_view summary, message;
  std::span<const std::string_view> sources;  // statement ids
  Grade grade;
};

class Program {
 public:
  Program() = default;
  // Over arrays that outlive the program: those that the build generates.
  Program(std::span<const Node> nodes, std::span<const ProgramRule> rules) : nodes_(nodes), rules_(rules) {}

  std::span<const Node> nodes() const { return nodes_; }
  std::span<const ProgramRule> rules() const { return rules_; }

  // FNV-1a over everything that decides a verdict; part of every result.
  std::uint64_t hash() const;

  friend Program compile(const Catalogue& catalogue);

 private:
  struct Storage;
  std::shared_ptr<const Storage> storage_;  // null for the built-in program, whose arrays are static
  std::span<const Node> nodes_;
  std::span<const ProgramRule> rules_;
};

Program compile(const Catalogue& catalogue);

// What one rule says of one connection.
struct RuleOutcome {
  model::Truth applies = model::Truth::Unknown;
  model::Truth requirement = model::Truth::Unknown;  // Unknown also where the rule does not apply

  model::Truth truth() const { return !applies || requirement; }
};

// The heart: one outcome per rule, in the program's order.
std::vector<RuleOutcome> evaluate(const Program& program, FactFrame& frame);

// Facts that make the rule unknown; empty for a rule that is known. Sorted, without repetition.
std::vector<Slot> missing_facts(const Program& program, const ProgramRule& rule, FactFrame& frame);

// Facts that the rule names, in the order of its text.
std::vector<Slot> named_facts(const Program& program, const ProgramRule& rule);

// Facts that settle what the rule says of a connection; see add_reasons. Of a rule that is unknown, all that it names.
std::vector<Slot> reasons(const Program& program, const ProgramRule& rule, FactFrame& frame);

}  // namespace wmireach::rules
