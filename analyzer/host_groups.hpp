// SPDX-License-Identifier: Apache-2.0
// Hosts in one role of a request, in groups of which it looks at nothing that differs within a group.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "analyzer/host_keys.hpp"
#include "rules/fact_frame.hpp"
#include "rules/program.hpp"

namespace wmireach::analyzer {

// What is evaluated, between any two hosts.
struct MatrixTask {
  const rules::Program& program;
  const model::Estate& estate;
  const model::Connection& connection;  // its ends do not matter
  const rules::FrameOptions& options;
  std::vector<std::int64_t> port_limits;
};

// A frame of facts that goes from pair to pair, for one thread.
class PairFrame {
 public:
  explicit PairFrame(const MatrixTask& task) : task_(&task), own_(task.connection), frame_(task.estate, own_, task.options) { watch.port_limits = task.port_limits; }
  PairFrame(const PairFrame&) = delete;
  PairFrame& operator=(const PairFrame&) = delete;

  // Null: nothing is held of that end.
  rules::FactFrame& between(model::Index from, model::Index to, const rules::HeldFacts* client, const rules::HeldFacts* target);
  rules::FactFrame& try_between(model::Index from, model::Index to, const rules::HeldFacts& client, const rules::HeldFacts& target, const rules::SlotSet& apart,
                                std::span<const rules::Change> changes);

  const MatrixTask& task() const { return *task_; }
  rules::Watch watch;

 private:
  const MatrixTask* task_;
  model::Connection own_;
  rules::FactFrame frame_;
};

struct HostGroup {
  model::Index first = model::none, second = model::none;  // two of its hosts; none: it has one
  model::Index partner = model::none;                      // some host at the other end that is not `first`
  rules::HeldFacts held;                                   // what follows from a host of the group alone
  bool is_held = false;
};

class HostGroups {
 public:
  HostGroups(rules::Sides side, std::vector<model::Index> hosts, const std::vector<model::Index>& other_end);

  // Splits groups whose hosts differ in what was observed. False: no group was split.
  bool split(const std::vector<PairFrame*>& threads, const HostKeys& keys, const rules::Observed& observed);

  // What the input is for every host of the group.
  // Precondition: the group is held. Where the input depends on both ends, the key says so.
  void add_key(PairFrame& frame, const HostKeys& keys, std::uint32_t group, std::span<const rules::Input> inputs, Key& key) const;

  rules::Sides side() const { return side_; }
  const std::vector<model::Index>& hosts() const { return hosts_; }
  std::uint32_t group_of(std::size_t position) const { return group_of_[position]; }  // of a host by its place among hosts()
  std::uint32_t size() const { return static_cast<std::uint32_t>(groups_.size()); }
  const rules::Observed& observed() const { return observed_; }
  HostGroup& operator[](std::uint32_t i) { return groups_[i]; }
  const HostGroup& operator[](std::uint32_t i) const { return groups_[i]; }

 private:
  struct Stretch;
  Stretch stretch(const HostKeys& keys, const rules::Observed& fresh, std::size_t begin, std::size_t end) const;
  HostGroup started_by(std::size_t position);
  rules::FactFrame& alone(PairFrame& frame, const HostGroup& g) const;

  rules::Sides side_;
  std::vector<model::Index> hosts_;
  std::vector<std::uint32_t> group_of_;
  std::vector<HostGroup> groups_;
  std::array<model::Index, 2> partners_{model::none, model::none};
  rules::Observed observed_;
};

// Two different hosts, one of each group; `from` is none where both groups are one and the same host.
struct HostPair {
  model::Index from = model::none, to = model::none;
};
HostPair example_of(const HostGroup& clients, const HostGroup& targets);

// Evaluates every group that is not held yet, and splits the groups until no evaluation looks at what differs within one.
void hold_all(std::vector<PairFrame*>& frames, const HostKeys& keys, HostGroups& clients, HostGroups& targets);

// Takes over what the frames observed. True: a group was split.
bool split_by_observed(const std::vector<PairFrame*>& frames, const HostKeys& keys, HostGroups& clients, HostGroups& targets);

}  // namespace wmireach::analyzer
