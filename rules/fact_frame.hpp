// SPDX-License-Identifier: Apache-2.0
// The facts that one connection can see, each computed at most once, with what it was computed from.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/estate.hpp"
#include "rules/derived/evidence.hpp"
#include "rules/vocabulary.hpp"
#include "rules/watch.hpp"

namespace wmireach::rules {

// A fact replaced for one prediction.
struct Change {
  Slot slot;
  std::int64_t value;
};

struct FrameOptions {
  bool assumptions = true;           // false: defaults of releases and planning assumptions become unknown
  bool blank = false;                // true: every fact is unknown but the changed ones, for the examples of rules
  std::span<const Change> changes = {};
};

class FactFrame {
 public:
  // The connection need not be one of the estate's own; both must outlive the frame.
  FactFrame(const model::Estate& estate, const model::Connection& connection, const FrameOptions& options = {});
  FactFrame(const model::Estate& estate, model::Index connection, const FrameOptions& options = {}) : FactFrame(estate, estate.connections[connection], options) {}
  FactFrame(const FactFrame&) = delete;
  FactFrame& operator=(const FactFrame&) = delete;

  const model::Fact& get(Slot s) { return watch_ == nullptr ? plain(s) : watched(s); }
  const model::Fact& get(Role role, HostFact f) { return get(slot(role, f)); }
  const model::Fact& get(AccountFact f) { return get(slot(f)); }
  const model::Fact& get(ConnectionFact f) { return get(slot(f)); }

  // A fact of which the caller looks at nothing but whether it is known, and whether its value is at least `limit`.
  const model::Fact& get_to_compare(Slot s, std::int64_t limit);

  // A port that is only held against the ports of the firewall rules of the estate, and against those that the watch names.
  // Another port on the same side of all of them may stand for it.
  std::optional<std::uint16_t> port(Role role, HostFact f);

  // A boolean fact as a truth value.
  model::Truth truth(Role role, HostFact f);
  model::Truth truth(AccountFact f);
  model::Truth truth(ConnectionFact f);

  // Facts that `s` was computed from, in the order in which they were read; empty for stated facts.
  std::span<const Slot> premises(Slot s) const;
  std::span<const Evidence> evidence(Slot s) const;

  // The facts one would have to learn before `s` could be known; empty when it is known. Sorted, without repetition.
  std::vector<Slot> missing(Slot s);

  const model::Estate& estate() const { return *estate_; }
  const model::Connection& connection() const { return *connection_; }
  const model::Host& host(Role role) const { return read(role, HostPart::whole); }
  // The same host, of which the caller looks at this part only, or at its name and place for evidence.
  const model::Host& read(Role role, HostPart part) const {
    if (watch_ != nullptr) watch_->read_part(role, part);
    return estate_->hosts[index_of(role)];
  }
  // `none` for a third computer that does not exist. To be compared with what names hosts, not to look at the host.
  model::Index host_index(Role role) const {
    if (watch_ != nullptr) watch_->read_part(role, HostPart::identity);
    return index_of(role);
  }
  bool one_computer(Role one, Role other) const;
  const model::Account* account() const { return account_; }  // null when the request names none
  bool assumptions() const { return options_.assumptions; }

  // True when the fact was computed since the frame was made: what an evaluation has looked at.
  bool computed(Slot s) const { return state_[s] == State::done; }

  // For evaluating many pairs of different hosts: the frame starts anew with the ends that the connection has now, and
  // notes in `watch` what it reads. The changes may be others than before.
  void restart(Watch& watch, std::span<const Change> changes);
  // The fact, for a caller that by itself decides nothing by its value.
  const model::Fact& recall(Slot s);
  bool watched() const { return watch_ != nullptr; }
  void hold(HeldFacts& into, Sides side) const;  // facts that were computed from this side alone, or from neither

 private:
  enum class State : std::uint8_t { untouched, computing, done };
  struct Span {
    std::uint32_t begin = 0, end = 0;
  };

  const model::Fact& plain(Slot s);
  const model::Fact& watched(Slot s);
  model::Index index_of(Role role) const { return role == Role::client ? connection_->from : role == Role::target ? connection_->to : connection_->third; }
  void prepare(Slot s);  // computes the fact, or takes it from what is held
  bool is_known(Slot s) { return watch_ == nullptr ? plain(s).known : recall(s).known; }
  void apply_changes();
  void keep_premises(Slot s, std::size_t mark);
  void note_stated(const SlotInfo& info);
  model::Fact compute(Slot s);
  model::Fact stored(const SlotInfo& info);
  model::Fact seen_account_fact(const SlotInfo& info);
  std::optional<model::Fact> profile_fact(const SlotInfo& info);
  model::Fact release_default(Role role, HostFact f);
  model::Fact assumption(const SlotInfo& info);
  void add_missing(Slot s, std::vector<Slot>& out, std::vector<bool>& seen);

  const model::Estate* estate_;
  const model::Connection* connection_;
  const model::Account* account_;
  FrameOptions options_;
  std::vector<State> state_;
  std::vector<model::Fact> facts_;
  std::vector<Span> premise_spans_, evidence_spans_;
  std::vector<Slot> premises_, reading_;
  Watch* watch_ = nullptr;
  int computing_ = 0;  // depth of nested computations
  std::vector<Evidence> evidence_;
};

}  // namespace wmireach::rules
