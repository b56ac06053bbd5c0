// SPDX-License-Identifier: Apache-2.0
// What one rule says of every pair of hosts.
#pragma once

#include <cstdint>
#include <vector>

#include "analyzer/projection.hpp"
#include "model/truth.hpp"

namespace wmireach::analyzer {

// Pairs of hosts, by what one rule says of them.
struct RulePairs {
  std::uint64_t violated = 0, unknown = 0;
  bool operator==(const RulePairs&) const = default;
};

// How many hosts the groups have, and how many are in a group of either end.
struct GroupSizes {
  GroupSizes(const HostGroups& clients, const HostGroups& targets);
  struct Both {
    std::uint32_t client = 0, target = 0;  // groups
    std::uint64_t hosts = 0;
  };
  std::vector<std::uint64_t> clients, targets;
  std::vector<Both> both;
};

class RuleTable {
 public:
  // 0: there is no such pair; then false and true; the rest is unknown, each with what is missing.
  using Answer = std::uint16_t;
  static constexpr Answer not_asked = 0, violated = 1, holds = 2, first_unknown = 3;
  static model::Truth truth_of(Answer a) { return a == violated ? model::Truth::False : a >= first_unknown ? model::Truth::Unknown : model::Truth::True; }

  RuleTable(const HostKeys& keys, const HostGroups& clients, const HostGroups& targets) : clients_(&clients), targets_(&targets), projection_(keys, clients, targets) {}

  // Evaluates the rule as often as its answers can differ.
  void fill(PairFrame& frame, std::uint32_t rule);

  // What one would have to learn where the rule is unknown, by the number of the answer from `first_unknown` on.
  const std::vector<std::vector<rules::Slot>>& missing_sets() const { return missing_sets_; }

  bool always(model::Truth t) const;  // whatever the pair
  bool always(std::uint32_t client_group, model::Truth t) const;  // whatever the target

  RulePairs count(const GroupSizes& sizes) const;

  // The answers for one client, and where that for a target stands among them.
  const Answer* row(std::uint32_t client_group) const { return &cells_[std::size_t{projection_.row(client_group)} * projection_.columns()]; }
  std::uint32_t column(std::uint32_t target_group) const { return projection_.column(target_group); }

  // Slots that evaluations of the rule looked at.
  const rules::SlotSet& read() const { return read_; }

 private:
  Answer at(std::uint32_t c, std::uint32_t t) const { return cells_[std::size_t{projection_.row(c)} * projection_.columns() + projection_.column(t)]; }
  Answer ask(PairFrame& frame, std::uint32_t rule, Projection::Groups groups);
  Answer unknown(std::vector<rules::Slot> missing);

  const HostGroups* clients_;
  const HostGroups* targets_;
  Projection projection_;
  std::vector<Answer> cells_;  // by row, then column
  std::vector<std::vector<rules::Slot>> missing_sets_;
  rules::SlotSet read_;
};

}  // namespace wmireach::analyzer
