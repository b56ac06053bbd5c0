// SPDX-License-Identifier: Apache-2.0
// The condition language: what must hold, as data. Grammar and meaning: docs/condition-language.md.
//
//   condition  = disjunction
//   disjunction = conjunction { "or" conjunction }
//   conjunction = negation { "and" negation }
//   negation   = "not" negation | primary
//   primary    = "(" condition ")" | name [ comparison ]
//   comparison = ( "==" | "!=" | "<" | "<=" | ">" | ">=" ) operand | "in" "{" literal { "," literal } "}" | "contains" literal
//
// A name is a fact, or a shared definition, which stands for its own condition. An operand is a literal or a fact of the same type.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/truth.hpp"
#include "rules/fact_frame.hpp"

namespace wmireach::rules {

enum class Operation : std::uint8_t { always, fact, equal, not_equal, less, less_equal, greater, greater_equal, in, contains, negation, conjunction, disjunction };

// One node of a condition. Children stand before their parent; indexes count from the start of the same array.
struct Node {
  Operation operation = Operation::always;
  bool against_fact = false;      // comparisons: the right side is `other`, not `value`
  Slot slot = 0, other = 0;
  std::int32_t left = -1, right = -1;
  std::int64_t value = 0;         // literal; for `in` the bit set of the values, for `contains` the bit
};

struct Condition {
  std::string text;
  std::vector<Node> nodes;        // the last one is the root; never empty

  static Condition always();
};

struct ConditionError {
  std::size_t offset = 0, length = 1;  // in bytes of the text
  std::string message;
  std::string hint;                    // may be empty
};

using Definitions = std::map<std::string, Condition, std::less<>>;

// Parses and checks against the vocabulary. All errors that can be told apart are returned.
std::variant<Condition, std::vector<ConditionError>> parse_condition(std::string_view text, const Definitions& definitions);

// Truth of the node `root` over the facts of one connection.
model::Truth evaluate(std::span<const Node> nodes, std::size_t root, FactFrame& frame);

// The same, over the watched facts of many pairs: a part of the condition that looks at one end alone counts as one input.
model::Truth evaluate(std::span<const Node> nodes, std::size_t root, FactFrame& frame, Watch& watch);

// Slots that the condition names, in order, without repetition.
std::vector<Slot> slots_of(std::span<const Node> nodes, std::size_t root);

// Adds facts that settle the truth of `root`: while they stay as they are, so does it. Of several false parts of a conjunction, or true
// ones of a disjunction, the first is enough.
void add_reasons(std::span<const Node> nodes, std::size_t root, FactFrame& frame, std::vector<Slot>& out);

// Adds the facts that make `root` unknown: those of its unknown branches. Sorted by the caller.
void add_missing(std::span<const Node> nodes, std::size_t root, FactFrame& frame, std::vector<Slot>& out);

}  // namespace wmireach::rules
