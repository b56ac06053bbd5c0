// SPDX-License-Identifier: Apache-2.0
#include "rules/condition.hpp"

#include <algorithm>

namespace wmireach::rules {

using model::Truth;

Condition Condition::always() { return {"", {Node{}}}; }

namespace {

// A fact that is compared with a literal.
const model::Fact& beside_literal(const Node& n, FactFrame& frame) {
  const bool has_lower_limit = n.operation != Operation::less_equal && n.operation != Operation::greater;
  const bool has_upper_limit = n.operation != Operation::less && n.operation != Operation::greater_equal;
  if (has_lower_limit) frame.get_to_compare(n.slot, n.value);
  if (has_upper_limit && n.value < INT64_MAX) frame.get_to_compare(n.slot, n.value + 1);
  return frame.get_to_compare(n.slot, n.value);
}

Truth compare(const Node& n, FactFrame& frame) {
  const model::Fact& left = n.against_fact ? frame.get(n.slot) : frame.watched() ? beside_literal(n, frame) : frame.get(n.slot);
  // Both sides are read, so that both count as missing when neither is known.
  const model::Fact right = n.against_fact ? frame.get(n.other) : model::Fact{true, n.value, {}};
  if (!left.known || !right.known) return Truth::Unknown;
  switch (n.operation) {
    case Operation::equal: return model::truth(left.value == right.value);
    case Operation::not_equal: return model::truth(left.value != right.value);
    case Operation::less: return model::truth(left.value < right.value);
    case Operation::less_equal: return model::truth(left.value <= right.value);
    case Operation::greater: return model::truth(left.value > right.value);
    default: return model::truth(left.value >= right.value);
  }
}

bool is_leaf(Operation o) { return o != Operation::negation && o != Operation::conjunction && o != Operation::disjunction; }

}  // namespace

namespace {

// `visit` gives the truth of a child.
template <class Visit>
Truth truth_of(const Node& n, FactFrame& frame, Visit visit) {
  switch (n.operation) {
    case Operation::always: return Truth::True;
    case Operation::negation: return !visit(static_cast<std::size_t>(n.left));
    case Operation::conjunction: {
      const Truth left = visit(static_cast<std::size_t>(n.left));
      return left == Truth::False ? left : left && visit(static_cast<std::size_t>(n.right));
    }
    case Operation::disjunction: {
      const Truth left = visit(static_cast<std::size_t>(n.left));
      return left == Truth::True ? left : left || visit(static_cast<std::size_t>(n.right));
    }
    case Operation::fact: {
      const model::Fact& f = frame.get(n.slot);
      return f.known ? model::truth(f.value != 0) : Truth::Unknown;
    }
    case Operation::in: {
      const model::Fact& f = frame.get(n.slot);
      return f.known ? model::truth(((n.value >> f.value) & 1) != 0) : Truth::Unknown;
    }
    case Operation::contains: {
      const model::Fact& f = frame.get(n.slot);
      return f.known ? model::truth(((f.value >> n.value) & 1) != 0) : Truth::Unknown;
    }
    default: return compare(n, frame);
  }
}

}  // namespace

Truth evaluate(std::span<const Node> nodes, std::size_t root, FactFrame& frame) {
  return truth_of(nodes[root], frame, [&](std::size_t child) { return evaluate(nodes, child, frame); });
}

Truth evaluate(std::span<const Node> nodes, std::size_t root, FactFrame& frame, Watch& watch) {
  const auto mark = watch.enter();
  const Truth t = truth_of(nodes[root], frame, [&](std::size_t child) { return evaluate(nodes, child, frame, watch); });
  const bool has_number = root <= UINT16_MAX;
  watch.leave(mark, has_number ? std::optional(Input{InputKind::truth, no_side, static_cast<std::uint16_t>(root)}) : std::nullopt);
  return t;
}

std::vector<Slot> slots_of(std::span<const Node> nodes, std::size_t root) {
  std::vector<Slot> out;
  const auto add = [&](Slot s) {
    if (std::find(out.begin(), out.end(), s) == out.end()) out.push_back(s);
  };
  const auto visit = [&](auto&& self, std::size_t i) -> void {
    const Node& n = nodes[i];
    if (!is_leaf(n.operation)) {
      self(self, static_cast<std::size_t>(n.left));
      if (n.right >= 0) self(self, static_cast<std::size_t>(n.right));
    } else if (n.operation != Operation::always) {
      add(n.slot);
      if (n.against_fact) add(n.other);
    }
  };
  visit(visit, root);
  return out;
}

void add_reasons(std::span<const Node> nodes, std::size_t root, FactFrame& frame, std::vector<Slot>& out) {
  const Node& n = nodes[root];
  if (is_leaf(n.operation)) {
    if (n.operation == Operation::always) return;
    out.push_back(n.slot);
    if (n.against_fact) out.push_back(n.other);
    return;
  }
  const auto part = [&](std::int32_t child) { add_reasons(nodes, static_cast<std::size_t>(child), frame, out); };
  if (n.operation == Operation::negation) return part(n.left);
  const Truth decides = n.operation == Operation::conjunction ? Truth::False : Truth::True;
  if (evaluate(nodes, static_cast<std::size_t>(n.left), frame) == decides) return part(n.left);
  if (evaluate(nodes, static_cast<std::size_t>(n.right), frame) == decides) return part(n.right);
  part(n.left);
  part(n.right);
}

void add_missing(std::span<const Node> nodes, std::size_t root, FactFrame& frame, std::vector<Slot>& out) {
  const Node& n = nodes[root];
  if (evaluate(nodes, root, frame) != Truth::Unknown) return;
  if (!is_leaf(n.operation)) {
    add_missing(nodes, static_cast<std::size_t>(n.left), frame, out);
    if (n.right >= 0) add_missing(nodes, static_cast<std::size_t>(n.right), frame, out);
    return;
  }
  for (const Slot s : frame.missing(n.slot)) out.push_back(s);
  if (n.against_fact)
    for (const Slot s : frame.missing(n.other)) out.push_back(s);
}

}  // namespace wmireach::rules
