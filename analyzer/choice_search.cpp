// SPDX-License-Identifier: Apache-2.0
#include "analyzer/choice_search.hpp"

#include <algorithm>

namespace wmireach::analyzer {
namespace {

using Item = std::uint32_t;  // within the part, from 0
enum class State : std::uint8_t { open, in, out };

class Search {
 public:
  Search(const std::vector<std::uint64_t>& costs, const std::vector<const Clause*>& clauses, std::uint64_t& effort,
         const std::vector<std::uint32_t>& preferred)
      : effort_(effort) {
    for (const Clause* c : clauses)
      for (const auto* list : {&c->chosen, &c->left_out}) items_.insert(items_.end(), list->begin(), list->end());
    std::ranges::sort(items_);
    items_.erase(std::ranges::unique(items_).begin(), items_.end());
    for (const auto i : items_) {
      costs_.push_back(costs[i]);
      preferred_.push_back(std::ranges::binary_search(preferred, i));
    }
    state_.assign(items_.size(), State::open);
    left_ = costs_;
    needs_.resize(items_.size());
    denies_.resize(items_.size());
    uses_.assign(items_.size(), 0);
    const auto own = [&](std::uint32_t i) { return static_cast<Item>(std::ranges::lower_bound(items_, i) - items_.begin()); };
    for (const Clause* c : clauses) {
      const auto number = static_cast<std::uint32_t>(clauses_.size());
      Rule r;
      for (const auto i : c->chosen) r.chosen.push_back(own(i));
      for (const auto i : c->left_out) r.left_out.push_back(own(i));
      for (const Item i : r.chosen) needs_[i].push_back(number);
      for (const Item i : r.left_out) denies_[i].push_back(number);
      r.open_chosen = static_cast<std::uint32_t>(r.chosen.size());
      r.open_left_out = static_cast<std::uint32_t>(r.left_out.size());
      clauses_.push_back(std::move(r));
    }
  }

  std::optional<Choice> run() {
    branch();
    if (!found_) return std::nullopt;
    Choice choice;
    for (const Item i : best_) choice.items.push_back(items_[i]);
    choice.cost = best_cost_;
    choice.proven = effort_ > 0;
    return choice;
  }

 private:
  struct Rule {
    std::vector<Item> chosen, left_out;
    std::uint32_t satisfied = 0, open_chosen = 0, open_left_out = 0;  // literals in that state

    // With every open item left out it is violated, so one of its open items has to be chosen.
    bool demands() const { return satisfied == 0 && open_left_out == 0; }
  };

  void spend(std::size_t literals) { effort_ -= std::min<std::uint64_t>(effort_, literals); }

  // False: a clause cannot be satisfied any more. What follows from clauses with one literal left is set as well.
  bool set(Item item, State state) {
    std::size_t next = trail_.size();
    if (!put(item, state)) return false;
    for (; next < trail_.size(); ++next) {
      const Item i = trail_[next];
      for (const std::uint32_t c : state_[i] == State::in ? denies_[i] : needs_[i]) {
        const Rule& r = clauses_[c];
        if (r.satisfied > 0 || r.open_chosen + r.open_left_out > 1) continue;
        if (r.open_chosen + r.open_left_out == 0) return false;
        const auto& list = r.open_chosen == 1 ? r.chosen : r.left_out;
        spend(list.size());
        const Item last = *std::ranges::find_if(list, [&](Item other) { return state_[other] == State::open; });
        if (!put(last, r.open_chosen == 1 ? State::in : State::out)) return false;
      }
    }
    return true;
  }

  bool put(Item item, State state) {
    state_[item] = state;
    trail_.push_back(item);
    cost_ += state == State::in ? costs_[item] : 0;
    bool good = true;
    spend(needs_[item].size() + denies_[item].size());
    for (const std::uint32_t c : needs_[item]) {
      Rule& r = clauses_[c];
      --r.open_chosen;
      r.satisfied += state == State::in ? 1 : 0;
      good = good && (r.satisfied > 0 || r.open_chosen + r.open_left_out > 0);
    }
    for (const std::uint32_t c : denies_[item]) {
      Rule& r = clauses_[c];
      --r.open_left_out;
      r.satisfied += state == State::out ? 1 : 0;
      good = good && (r.satisfied > 0 || r.open_chosen + r.open_left_out > 0);
    }
    return good;
  }

  void undo(std::size_t length) {
    for (; trail_.size() > length; trail_.pop_back()) {
      const Item item = trail_.back();
      cost_ -= state_[item] == State::in ? costs_[item] : 0;
      for (const std::uint32_t c : needs_[item]) {
        ++clauses_[c].open_chosen;
        clauses_[c].satisfied -= state_[item] == State::in ? 1 : 0;
      }
      for (const std::uint32_t c : denies_[item]) {
        ++clauses_[c].open_left_out;
        clauses_[c].satisfied -= state_[item] == State::out ? 1 : 0;
      }
      state_[item] = State::open;
    }
  }

  // A dual bound: every clause takes as much as is left of the cost of each of its open items, so that no item pays more than it
  // costs. Leaves in `left_` what is left, of the items of these clauses.
  std::uint64_t bound(const std::vector<std::uint32_t>& demanding) {
    for (const std::uint32_t c : demanding)
      for (const Item i : clauses_[c].chosen) {
        left_[i] = costs_[i];
        uses_[i] = 0;
      }
    std::uint64_t sum = 0;
    for (const std::uint32_t c : demanding) {
      std::uint64_t least = UINT64_MAX;
      for (const Item i : clauses_[c].chosen)
        if (state_[i] == State::open) least = std::min(least, left_[i]);
      for (const Item i : clauses_[c].chosen) {
        left_[i] -= state_[i] == State::open ? least : 0;
        ++uses_[i];
      }
      sum += least;
      spend(clauses_[c].chosen.size());
    }
    return sum;
  }

  std::vector<std::uint32_t> demanding() {
    std::vector<std::uint32_t> out;
    for (std::uint32_t c = 0; c < clauses_.size(); ++c)
      if (clauses_[c].demands()) out.push_back(c);
    spend(clauses_.size());
    std::ranges::stable_sort(out, {}, [&](std::uint32_t c) { return clauses_[c].open_chosen; });
    return out;
  }

  void branch() {
    if (effort_ == 0 && (found_ || ++in_vain_ > patience)) return;
    const auto open = demanding();
    if (open.empty()) return note();
    const std::uint64_t least = cost_ + bound(open);
    if (found_ && least >= best_cost_) return;
    // Items that would cost too much beside what the others cost at least.
    const std::size_t mark = trail_.size();
    std::vector<Item> items;
    for (const Item i : clauses_[open.front()].chosen)
      if (state_[i] == State::open) items.push_back(i);
    // The item that serves most clauses for its cost first: a good choice early makes the bound sharp.
    std::ranges::stable_sort(items, [&](Item a, Item b) {
      if (preferred_[a] != preferred_[b]) return preferred_[a] > preferred_[b];
      return static_cast<double>(costs_[a]) * uses_[b] < static_cast<double>(costs_[b]) * uses_[a];
    });
    if (found_)
      for (const std::uint32_t c : open)
        for (const Item i : clauses_[c].chosen)
          if (state_[i] == State::open && least + left_[i] >= best_cost_ && !set(i, State::out)) return undo(mark);
    for (const Item i : items) {
      if (state_[i] == State::in) {  // it followed
        branch();
        break;
      }
      if (state_[i] == State::out) continue;
      const std::size_t before = trail_.size();
      if (set(i, State::in)) branch();
      undo(before);
      if (!set(i, State::out)) break;  // the other branches do without it
    }
    undo(mark);
  }

  // Notes a choice: what is chosen, without what is not needed beside the rest.
  void note() {
    const std::size_t mark = trail_.size();
    std::vector<Item> chosen;
    for (const Item i : trail_)
      if (state_[i] == State::in) chosen.push_back(i);
    std::ranges::sort(chosen, [&](Item a, Item b) { return costs_[a] != costs_[b] ? costs_[a] > costs_[b] : a < b; });
    std::vector<std::uint32_t> held(clauses_.size());
    for (std::uint32_t c = 0; c < clauses_.size(); ++c) held[c] = clauses_[c].satisfied + clauses_[c].open_left_out;
    std::uint64_t cost = cost_;
    std::vector<Item> kept;
    for (const Item i : chosen) {
      if (std::ranges::any_of(needs_[i], [&](std::uint32_t c) { return held[c] == 1; })) {
        kept.push_back(i);
        continue;
      }
      cost -= costs_[i];
      for (const std::uint32_t c : needs_[i]) --held[c];
      for (const std::uint32_t c : denies_[i]) ++held[c];
    }
    spend(clauses_.size());
    undo(mark);
    if (found_ && cost >= best_cost_) return;
    found_ = true;
    best_cost_ = cost;
    std::ranges::sort(kept);
    best_ = std::move(kept);
  }

  std::uint64_t& effort_;
  std::vector<std::uint32_t> items_;  // their numbers outside
  std::vector<std::uint64_t> costs_, left_;
  std::vector<bool> preferred_;
  std::vector<State> state_;
  std::vector<Item> trail_;
  std::uint64_t cost_ = 0;  // of what is chosen
  std::vector<Rule> clauses_;
  std::vector<std::vector<std::uint32_t>> needs_, denies_;  // by item, the clauses that it satisfies and those that it satisfies by staying out
  std::vector<std::uint32_t> uses_;
  static constexpr std::uint32_t patience = 100'000;  // branches to look at without effort, while none of them gave a choice
  std::uint32_t in_vain_ = 0;
  bool found_ = false;
  std::uint64_t best_cost_ = 0;
  std::vector<Item> best_;
};

}  // namespace

std::optional<Choice> search_choice(const std::vector<std::uint64_t>& costs, const std::vector<const Clause*>& clauses, std::uint64_t& effort,
                                    const std::vector<std::uint32_t>& preferred) {
  return Search(costs, clauses, effort, preferred).run();
}

}  // namespace wmireach::analyzer
