// SPDX-License-Identifier: Apache-2.0
// Unit clauses and dominated items go first, which settles most of what estates bring; what is left falls into independent parts,
// each searched by branch and bound.
#include "analyzer/least_choice.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "analyzer/choice_search.hpp"

namespace wmireach::analyzer {
namespace {

using Item = std::uint32_t;
enum class State : std::int8_t { open, in, out };

bool holds(const Clause& c, const std::vector<State>& state) {
  return std::ranges::any_of(c.chosen, [&](Item i) { return state[i] == State::in; }) ||
         std::ranges::any_of(c.left_out, [&](Item i) { return state[i] == State::out || std::ranges::binary_search(c.chosen, i); });
}

// What is still open of the clauses after the decided items are put in.
std::vector<Clause> remaining(const std::vector<Clause>& clauses, const std::vector<State>& state) {
  std::vector<Clause> out;
  for (const Clause& c : clauses) {
    if (holds(c, state)) continue;
    Clause rest;
    for (const Item i : c.chosen)
      if (state[i] == State::open) rest.chosen.push_back(i);
    for (const Item i : c.left_out)
      if (state[i] == State::open) rest.left_out.push_back(i);
    out.push_back(std::move(rest));
  }
  std::ranges::sort(out, {}, [](const Clause& c) { return std::tie(c.chosen, c.left_out); });
  out.erase(std::ranges::unique(out).begin(), out.end());
  return out;
}

// An item that satisfies no more clauses than a cheaper or equal one, and hurts none by staying out, is not needed.
void leave_out_dominated(const std::vector<std::uint64_t>& costs, const std::vector<Clause>& clauses, std::vector<State>& state) {
  std::vector<std::vector<std::uint32_t>> of_item(costs.size());
  std::vector<bool> hurts(costs.size(), false);
  for (std::uint32_t c = 0; c < clauses.size(); ++c) {
    for (const Item i : clauses[c].chosen) of_item[i].push_back(c);
    for (const Item i : clauses[c].left_out) hurts[i] = true;
  }
  for (Item weak = 0; weak < costs.size(); ++weak) {
    if (of_item[weak].empty()) continue;
    // Whatever takes its place is in every clause of it, so in the first one.
    for (const Item strong : clauses[of_item[weak].front()].chosen) {
      if (weak == strong || state[weak] != State::open || state[strong] != State::open || hurts[strong] || costs[weak] < costs[strong]) continue;
      if (of_item[weak].size() > of_item[strong].size() || !std::ranges::includes(of_item[strong], of_item[weak])) continue;
      if (costs[weak] == costs[strong] && of_item[weak].size() == of_item[strong].size() && weak < strong) continue;
      state[weak] = State::out;
    }
  }
}

// Decides what needs no search. False: a clause cannot be satisfied.
bool reduce(const std::vector<std::uint64_t>& costs, std::vector<Clause>& clauses, std::vector<State>& state) {
  for (bool again = true; again;) {
    clauses = remaining(clauses, state);
    again = false;
    for (const Clause& c : clauses) {
      if (c.chosen.empty() && c.left_out.empty()) return false;
      if (c.chosen.size() + c.left_out.size() != 1) continue;
      const Item i = c.chosen.empty() ? c.left_out.front() : c.chosen.front();
      const State wanted = c.chosen.empty() ? State::out : State::in;
      if (state[i] != State::open && state[i] != wanted) return false;
      state[i] = wanted;
      again = true;
    }
    if (again) continue;
    const std::vector<State> before = state;
    leave_out_dominated(costs, clauses, state);
    again = state != before;
  }
  return true;
}

// Clauses that hang together by shared items, each part by itself.
std::vector<std::vector<const Clause*>> parts(const std::vector<Clause>& clauses, std::size_t items) {
  std::vector<Item> leader(items);
  std::iota(leader.begin(), leader.end(), 0U);
  const auto find = [&](Item i) {
    while (leader[i] != i) i = leader[i] = leader[leader[i]];
    return i;
  };
  const auto first = [](const Clause& c) { return c.chosen.empty() ? c.left_out.front() : c.chosen.front(); };
  for (const Clause& c : clauses)
    for (const auto* list : {&c.chosen, &c.left_out})
      for (const Item i : *list) leader[find(i)] = find(first(c));
  std::vector<std::vector<const Clause*>> out;
  std::vector<std::size_t> number(items, SIZE_MAX);
  for (const Clause& c : clauses) {
    std::size_t& n = number[find(first(c))];
    if (n == SIZE_MAX) {
      n = out.size();
      out.emplace_back();
    }
    out[n].push_back(&c);
  }
  return out;
}

// Makes clauses shorter where others allow it: one that another one implies goes, and so does a literal whose opposite stands in a
// clause that is otherwise a part of this one. True where something changed.
class Strengthening {
 public:
  Strengthening(std::vector<Clause>& clauses, std::size_t items) : clauses_(clauses), uses_(2 * items), gone_(clauses.size(), false) {}

  bool run() {
    bool changed = false;
    for (std::uint32_t c = 0; c < clauses_.size(); ++c)
      for (const Literal l : literals(clauses_[c])) uses_[l].push_back(c);
    for (std::uint32_t c = 0; c < clauses_.size(); ++c) {
      if (gone_[c]) continue;
      const auto own = literals(clauses_[c]);
      if (own.empty()) return true;  // it cannot be satisfied
      const Literal rarest = *std::ranges::min_element(own, {}, [&](Literal l) { return uses_[l].size(); });
      for (const std::uint32_t d : uses_[rarest])
        if (d != c && !gone_[d] && within(clauses_[c], clauses_[d], std::nullopt)) gone_[d] = changed = true;
      for (const Literal l : own)
        for (const std::uint32_t d : uses_[l ^ 1U])
          if (d != c && !gone_[d] && holds_literal(clauses_[d], l ^ 1U) && within(clauses_[c], clauses_[d], l)) {
            auto& list = (l & 1U) != 0 ? clauses_[d].chosen : clauses_[d].left_out;
            std::erase(list, l / 2);
            changed = true;
          }
    }
    std::size_t c = 0;
    std::erase_if(clauses_, [&](const Clause&) { return gone_[c++]; });
    return changed;
  }

 private:
  using Literal = std::uint32_t;  // twice the item, and one more where it is left out

  static std::vector<Literal> literals(const Clause& c) {
    std::vector<Literal> out;
    for (const Item i : c.chosen) out.push_back(2 * i);
    for (const Item i : c.left_out) out.push_back(2 * i + 1);
    return out;
  }
  static bool holds_literal(const Clause& c, Literal l) { return std::ranges::binary_search((l & 1U) != 0 ? c.left_out : c.chosen, l / 2); }

  // Whether every literal of the one clause but `but` stands in the other.
  static bool within(const Clause& one, const Clause& other, std::optional<Literal> but) {
    return std::ranges::all_of(one.chosen, [&](Item i) { return but == 2 * i || std::ranges::binary_search(other.chosen, i); }) &&
           std::ranges::all_of(one.left_out, [&](Item i) { return but == 2 * i + 1 || std::ranges::binary_search(other.left_out, i); });
  }

  std::vector<Clause>& clauses_;
  std::vector<std::vector<std::uint32_t>> uses_;
  std::vector<bool> gone_;
};

}  // namespace

std::optional<Choice> least_choice(const std::vector<std::uint64_t>& costs, const std::vector<Clause>& clauses, std::uint64_t effort,
                                   const std::vector<std::uint32_t>& preferred) {
  std::vector<State> state(costs.size(), State::open);
  std::vector<Clause> open = clauses;
  do {
    if (!reduce(costs, open, state)) return std::nullopt;
  } while (Strengthening(open, costs.size()).run());
  Choice choice;
  const std::uint64_t given = effort;
  for (Item i = 0; i < state.size(); ++i)
    if (state[i] == State::in) choice.items.push_back(i);
  auto all = parts(open, costs.size());
  std::ranges::stable_sort(all, {}, &std::vector<const Clause*>::size);  // so that a hard one leaves enough for the others
  for (const auto& part : all) {
    const auto own = search_choice(costs, part, effort, preferred);
    if (!own) return std::nullopt;
    choice.items.insert(choice.items.end(), own->items.begin(), own->items.end());
    choice.proven = choice.proven && own->proven;
  }
  std::ranges::sort(choice.items);
  for (const Item i : choice.items) choice.cost += costs[i];
  choice.effort = given - effort;
  return choice;
}

}  // namespace wmireach::analyzer
