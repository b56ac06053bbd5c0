// SPDX-License-Identifier: Apache-2.0
// The frame of facts while a watch notes what it reads.
#include <algorithm>

#include "rules/fact_frame.hpp"

namespace wmireach::rules {

using model::Fact;

namespace {

// Facts of a host with so many values that what counts is on which side of a limit they lie.
const std::vector<bool>& open_ended() {
  static const auto by_fact = [] {
    constexpr std::int64_t many = 16;
    std::vector<bool> out(host_count);
    for (std::size_t i = 0; i < host_count; ++i) {
      const Type& t = host_facts()[i].type();
      out[i] = host_facts()[i].stored() && (t.kind == TypeKind::date || (t.kind == TypeKind::integer && (t.min < -many || t.max > many)));
    }
    return out;
  }();
  return by_fact;
}

bool is_open_ended(Slot s) { return s < 2 * host_count && open_ended()[s % host_count]; }  // of client or target

}  // namespace

void FactFrame::restart(Watch& watch, std::span<const Change> changes) {
  watch_ = &watch;
  options_.changes = changes;
  account_ = connection_->account == model::none ? nullptr : &estate_->accounts[connection_->account];
  std::ranges::fill(state_, State::untouched);
  premises_.clear();
  reading_.clear();
  evidence_.clear();
  computing_ = 0;
  watch.start();
  for (const Change& change : changes) {
    premise_spans_[change.slot] = {};
    watch.adopt(change.slot, no_side);
  }
  apply_changes();
}

const Fact& FactFrame::recall(Slot s) {
  prepare(s);
  watch_->read_slot(s);
  return facts_[s];
}

void FactFrame::prepare(Slot s) {
  if (computing_ > 0) reading_.push_back(s);
  if (state_[s] == State::untouched) {
    if (const HeldFacts* held = watch_->held(s)) {
      const auto& h = held->slots[s];
      facts_[s] = held->facts[s];
      const auto begin = static_cast<std::uint32_t>(premises_.size());
      premises_.insert(premises_.end(), held->premises.begin() + h.first_premise, held->premises.begin() + h.first_premise + h.premise_count);
      premise_spans_[s] = {begin, static_cast<std::uint32_t>(premises_.size())};
      watch_->adopt(s, h.sides);
    } else {
      state_[s] = State::computing;
      const auto mark = reading_.size();
      const auto watched_mark = watch_->enter();
      ++computing_;
      facts_[s] = compute(s);
      --computing_;
      watch_->leave_slot(watched_mark, s);
      keep_premises(s, mark);
    }
    state_[s] = State::done;
  }
}

const Fact& FactFrame::watched(Slot s) {
  if (is_open_ended(s))
    watch_->read_value(static_cast<Role>(s / host_count), static_cast<std::uint16_t>(s % host_count));
  return recall(s);
}

const Fact& FactFrame::get_to_compare(Slot s, std::int64_t limit) {
  if (watch_ == nullptr) return plain(s);
  if (!is_open_ended(s)) return recall(s);
  watch_->read_limit(static_cast<Role>(s / host_count), static_cast<std::uint16_t>(s % host_count), limit);
  prepare(s);
  watch_->read_slot(s, limit);
  return facts_[s];
}

std::optional<std::uint16_t> FactFrame::port(Role role, HostFact f) {
  const Slot s = slot(role, f);
  if (watch_ == nullptr || watch_->port_limits.empty()) {
    const Fact& stated = get(s);
    return stated.known ? std::optional(static_cast<std::uint16_t>(stated.value)) : std::nullopt;
  }
  std::int64_t stands_for_it = 0;
  for (const std::int64_t limit : watch_->port_limits) {
    const Fact& stated = get_to_compare(s, limit);
    if (!stated.known) return std::nullopt;
    if (stated.value >= limit) stands_for_it = limit;
  }
  return static_cast<std::uint16_t>(stands_for_it);
}

void FactFrame::note_stated(const SlotInfo& info) {
  if (open_ended()[info.index]) watch_->read_state(info.role, info.index);  // whoever looks at the value notes it
  else watch_->read_stated(info.role, info.index);
}

// In a matrix, a host and itself is no pair.
bool FactFrame::one_computer(Role one, Role other) const {
  if (watch_ != nullptr && one != Role::third && other != Role::third) return one == other;
  return host_index(one) == host_index(other);
}

void FactFrame::hold(HeldFacts& into, Sides side) const {
  into.facts.resize(slot_count);
  for (Slot s = 0; s < slot_count; ++s) {
    if (state_[s] != State::done) continue;
    const Sides sides = watch_->sides_of(s);
    if (sides != no_side && sides != side) continue;
    const auto premises = this->premises(s);
    into.slots[s] = {sides, static_cast<std::uint32_t>(into.premises.size()), static_cast<std::uint32_t>(premises.size())};
    into.premises.insert(into.premises.end(), premises.begin(), premises.end());
    into.facts[s] = facts_[s];
  }
}

}  // namespace wmireach::rules
