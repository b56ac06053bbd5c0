// SPDX-License-Identifier: Apache-2.0
#include "analyzer/host_groups.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "analyzer/parallel.hpp"

namespace wmireach::analyzer {

using model::Index;
using rules::FactFrame;
using rules::Input;
using rules::InputKind;

FactFrame& PairFrame::between(Index from, Index to, const rules::HeldFacts* client, const rules::HeldFacts* target) {
  own_.from = from;
  own_.to = to;
  watch.client = client;
  watch.target = target;
  watch.apart = nullptr;
  watch.flat = false;
  frame_.restart(watch, task_->options.changes);
  return frame_;
}

FactFrame& PairFrame::try_between(Index from, Index to, const rules::HeldFacts& client, const rules::HeldFacts& target, const rules::SlotSet& apart,
                                  std::span<const rules::Change> changes) {
  own_.from = from;
  own_.to = to;
  watch.client = &client;
  watch.target = &target;
  watch.apart = &apart;
  watch.flat = true;
  frame_.restart(watch, changes);
  return frame_;
}

HostGroups::HostGroups(rules::Sides side, std::vector<Index> hosts, const std::vector<Index>& other_end) : side_(side), hosts_(std::move(hosts)) {
  std::ranges::sort(hosts_);
  if (other_end.empty()) hosts_.clear();
  else if (other_end.size() == 1) std::erase(hosts_, other_end.front());  // a host without a partner
  if (hosts_.empty()) return;
  group_of_.assign(hosts_.size(), 0);
  groups_.push_back({.first = hosts_.front(), .second = hosts_.size() > 1 ? hosts_[1] : model::none,
                     .partner = other_end.front() != hosts_.front() ? other_end.front() : other_end[1]});
  // Every later group finds its partner among these two, or itself is one of them.
  partners_ = {other_end.front(), other_end.size() > 1 ? other_end[1] : model::none};
}

// Hosts of one stretch of the list by their keys, in the order in which the keys first stand there.
struct HostGroups::Stretch {
  std::vector<std::string> keys;
  std::vector<std::uint32_t> key_of;  // of each host of the stretch
};

HostGroups::Stretch HostGroups::stretch(const HostKeys& keys, const rules::Observed& fresh, std::size_t begin, std::size_t end) const {
  Stretch s;
  std::unordered_map<std::string, std::uint32_t> ids;
  Key key;
  for (std::size_t i = begin; i < end; ++i) {
    key.clear();
    key.number(group_of_[i]);
    keys.add(key, hosts_[i], fresh);
    const auto [found, is_new] = ids.try_emplace(key.bytes(), static_cast<std::uint32_t>(s.keys.size()));
    if (is_new) s.keys.push_back(key.bytes());
    s.key_of.push_back(found->second);
  }
  return s;
}

bool HostGroups::split(const std::vector<PairFrame*>& threads, const HostKeys& keys, const rules::Observed& observed) {
  rules::Observed fresh = observed;
  fresh.values &= ~observed_.values;
  fresh.states &= ~observed_.states;
  fresh.parts &= ~observed_.parts;
  std::erase_if(fresh.limits, [&](const auto& l) { return observed_.limits.contains(l); });
  if (!observed_.add(observed) || groups_.empty()) return false;
  constexpr std::size_t length = 2048;
  std::vector<Stretch> stretches((hosts_.size() + length - 1) / length);
  for_each_in_parallel(threads, stretches.size(), 1, [&](PairFrame*, std::size_t i) {
    stretches[i] = stretch(keys, fresh, i * length, std::min(hosts_.size(), (i + 1) * length));
  });
  // Put together in the order of the hosts, so that the numbers are the same however the work was spread.
  std::unordered_map<std::string, std::uint32_t> ids;
  std::vector<HostGroup> groups;
  for (std::size_t n = 0; n < stretches.size(); ++n) {
    std::vector<std::uint32_t> id_of;
    for (auto& key : stretches[n].keys) id_of.push_back(ids.try_emplace(std::move(key), static_cast<std::uint32_t>(ids.size())).first->second);
    for (std::size_t at = 0; at < stretches[n].key_of.size(); ++at) {
      const std::size_t i = n * length + at;
      const std::uint32_t id = id_of[stretches[n].key_of[at]];
      if (id == groups.size()) groups.push_back(started_by(i));
      else if (groups[id].second == model::none) groups[id].second = hosts_[i];
      group_of_[i] = id;
    }
  }
  const bool more = groups.size() != groups_.size();
  groups_ = std::move(groups);
  return more;
}

// A group whose first host stands at this position: what was held for it stays.
HostGroup HostGroups::started_by(std::size_t position) {
  HostGroup& before = groups_[group_of_[position]];
  const Index host = hosts_[position];
  if (before.first != host) return {.first = host, .partner = partners_[0] != host ? partners_[0] : partners_[1]};
  HostGroup group = std::move(before);
  group.second = model::none;
  return group;
}

FactFrame& HostGroups::alone(PairFrame& frame, const HostGroup& g) const {
  return side_ == rules::client_side ? frame.between(g.first, g.partner, &g.held, nullptr) : frame.between(g.partner, g.first, nullptr, &g.held);
}

namespace {

void add_side_of_limit(const model::Fact& f, std::int64_t limit, Key& key) {
  key.state(f);
  if (f.known) key.small(f.value >= limit ? 1 : 0);
}

}  // namespace

void HostGroups::add_key(PairFrame& frame, const HostKeys& keys, std::uint32_t group, std::span<const Input> inputs, Key& key) const {
  constexpr std::uint8_t depends_on_both = 0x80;
  const HostGroup& g = groups_[group];
  FactFrame* facts = nullptr;
  for (const Input& input : inputs) {
    if (input.kind == InputKind::stated) {
      keys.add_stated(key, g.first, input.index);
      continue;
    }
    if (input.kind == InputKind::part) {
      keys.add_part(key, g.first, static_cast<rules::HostPart>(input.index));
      continue;
    }
    if (input.kind == InputKind::value && (g.held.slots[input.index].sides == rules::no_side || g.held.slots[input.index].sides == side_)) {
      key.fact(g.held.facts[input.index]);
      continue;
    }
    if (input.kind == InputKind::limit) {
      const auto& l = frame.watch.limit(input.index);
      if (const rules::Sides sides = g.held.slots[l.slot].sides; sides == rules::no_side || sides == side_) {
        add_side_of_limit(g.held.facts[l.slot], l.limit, key);
        continue;
      }
    }
    if (facts == nullptr) facts = &alone(frame, g);
    const auto mark = frame.watch.enter();
    const auto begin = key.bytes().size();
    if (input.kind == InputKind::value) key.fact(facts->recall(input.index));
    else if (input.kind == InputKind::limit) {
      const rules::Watch::Limit l = frame.watch.limit(input.index);
      add_side_of_limit(facts->get_to_compare(l.slot, l.limit), l.limit, key);
    }
    else if (input.kind == InputKind::missing) {
      key.small(0);
      key.list(facts->missing(input.index), [&](rules::Slot s) { key.number(s); });
    } else key.small(static_cast<std::uint8_t>(evaluate(frame.task().program.nodes(), input.index, *facts, frame.watch)));
    if (frame.watch.leave(mark, std::nullopt) == rules::both_sides) {
      key.cut(begin);
      key.small(depends_on_both);
    }
  }
}

HostPair example_of(const HostGroup& clients, const HostGroup& targets) {
  if (clients.first != targets.first) return {clients.first, targets.first};
  if (targets.second != model::none) return {clients.first, targets.second};
  if (clients.second != model::none) return {clients.second, targets.first};
  return {};
}

bool split_by_observed(const std::vector<PairFrame*>& frames, const HostKeys& keys, HostGroups& clients, HostGroups& targets) {
  rules::Observed of_clients, of_targets;
  for (const PairFrame* f : frames) {
    of_clients.add(f->watch.observed_client);
    of_targets.add(f->watch.observed_target);
  }
  const bool one = clients.split(frames, keys, of_clients), other = targets.split(frames, keys, of_targets);
  return one || other;
}

void hold_all(std::vector<PairFrame*>& frames, const HostKeys& keys, HostGroups& clients, HostGroups& targets) {
  const auto hold = [](PairFrame& frame, HostGroup& g, rules::Sides side) {
    if (g.is_held) return;
    const bool is_client = side == rules::client_side;
    FactFrame& facts = frame.between(is_client ? g.first : g.partner, is_client ? g.partner : g.first, nullptr, nullptr);
    (void)evaluate(frame.task().program, facts);
    facts.hold(g.held, side);
    g.is_held = true;
  };
  do {
    for_each_in_parallel(frames, clients.size() + targets.size(), 4, [&](PairFrame* frame, std::size_t i) {
      const auto n = static_cast<std::uint32_t>(i);
      if (n < clients.size()) hold(*frame, clients[n], rules::client_side);
      else hold(*frame, targets[n - clients.size()], rules::target_side);
    });
  } while (split_by_observed(frames, keys, clients, targets));
}

}  // namespace wmireach::analyzer
