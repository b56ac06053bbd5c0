// SPDX-License-Identifier: Apache-2.0
// The cheapest choice of items under clauses: a weighted hitting set, with literals of both signs. Exact.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace wmireach::analyzer {

// At least one of `chosen` is in the choice, or at least one of `left_out` is not.
struct Clause {
  std::vector<std::uint32_t> chosen, left_out;  // items, sorted, without repetition
  friend bool operator==(const Clause&, const Clause&) = default;
};

struct Choice {
  std::vector<std::uint32_t> items;  // sorted
  std::uint64_t cost = 0;
  bool proven = true;                // false: the search was cut short, and a cheaper choice may exist
  std::uint64_t effort = 0;          // spent
};

// The costs are positive, and their sum stays below 2^63. nullopt: no choice satisfies every clause, or none was found with the
// `effort`, a count of literals to look at. Equal costs are decided the same way on every machine. Items that are `preferred`, sorted, are
// tried first: a choice that is not proven then stays near them.
std::optional<Choice> least_choice(const std::vector<std::uint64_t>& costs, const std::vector<Clause>& clauses, std::uint64_t effort = 200'000'000,
                                   const std::vector<std::uint32_t>& preferred = {});

}  // namespace wmireach::analyzer
