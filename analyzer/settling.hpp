// SPDX-License-Identifier: Apache-2.0
// Pairs that are undetermined as far as the rules go: whether one missing fact leads to the same verdict whatever its value.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "analyzer/pair_verdicts.hpp"

namespace wmireach::analyzer {

// What pairs share that lack the same facts for the same rules.
struct Lack {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> rules;  // blocking rules that are unknown, and the number of the set that is missing
  auto operator<=>(const Lack&) const = default;
};

struct LackingPair {
  std::uint32_t client = 0, target = 0;  // groups
};

// Which rules have to be evaluated again when a fact is learned, and which facts computed again.
class Dependents {
 public:
  Dependents(const rules::Program& program, const std::vector<RuleTable>& tables, const std::vector<PairFrame*>& frames);
  const rules::SlotSet& slots(rules::Slot fact) const { return slots_[fact]; }
  bool rule(std::uint32_t rule, rules::Slot fact) const { return rules_[rule].test(fact); }

 private:
  std::vector<rules::SlotSet> slots_;  // by fact
  std::vector<rules::SlotSet> rules_;  // by rule: facts that it depends on
};

// Settles the pairs that lack `lack`, and writes what becomes of them to `verdicts`.
void settle(PairFrame& frame, const HostKeys& keys, const HostGroups& clients, const HostGroups& targets, const std::vector<RuleTable>& tables, const Dependents& dependents,
            const Lack& lack, const std::vector<LackingPair>& pairs, std::vector<ShortVerdict>& verdicts);

}  // namespace wmireach::analyzer
