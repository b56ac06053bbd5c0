// SPDX-License-Identifier: Apache-2.0
#include "analyzer/settling.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "analyzer/trial_values.hpp"

namespace wmireach::analyzer {

using model::Truth;
using rules::Slot;
using rules::SlotSet;

Dependents::Dependents(const rules::Program& program, const std::vector<RuleTable>& tables, const std::vector<PairFrame*>& frames)
    : slots_(rules::slot_count), rules_(program.rules().size()) {
  std::vector<SlotSet> below(rules::slot_count);
  for (Slot s = 0; s < rules::slot_count; ++s)
    for (const PairFrame* f : frames) below[s] |= f->watch.below(s);
  // Along the whole way down: what one host's fact was computed from may differ from another's.
  for (Slot middle = 0; middle < rules::slot_count; ++middle)
    for (auto& set : below)
      if (set.test(middle)) set |= below[middle];
  for (Slot s = 0; s < rules::slot_count; ++s) {
    slots_[s].set(s);
    for (Slot fact = 0; fact < rules::slot_count; ++fact)
      if (below[s].test(fact)) slots_[fact].set(s);
  }
  for (std::size_t r = 0; r < tables.size(); ++r) {
    rules_[r] = tables[r].read();
    for (Slot s = 0; s < rules::slot_count; ++s)
      if (tables[r].read().test(s)) rules_[r] |= below[s];
  }
}

namespace {

class Settler {
 public:
  Settler(PairFrame& frame, const HostGroups& clients, const HostGroups& targets, const std::vector<RuleTable>& tables, const Dependents& dependents, const Lack& lack)
      : frame_(frame), clients_(clients), targets_(targets), dependents_(dependents), program_(frame.task().program) {
    unknown_.assign(program_.rules().size(), false);
    for (const auto& [rule, set] : lack.rules) {
      unknown_[rule] = true;
      const auto& slots = tables[rule].missing_sets()[set];
      missing_.insert(missing_.end(), slots.begin(), slots.end());
    }
    std::ranges::sort(missing_);
    missing_.erase(std::ranges::unique(missing_).begin(), missing_.end());
  }

  // inputs(): what the answer was computed from.
  ShortVerdict ask(Projection::Groups groups) {
    inputs_.clear();
    for (const Slot fact : missing_)
      if (const auto v = settled_by(fact, groups)) return *v;
    return ShortVerdict(VerdictKind::undetermined);
  }
  const std::vector<rules::Input>& inputs() const { return inputs_; }

 private:
  // The verdict to which every value of the fact leads, if there is one.
  std::optional<ShortVerdict> settled_by(Slot fact, Projection::Groups groups) {
    std::optional<ShortVerdict> all;
    for (const std::int64_t value : values_to_try(rules::slot_info(fact).definition->type())) {
      const ShortVerdict v = with(fact, value, groups);
      if (v.kind() == VerdictKind::undetermined || (all && v.kind() != all->kind())) return std::nullopt;
      if (!all) all = v;
      else if (v.kind() == VerdictKind::fails && (!all->has_blocker() || v.blocker() != all->blocker())) all = ShortVerdict(VerdictKind::fails);
    }
    return all;
  }

  ShortVerdict with(Slot fact, std::int64_t value, Projection::Groups groups) {
    const HostGroup& c = clients_[groups.client];
    const HostGroup& t = targets_[groups.target];
    const HostPair pair = example_of(c, t);
    const auto& stated = frame_.task().options.changes;
    changes_.assign(stated.begin(), stated.end());
    changes_.push_back({fact, value});
    rules::FactFrame& facts = frame_.try_between(pair.from, pair.to, c.held, t.held, dependents_.slots(fact), changes_);
    bool certain = true;
    std::optional<std::uint32_t> blocker;
    for (std::uint32_t i = 0; i < unknown_.size() && !blocker; ++i) {
      if (program_.rules()[i].effect != rules::Effect::blocks) continue;
      const Truth truth = dependents_.rule(i, fact) ? truth_of(i, facts) : unknown_[i] ? Truth::Unknown : Truth::True;
      if (truth == Truth::False) blocker = i;
      else if (truth == Truth::Unknown) certain = false;
    }
    inputs_.insert(inputs_.end(), frame_.watch.inputs().begin(), frame_.watch.inputs().end());
    if (blocker) return {*blocker, certain};
    return ShortVerdict(certain ? VerdictKind::connects : VerdictKind::undetermined);
  }

  Truth truth_of(std::uint32_t rule, rules::FactFrame& facts) const {
    const auto& r = program_.rules()[rule];
    const Truth applies = evaluate(program_.nodes(), static_cast<std::size_t>(r.applies_when), facts);
    return applies == Truth::False ? Truth::True : !applies || evaluate(program_.nodes(), static_cast<std::size_t>(r.requirement), facts);
  }

  PairFrame& frame_;
  const HostGroups& clients_;
  const HostGroups& targets_;
  const Dependents& dependents_;
  const rules::Program& program_;
  std::vector<bool> unknown_;  // by rule; where nothing is learned, every other rule holds
  std::vector<Slot> missing_;
  std::vector<rules::Change> changes_;
  std::vector<rules::Input> inputs_;
};

}  // namespace

void settle(PairFrame& frame, const HostKeys& keys, const HostGroups& clients, const HostGroups& targets, const std::vector<RuleTable>& tables, const Dependents& dependents,
            const Lack& lack, const std::vector<LackingPair>& pairs, std::vector<ShortVerdict>& verdicts) {
  struct Asked {
    Projection::Groups groups;
    ShortVerdict verdict;
  };
  Settler settler(frame, clients, targets, tables, dependents, lack);
  Projection projection(keys, clients, targets);
  std::vector<Asked> all;
  std::unordered_map<std::uint64_t, ShortVerdict> cells;
  const auto cell = [&](std::uint32_t client, std::uint32_t target) { return std::uint64_t{projection.row(client)} << 32 | projection.column(target); };
  for (const LackingPair& pair : pairs) {
    auto found = cells.find(cell(pair.client, pair.target));
    if (found == cells.end()) {
      all.push_back({{pair.client, pair.target}, settler.ask({pair.client, pair.target})});
      if (projection.learn(frame, settler.inputs())) {
        cells.clear();
        for (const Asked& a : all) cells.emplace(cell(a.groups.client, a.groups.target), a.verdict);
      }
      found = cells.emplace(cell(pair.client, pair.target), all.back().verdict).first;
    }
    verdicts[std::size_t{pair.client} * targets.size() + pair.target] = found->second;
  }
}

}  // namespace wmireach::analyzer
