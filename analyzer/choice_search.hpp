// SPDX-License-Identifier: Apache-2.0
// Branch and bound over one part of a choice: clauses that hang together by their items.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analyzer/least_choice.hpp"

namespace wmireach::analyzer {

// The cheapest items that satisfy the clauses, none of which is empty. `effort` is how many literals may be looked at; what is used of
// it is taken off, and where it comes to nothing the choice is not proven. Items that are `preferred`, sorted, are tried first. nullopt:
// there is none, or none was found.
std::optional<Choice> search_choice(const std::vector<std::uint64_t>& costs, const std::vector<const Clause*>& clauses, std::uint64_t& effort,
                                    const std::vector<std::uint32_t>& preferred);

}  // namespace wmireach::analyzer
