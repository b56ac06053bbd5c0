// SPDX-License-Identifier: Apache-2.0
#include "analyzer/rule_table.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace wmireach::analyzer {

using model::Truth;

GroupSizes::GroupSizes(const HostGroups& client_groups, const HostGroups& target_groups) : clients(client_groups.size(), 0), targets(target_groups.size(), 0) {
  const auto &from = client_groups.hosts(), &to = target_groups.hosts();  // sorted
  for (std::size_t i = 0; i < from.size(); ++i) ++clients[client_groups.group_of(i)];
  for (std::size_t i = 0; i < to.size(); ++i) ++targets[target_groups.group_of(i)];
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> shared;
  for (std::size_t i = 0, j = 0; i < from.size() && j < to.size();) {
    if (from[i] == to[j]) ++shared[{client_groups.group_of(i), target_groups.group_of(j)}];
    const bool client_is_next = from[i] <= to[j], target_is_next = to[j] <= from[i];
    i += client_is_next ? 1 : 0;
    j += target_is_next ? 1 : 0;
  }
  for (const auto& [groups, hosts] : shared) both.push_back({groups.first, groups.second, hosts});
}

RuleTable::Answer RuleTable::ask(PairFrame& frame, std::uint32_t rule, Projection::Groups groups) {
  const HostGroup& c = (*clients_)[groups.client];
  const HostGroup& t = (*targets_)[groups.target];
  const HostPair pair = example_of(c, t);
  rules::FactFrame& facts = frame.between(pair.from, pair.to, &c.held, &t.held);
  const auto& program = frame.task().program;
  const auto& r = program.rules()[rule];
  rules::RuleOutcome o;
  o.applies = evaluate(program.nodes(), static_cast<std::size_t>(r.applies_when), facts, frame.watch);
  if (o.applies != Truth::False) o.requirement = evaluate(program.nodes(), static_cast<std::size_t>(r.requirement), facts, frame.watch);
  if (o.truth() == Truth::Unknown) return unknown(missing_facts(program, r, facts));
  return o.truth() == Truth::True ? holds : violated;
}

RuleTable::Answer RuleTable::unknown(std::vector<rules::Slot> missing) {
  const auto found = std::ranges::find(missing_sets_, missing);
  const auto number = static_cast<std::size_t>(found - missing_sets_.begin());
  if (number + first_unknown > UINT16_MAX) throw std::length_error("more kinds of missing facts than a table can number");
  if (found == missing_sets_.end()) missing_sets_.push_back(std::move(missing));
  return static_cast<Answer>(number + first_unknown);
}

void RuleTable::fill(PairFrame& frame, std::uint32_t rule) {
  struct Asked {
    Projection::Groups groups;
    Answer answer = not_asked;
  };
  std::vector<Asked> all;
  cells_.assign(1, not_asked);
  frame.watch.read_slots.reset();
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (cells_[i] != not_asked) continue;
    Asked asked;
    const auto columns = projection_.columns();
    if (!projection_.find_pair(static_cast<std::uint32_t>(i / columns), static_cast<std::uint32_t>(i % columns), asked.groups)) continue;
    asked.answer = ask(frame, rule, asked.groups);
    all.push_back(asked);
    if (projection_.learn(frame, frame.watch.inputs())) {
      // What was asked keeps its answer: its row and column are split by all that it was computed from.
      cells_.assign(std::size_t{projection_.rows()} * projection_.columns(), not_asked);
      i = static_cast<std::size_t>(-1);
      for (const Asked& a : all) cells_[std::size_t{projection_.row(a.groups.client)} * projection_.columns() + projection_.column(a.groups.target)] = a.answer;
    } else {
      cells_[i] = asked.answer;
    }
  }
  read_ = frame.watch.read_slots;
}

RulePairs RuleTable::count(const GroupSizes& sizes) const {
  std::vector<std::uint64_t> rows(projection_.rows(), 0), columns(projection_.columns(), 0);
  for (std::uint32_t g = 0; g < sizes.clients.size(); ++g) rows[projection_.row(g)] += sizes.clients[g];
  for (std::uint32_t g = 0; g < sizes.targets.size(); ++g) columns[projection_.column(g)] += sizes.targets[g];
  RulePairs pairs;
  const auto of = [&](Answer a) -> std::uint64_t* { return a == violated ? &pairs.violated : a >= first_unknown ? &pairs.unknown : nullptr; };
  for (std::size_t i = 0; i < cells_.size(); ++i)
    if (auto* counted = of(cells_[i])) *counted += rows[i / columns.size()] * columns[i % columns.size()];
  for (const auto& b : sizes.both)  // a host and itself is no pair
    if (auto* counted = of(at(b.client, b.target))) *counted -= b.hosts;
  return pairs;
}

bool RuleTable::always(Truth t) const {
  return std::ranges::all_of(cells_, [&](Answer a) { return a == not_asked || truth_of(a) == t; });
}

bool RuleTable::always(std::uint32_t client_group, Truth t) const {
  const auto begin = cells_.begin() + static_cast<std::ptrdiff_t>(std::size_t{projection_.row(client_group)} * projection_.columns());
  return std::all_of(begin, begin + projection_.columns(), [&](Answer a) { return a == not_asked || truth_of(a) == t; });
}

}  // namespace wmireach::analyzer
