// SPDX-License-Identifier: Apache-2.0
#include "rules/watch.hpp"

#include <algorithm>

namespace wmireach::rules {

bool Observed::add(const Observed& other) {
  const auto states_before = states, values_before = values;
  const auto parts_before = parts;
  const auto limits_before = limits.size();
  states |= other.states;
  values |= other.values;
  parts |= other.parts;
  limits.insert(other.limits.begin(), other.limits.end());
  return states != states_before || values != values_before || parts != parts_before || limits.size() != limits_before;
}

void Watch::start() {
  sides_ = no_side;
  inputs_.clear();
  kept_.clear();
  below_.reset();
}

Watch::Mark Watch::enter() {
  const Mark mark{inputs_.size(), sides_, below_};
  sides_ = no_side;
  below_.reset();
  return mark;
}

Sides Watch::leave(const Mark& mark, std::optional<Input> as) {
  const Sides own = sides_;
  if (own == no_side) inputs_.resize(mark.inputs);
  else if (own != both_sides && as && !flat) {
    inputs_.resize(mark.inputs);
    as->side = own;
    inputs_.push_back(*as);
  }
  sides_ = own | mark.sides;
  below_ |= mark.below;
  return own;
}

// The reader of the slot notes what stands for it: read_slot().
void Watch::leave_slot(const Mark& mark, Slot s) {
  Known& known = slots_[s];
  known.sides = sides_;
  known.first_input = static_cast<std::uint32_t>(kept_.size());
  const auto begin = inputs_.begin() + static_cast<std::ptrdiff_t>(mark.inputs);
  if (sides_ == both_sides || (flat && sides_ != no_side)) {
    std::sort(begin, inputs_.end());
    kept_.insert(kept_.end(), begin, std::unique(begin, inputs_.end()));
  }
  known.input_count = static_cast<std::uint32_t>(kept_.size()) - known.first_input;
  inputs_.erase(begin, inputs_.end());
  below_slot_[s] |= below_;
  sides_ = mark.sides;
  below_ = mark.below;
}

void Watch::read_slot(Slot s) { read_slot(s, InputKind::value, s); }

void Watch::read_slot(Slot s, std::int64_t limit) {
  auto found = std::ranges::find_if(limits_, [&](const Limit& l) { return l.slot == s && l.limit == limit; });
  if (found == limits_.end() && limits_.size() == UINT16_MAX) return read_slot(s);
  if (found == limits_.end()) found = limits_.insert(found, {s, limit});
  read_slot(s, InputKind::limit, static_cast<std::uint16_t>(found - limits_.begin()));
}

void Watch::read_slot(Slot s, InputKind kind, std::uint16_t index) {
  const Known& known = slots_[s];
  below_.set(s);
  read_slots.set(s);
  below_ |= below_slot_[s];
  sides_ |= known.sides;
  if (known.input_count > 0) inputs_.insert(inputs_.end(), kept_.begin() + known.first_input, kept_.begin() + known.first_input + known.input_count);
  else if (known.sides != no_side) inputs_.push_back({kind, known.sides, index});
}

void Watch::read(Input input) {
  sides_ |= input.side;
  inputs_.push_back(input);
}

void Watch::read_part(Role role, HostPart part) {
  observed_of(role).parts.set(static_cast<std::size_t>(part));
  if (const Sides side = side_of(role); side != no_side) read({InputKind::part, side, static_cast<std::uint16_t>(part)});
}

void Watch::read_state(Role role, std::uint16_t fact) {
  observed_of(role).states.set(fact);
  if (const Sides side = side_of(role); side != no_side) read({InputKind::stated, side, fact});
}

void Watch::read_stated(Role role, std::uint16_t fact) {
  observed_of(role).values.set(fact);
  if (const Sides side = side_of(role); side != no_side) read({InputKind::stated, side, fact});
}

void Watch::read_limit(Role role, std::uint16_t fact, std::int64_t limit) { observed_of(role).limits.emplace(fact, limit); }

const HeldFacts* Watch::held(Slot s) const {
  if (apart != nullptr && apart->test(s)) return nullptr;
  if (client != nullptr && client->slots[s].sides <= client_side) return client;
  if (target != nullptr && (target->slots[s].sides == no_side || target->slots[s].sides == target_side)) return target;
  return nullptr;
}

}  // namespace wmireach::rules
