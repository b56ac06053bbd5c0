// SPDX-License-Identifier: Apache-2.0
// The cheapest choice under clauses, against trying every choice.
#include <catch2/catch.hpp>

#include "analyzer/least_choice.hpp"
#include "tests/generators/choices.hpp"

using namespace wmireach;
using analyzer::Clause;
using tests::Choices;

namespace {

bool holds(const Clause& c, std::uint32_t chosen) {
  return std::ranges::any_of(c.chosen, [&](auto i) { return ((chosen >> i) & 1) != 0; }) || std::ranges::any_of(c.left_out, [&](auto i) { return ((chosen >> i) & 1) == 0; });
}

// The least cost of a choice under the clauses; nullopt: there is none.
std::optional<std::uint64_t> by_trying(const std::vector<std::uint64_t>& costs, const std::vector<Clause>& clauses) {
  std::optional<std::uint64_t> best;
  for (std::uint32_t chosen = 0; chosen < 1U << costs.size(); ++chosen) {
    if (!std::ranges::all_of(clauses, [&](const Clause& c) { return holds(c, chosen); })) continue;
    std::uint64_t cost = 0;
    for (std::size_t i = 0; i < costs.size(); ++i) cost += ((chosen >> i) & 1) != 0 ? costs[i] : 0;
    if (!best || cost < *best) best = cost;
  }
  return best;
}

std::vector<std::uint32_t> some_items(Choices& c, std::size_t items, std::size_t most) {
  std::vector<std::uint32_t> out;
  for (std::size_t n = c.below(most + 1); n > 0; --n) out.push_back(static_cast<std::uint32_t>(c.below(items)));
  std::ranges::sort(out);
  out.erase(std::ranges::unique(out).begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("the choice is as cheap as the cheapest of all choices") {
  REQUIRE(tests::holds_for(3000, "least choice", [] {
    Choices c(*tests::choice_streams(120));
    const std::size_t items = 1 + c.below(9);
    std::vector<std::uint64_t> costs;
    for (std::size_t i = 0; i < items; ++i) costs.push_back(1 + c.below(4));
    std::vector<Clause> clauses;
    for (std::size_t n = c.below(10); n > 0; --n) {
      Clause clause{some_items(c, items, 4), c.chance(30) ? some_items(c, items, 2) : std::vector<std::uint32_t>{}};
      clauses.push_back(std::move(clause));
    }
    for (const auto& clause : clauses) {
      tests::note() << "chosen";
      for (const auto i : clause.chosen) tests::note() << ' ' << i;
      tests::note() << " left out";
      for (const auto i : clause.left_out) tests::note() << ' ' << i;
      tests::note() << '\n';
    }
    const auto best = by_trying(costs, clauses);
    const auto found = analyzer::least_choice(costs, clauses);
    RC_ASSERT(best.has_value() == found.has_value());
    if (!found) return;
    RC_ASSERT(found->proven);
    RC_ASSERT(found->cost == *best);
    std::uint32_t chosen = 0;
    for (const auto i : found->items) chosen |= 1U << i;
    RC_ASSERT(std::ranges::all_of(clauses, [&](const Clause& clause) { return holds(clause, chosen); }));
  }));
}

TEST_CASE("a search that is cut short says so") {
  // Every pair of fifteen items in a clause: all but one have to be chosen, and no item dominates another.
  std::vector<Clause> clauses;
  for (std::uint32_t a = 0; a < 15; ++a)
    for (std::uint32_t b = a + 1; b < 15; ++b) clauses.push_back({{a, b}, {}});
  const std::vector<std::uint64_t> costs(15, 1);
  const auto whole = analyzer::least_choice(costs, clauses), cut = analyzer::least_choice(costs, clauses, 20);
  REQUIRE((whole && cut));
  CHECK(whole->proven);
  CHECK(whole->cost == 14);
  CHECK_FALSE(cut->proven);
}

TEST_CASE("many independent parts are no harder than each of them") {
  std::vector<Clause> clauses;
  std::vector<std::uint64_t> costs;
  for (std::uint32_t part = 0; part < 500; ++part) {
    const std::uint32_t a = part * 4;
    costs.insert(costs.end(), {3, 2, 2, 3});
    for (const auto& [x, y] : {std::pair{a, a + 1}, {a + 1, a + 2}, {a + 2, a + 3}, {a, a + 3}}) clauses.push_back({{x, y}, {}});
  }
  const auto found = analyzer::least_choice(costs, clauses, 500 * 200);  // literals to look at, for all parts
  REQUIRE(found);
  CHECK(found->proven);
  CHECK(found->cost == 500 * 5);
}
