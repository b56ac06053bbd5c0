// SPDX-License-Identifier: Apache-2.0
// What must be so in every scenario, tried on random ones.
#include <array>
#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "rules/builtin.hpp"
#include "tests/generators/learning.hpp"
#include "tests/generators/outcomes.hpp"

using namespace wmireach;
using tests::Choices;
using tests::Json;

namespace {

constexpr int runs = 400;
constexpr int fewer_runs = 120;  // where every missing fact is tried with every value

// A scenario from one stream of choices, and a second stream for what is done to it.
struct Drawn {
  Drawn() : first(*tests::choice_streams(tests::scenario_choices)), second(*tests::choice_streams(200)), scenario(tests::random_scenario(first)) {
    tests::note() << scenario.dump(1) << "\n";
  }
  Choices first, second;
  Json scenario;
};

std::string value_text(rules::Slot s, const model::Fact& f) {
  return rules::slot_name(s) + " = " + (f.known ? rules::write_value(rules::slot_info(s).definition->type(), f.value) : "unknown");
}

// Every fact that is known before is known afterwards, with the same value.
void assert_nothing_reversed(rules::FactFrame& before, rules::FactFrame& after) {
  for (rules::Slot s = 0; s < rules::slot_count; ++s) {
    const model::Fact was = before.get(s), is = after.get(s);
    if (!was.known || (is.known && is.value == was.value)) continue;
    tests::note() << before.connection().id << ": " << value_text(s, was) << " became " << value_text(s, is) << "\n";
    RC_FAIL("a known fact was reversed");
  }
}

void assert_same(const Json& a, const Json& b) {
  const auto one = tests::outcomes(a), other = tests::outcomes(b);
  for (const auto& [id, text] : one) {
    const auto found = other.find(id);
    RC_ASSERT(found != other.end());
    if (found->second == text) continue;
    tests::note() << b.dump(1) << "\n" << id << " gives " << text << "and then " << found->second;
    RC_FAIL("two predictions differ");
  }
}

analyzer::VerdictKind verdict_of(rules::FactFrame& frame, const rules::FrameOptions& options) {
  return analyzer::predict_and_probe_missing(rules::builtin_program(), frame, options).kind;
}

bool decided(analyzer::VerdictKind k) { return k == analyzer::VerdictKind::connects || k == analyzer::VerdictKind::fails; }

}  // namespace

TEST_CASE("the generator makes scenarios that the reader accepts") {
  REQUIRE(tests::holds_for(runs, "random scenarios are valid", [] {
    const Drawn d;
    const auto problems = tests::problems_of(d.scenario.dump());
    for (const auto& p : problems) tests::note() << p.pointer << ": " << p.message << "\n";
    RC_ASSERT(problems.empty());
  }));
}

TEST_CASE("the generator makes every verdict, and every kind of rule outcome") {
  std::map<analyzer::VerdictKind, int> kinds;
  std::vector<std::array<int, 3>> truths(rules::builtin_program().rules().size());
  std::vector<std::uint16_t> stream(tests::scenario_choices);
  std::mt19937 random(20261101);
  for (int i = 0; i < 1500; ++i) {
    for (auto& x : stream) x = static_cast<std::uint16_t>(random());
    Choices choices(stream);
    const auto estate = tests::read_estate(tests::random_scenario(choices).dump());
    for (model::Index k = 0; k < estate.connections.size(); ++k) {
      rules::FactFrame frame(estate, k);
      const auto v = analyzer::predict(rules::builtin_program(), frame);
      ++kinds[v.kind];
      for (std::size_t r = 0; r < v.outcomes.size(); ++r) ++truths[r][static_cast<std::size_t>(static_cast<int>(v.outcomes[r].truth()) + 1)];
    }
  }
  for (const auto kind : {analyzer::VerdictKind::connects, analyzer::VerdictKind::fails, analyzer::VerdictKind::undetermined}) {
    CAPTURE(to_string(kind));
    CHECK(kinds[kind] >= 10);
  }
  std::size_t violated = 0, unknown = 0;
  std::string never;
  for (std::size_t r = 0; r < truths.size(); ++r) {
    violated += truths[r][0] > 0 ? 1 : 0;
    unknown += truths[r][1] > 0 ? 1 : 0;
    if (truths[r][0] == 0) never += " " + std::string(rules::builtin_program().rules()[r].name);
  }
  WARN(kinds[analyzer::VerdictKind::connects] << " connect, " << kinds[analyzer::VerdictKind::fails] << " fail, " << kinds[analyzer::VerdictKind::undetermined]
                                              << " undetermined; " << violated << " of " << truths.size() << " rules violated, " << unknown << " unknown; never violated:" << never);
  CHECK(violated * 10 >= truths.size() * 7);
  CHECK(unknown * 10 >= truths.size() * 7);
}

TEST_CASE("learning a fact never reverses a known fact") {
  REQUIRE(tests::holds_for(2 * runs, "learning is monotone for facts", [] {
    Drawn d;
    const auto lesson = tests::learn_something(d.second, d.scenario);
    RC_PRE(lesson.has_value());
    tests::note() << "learnt: " << lesson->what << "\n" << lesson->scenario.dump(1) << "\n";
    const auto before = tests::read_estate(d.scenario.dump()), after = tests::read_estate(lesson->scenario.dump());
    for (model::Index i = 0; i < before.connections.size(); ++i) {
      rules::FactFrame old_frame(before, i), new_frame(after, i);
      assert_nothing_reversed(old_frame, new_frame);
    }
  }));
}

TEST_CASE("learning a fact never reverses a known verdict") {
  REQUIRE(tests::holds_for(fewer_runs, "learning is monotone for verdicts", [] {
    Drawn d;
    const auto lesson = tests::learn_something(d.second, d.scenario);
    RC_PRE(lesson.has_value());
    tests::note() << "learnt: " << lesson->what << "\n" << lesson->scenario.dump(1) << "\n";
    const auto before = tests::read_estate(d.scenario.dump()), after = tests::read_estate(lesson->scenario.dump());
    for (model::Index i = 0; i < before.connections.size(); ++i)
      for (const bool assumptions : {true, false}) {
        const rules::FrameOptions options{.assumptions = assumptions};
        rules::FactFrame old_frame(before, i, options), new_frame(after, i, options);
        const auto was = verdict_of(old_frame, options), is = verdict_of(new_frame, options);
        if (!decided(was) || !decided(is)) continue;
        tests::note() << before.connections[i].id << (assumptions ? "" : " without assumptions") << " was " << to_string(was) << ", is " << to_string(is) << "\n";
        RC_ASSERT(was == is);
      }
  }));
}

TEST_CASE("assumptions never reverse a fact that is known without them") {
  REQUIRE(tests::holds_for(2 * runs, "assumptions only add facts", [] {
    const Drawn d;
    const auto estate = tests::read_estate(d.scenario.dump());
    for (model::Index i = 0; i < estate.connections.size(); ++i) {
      rules::FactFrame bare(estate, i, {.assumptions = false}), full(estate, i);
      assert_nothing_reversed(bare, full);
    }
  }));
}

TEST_CASE("assumptions never reverse a verdict that is known without them") {
  REQUIRE(tests::holds_for(fewer_runs, "assumptions only add verdicts", [] {
    const Drawn d;
    const auto estate = tests::read_estate(d.scenario.dump());
    for (model::Index i = 0; i < estate.connections.size(); ++i) {
      rules::FactFrame bare(estate, i, {.assumptions = false}), full(estate, i);
      const auto without = verdict_of(bare, {.assumptions = false}), with = verdict_of(full, {});
      tests::note() << estate.connections[i].id << " without: " << to_string(without) << ", with: " << to_string(with) << "\n";
      if (decided(without) && decided(with)) RC_ASSERT(without == with);
    }
  }));
}

TEST_CASE("the order of keys and of connections does not matter") {
  REQUIRE(tests::holds_for(runs, "order", [] {
    const Drawn d;
    assert_same(d.scenario, tests::reversed(d.scenario));
  }));
}

TEST_CASE("the names of hosts do not matter") {
  REQUIRE(tests::holds_for(runs, "renaming", [] {
    const Drawn d;
    assert_same(d.scenario, tests::with_hosts_renamed(d.scenario));
  }));
}

TEST_CASE("a host, an account, a domain and a zone that a connection does not use do not matter") {
  REQUIRE(tests::holds_for(runs, "strangers", [] {
    const Drawn d;
    assert_same(d.scenario, tests::with_strangers(d.scenario));
  }));
}

TEST_CASE("the same input gives the same prediction, in whatever order its facts were asked for") {
  REQUIRE(tests::holds_for(runs, "determinism", [] {
    Drawn d;
    assert_same(d.scenario, d.scenario);
    const auto estate = tests::read_estate(d.scenario.dump());
    for (model::Index i = 0; i < estate.connections.size(); ++i) {
      rules::FactFrame fresh(estate, i), used(estate, i);
      for (int n = 0; n < 40; ++n) used.get(static_cast<rules::Slot>(d.second.below(rules::slot_count)));
      const auto& program = rules::builtin_program();
      auto one = analyzer::predict(program, fresh), other = analyzer::predict(program, used);
      one.assumptions.clear();  // they are those that the frame has looked at, by whatever means
      other.assumptions.clear();
      if (tests::text_of(program, one) == tests::text_of(program, other)) continue;
      tests::note() << "fresh: " << tests::text_of(program, one) << "used: " << tests::text_of(program, other);
      RC_FAIL("the order of questions matters");
    }
  }));
}
