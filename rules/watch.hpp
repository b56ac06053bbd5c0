// SPDX-License-Identifier: Apache-2.0
// What an evaluation reads of the two ends of a connection. Every function of facts is deterministic: where all that it read is
// the same, so is its result. That is what lets the matrix use one evaluation for many pairs of hosts.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "model/estate.hpp"
#include "rules/vocabulary.hpp"

namespace wmireach::rules {

// What a host holds besides its facts.
enum class HostPart : std::uint8_t {
  whole,     // anything: no two hosts are alike
  identity,  // which host it is, as far as others name it
  zone, domain,
  addresses,  // in which subnets of other hosts they lie, and which addresses lie in their subnets
  launch_grants, access_grants, application_launch, application_access, network_logon, deny_network_logon, local_groups,
  namespaces, firewall_rules, allowed_to_authenticate, profile_facts,
  count
};
inline constexpr std::size_t host_parts = static_cast<std::size_t>(HostPart::count);

using SlotSet = std::bitset<slot_count>;

// Which ends a value was computed from: neither, one, or both. The third computer is the same for every pair.
using Sides = std::uint8_t;
inline constexpr Sides no_side = 0, client_side = 1, target_side = 2, both_sides = 3;
constexpr Sides side_of(Role role) { return role == Role::client ? client_side : role == Role::target ? target_side : no_side; }

// Everything that was ever looked at of the hosts in one role.
struct Observed {
  std::bitset<host_count> states;   // whether the fact is stated, and known
  std::bitset<host_count> values;   // the fact as a whole
  std::bitset<host_parts> parts;
  std::set<std::pair<std::uint16_t, std::int64_t>> limits;  // whether the value of a fact is at least this

  bool add(const Observed& other);  // true: something was new
};

// Something that a computation over both ends read of one of them.
enum class InputKind : std::uint8_t {
  value,       // of a slot that was computed from one end alone
  limit,       // whether the value of such a slot is at least a limit, which the watch has numbered
  missing,     // the facts that one would have to learn before such a slot is known
  truth,       // of a node of a condition that was computed from one end alone
  stated,      // a fact of the host as stated
  part,
};
struct Input {
  InputKind kind;
  Sides side;
  std::uint16_t index;
  friend auto operator<=>(const Input&, const Input&) = default;
};

// Facts that were computed from at most one end, to be used again with other hosts at the other end.
struct HeldFacts {
  static constexpr Sides not_held = 0xff;
  struct Held {
    Sides sides = not_held;
    std::uint32_t first_premise = 0, premise_count = 0;
  };
  std::vector<Held> slots = std::vector<Held>(slot_count);
  std::vector<model::Fact> facts;       // by slot
  std::vector<Slot> premises;
};

class Watch {
 public:
  // What is noted between enter() and leave() belongs to one computation.
  struct Mark {
    std::size_t inputs;
    Sides sides;
    SlotSet below;
  };
  Mark enter();
  // Sides the computation, and says what it was computed from. Where that is one end, `as` stands for all that it read.
  Sides leave(const Mark& mark, std::optional<Input> as);
  void leave_slot(const Mark& mark, Slot s);
  void start();  // forgets the pair, not what was observed

  void read_slot(Slot s);  // that is known to the watch
  void read_slot(Slot s, std::int64_t limit);  // of which nothing counts but on which side of the limit it is
  void read(Input input);  // of one end
  void read_part(Role role, HostPart part);
  void read_state(Role role, std::uint16_t fact);
  void read_stated(Role role, std::uint16_t fact);
  void read_limit(Role role, std::uint16_t fact, std::int64_t limit);
  void read_value(Role role, std::uint16_t fact) { observed_of(role).values.set(fact); }

  Sides sides() const { return sides_; }
  struct Limit {
    Slot slot;
    std::int64_t limit;
  };
  const Limit& limit(std::uint16_t number) const { return limits_[number]; }
  std::span<const Input> inputs() const { return inputs_; }  // of what was read since start()
  Sides sides_of(Slot s) const { return slots_[s].sides; }
  const SlotSet& below(Slot s) const { return below_slot_[s]; }  // every slot that was ever read for this one

  // Ascending: where ranges of ports that ports are held against begin, and the port behind their end. Empty: ports count as such.
  std::span<const std::int64_t> port_limits;

  SlotSet read_slots;  // every one, until the owner empties it

  // A slot held by one of these is not computed again, unless it is set apart. While `flat`, no other value than a held one
  // stands for what was read for it: under changed facts, values are not those that a key of the host would hold.
  const HeldFacts* client = nullptr;
  const HeldFacts* target = nullptr;
  const SlotSet* apart = nullptr;
  bool flat = false;
  const HeldFacts* held(Slot s) const;
  void adopt(Slot s, Sides sides) { slots_[s] = {sides, 0, 0}; }

  Observed observed_client, observed_target;

 private:
  struct Known {
    Sides sides = no_side;
    std::uint32_t first_input = 0, input_count = 0;
  };
  Observed& observed_of(Role role) { return role == Role::client ? observed_client : role == Role::target ? observed_target : observed_third_; }

  Sides sides_ = no_side;
  void read_slot(Slot s, InputKind kind, std::uint16_t index);

  std::vector<Input> inputs_, kept_;
  std::vector<Limit> limits_;
  SlotSet below_;
  std::array<Known, slot_count> slots_{};
  std::vector<SlotSet> below_slot_ = std::vector<SlotSet>(slot_count);
  Observed observed_third_;
};

}  // namespace wmireach::rules
