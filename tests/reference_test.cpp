// SPDX-License-Identifier: Apache-2.0
// The program against the naive reference predictor: the same facts must lead to the same verdict.
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>

#include "model/error_code.hpp"
#include "rules/builtin.hpp"
#include "rules/condition.hpp"
#include "tests/generators/outcomes.hpp"
#include "tests/generators/project_files.hpp"
#include "tests/generators/scenario_generator.hpp"
#include "tests/reference/naive_verdict.hpp"

using namespace wmireach;
using reference::Answer;
using reference::NaiveVerdict;

namespace {

constexpr int scenarios = 10000;

std::map<std::string, reference::Value> facts_of(rules::FactFrame& frame) {
  std::map<std::string, reference::Value> facts;
  for (rules::Slot s = 0; s < rules::slot_count; ++s) {
    const model::Fact f = frame.get(s);
    facts[rules::slot_name(s)] = f.known ? reference::Value(f.value) : std::nullopt;
  }
  return facts;
}

Answer as_answer(model::Truth t) { return static_cast<Answer>(static_cast<int>(t) + 1); }

// The program's verdict in the reference's form; what the program leaves open about the missing facts is followed by `frame`.
NaiveVerdict in_naive_form(const analyzer::Verdict& v) {
  const auto& program = rules::builtin_program();
  const auto name = [&](std::uint32_t r) { return std::string(program.rules()[r].name); };
  NaiveVerdict n;
  n.kind = to_string(v.kind);
  if (v.first_blocker) n.blocker = name(*v.first_blocker);
  if (v.stage) n.stage = to_string(*v.stage);
  for (const auto r : v.latent) n.latent.push_back(name(r));
  for (const auto r : v.limits) n.limits.push_back(name(r));
  for (const auto& e : v.errors) n.errors.push_back({model::hex(e.code), std::string(rules::to_string(e.timing)), name(e.rule)});
  n.error_is_certain = v.error_is_certain;
  for (const auto& m : v.missing) n.missing.insert(rules::slot_name(m.slot));
  for (std::uint32_t r = 0; r < v.outcomes.size(); ++r) n.truth[name(r)] = as_answer(v.outcomes[r].truth());
  for (std::size_t s = 0; s < v.stages.size(); ++s) n.stages[std::string(to_string(static_cast<model::Stage>(s)))] = to_string(v.stages[s].state);
  return n;
}

// The reference names the facts of a rule; the program follows them down to what can be stated.
void follow_missing(NaiveVerdict& v, rules::FactFrame& frame) {
  std::set<std::string> followed;
  for (const auto& fact : v.missing)
    for (const auto s : frame.missing(*rules::find_slot(fact))) followed.insert(rules::slot_name(s));
  v.missing = std::move(followed);
}

std::string differences(const NaiveVerdict& a, const NaiveVerdict& b) {
  std::string text;
  const auto differ = [&](const char* what, bool different) { text += different ? std::string(what) + " " : ""; };
  differ("kind", a.kind != b.kind);
  differ("blocker", a.blocker != b.blocker);
  differ("stage", a.stage != b.stage);
  differ("latent", a.latent != b.latent);
  differ("limits", a.limits != b.limits);
  differ("errors", a.errors != b.errors);
  differ("certainty", a.error_is_certain != b.error_is_certain);
  differ("missing", a.missing != b.missing);
  differ("truths", a.truth != b.truth);
  differ("stages", a.stages != b.stages);
  return text;
}

tests::Json scenario_of(std::uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<std::uint16_t> stream(static_cast<std::size_t>(tests::scenario_choices));
  for (auto& x : stream) x = static_cast<std::uint16_t>(random());
  tests::Choices choices(std::move(stream));
  return tests::random_scenario(choices);
}

}  // namespace

TEST_CASE("the reference reads the same rules as the program") {
  const reference::NaivePredictor naive((tests::source_dir() / "rules" / "catalogue").string());
  CHECK(naive.rules() == rules::builtin_program().rules().size());
}

TEST_CASE("program and reference agree on ten thousand random scenarios") {
  const reference::NaivePredictor naive((tests::source_dir() / "rules" / "catalogue").string());
  std::map<std::string, int> kinds;
  for (std::uint32_t seed = 0; seed < scenarios; ++seed) {
    const auto scenario = scenario_of(seed);
    const auto estate = tests::read_estate(scenario.dump());
    const bool assumptions = seed % 5 != 0;
    for (model::Index i = 0; i < estate.connections.size(); ++i) {
      rules::FactFrame frame(estate, i, {.assumptions = assumptions});
      const NaiveVerdict program = in_naive_form(analyzer::predict(rules::builtin_program(), frame));
      NaiveVerdict reference = naive.predict(facts_of(frame));
      follow_missing(reference, frame);
      ++kinds[program.kind];
      const std::string different = differences(program, reference);
      if (different.empty()) continue;
      INFO("seed " << seed << ", " << estate.connections[i].id << "\n" << scenario.dump(1));
      INFO("program: " << program.kind << " " << program.blocker << ", reference: " << reference.kind << " " << reference.blocker);
      FAIL("program and reference differ in: " << different);
    }
  }
  for (const auto& [kind, count] : kinds) CHECK(count > scenarios / 100);
  CHECK(kinds.size() == 3);
}

TEST_CASE("program and reference agree on every example of every rule") {
  const reference::NaivePredictor naive((tests::source_dir() / "rules" / "catalogue").string());
  for (const auto& rule : tests::catalogue().rules)
    for (const auto& example : rule.examples) {
      rules::FactFrame frame(tests::blank_estate(), 0, {.blank = true, .changes = example.facts});
      const NaiveVerdict reference = naive.predict(facts_of(frame));
      INFO(rule.name << ": " << example.title);
      CHECK(reference.truth.at(rule.name) == as_answer(example.truth));
    }
}

// Conditions of random shape over a few facts of every kind.
TEST_CASE("program and reference agree on random conditions") {
  static const std::vector<std::string> leaves{
      "client.ipv4", "target.ipv4", "target.os >= windows-vista", "target.os in {windows-7, windows-10}", "client.os < target.os",
      "target.dcom.access.anonymous contains remote-access", "target.service_pack != 2", "target.patched_to >= 2023-03-14",
      "client.ipv4 == false", "request.mode == asynchronous", "network.service_ports <= partial", "either"};
  static const std::map<std::string, std::string> definitions{{"either", "client.ipv6 or target.ipv6"}};
  static const std::vector<tests::NamedFacts> pool{
      {{"client.ipv4", "true"}}, {{"client.ipv4", "false"}}, {{"target.ipv4", "true"}}, {{"target.ipv4", "false"}}, {{"target.os", "windows-7"}},
      {{"target.os", "windows-xp"}}, {{"client.os", "windows-8"}}, {{"target.dcom.access.anonymous", "{remote-access}"}}, {{"target.dcom.access.anonymous", "{}"}},
      {{"target.service_pack", "2"}}, {{"target.patched_to", "2023-03-14"}}, {{"request.mode", "asynchronous"}}, {{"network.service_ports", "open"}},
      {{"client.ipv6", "true"}}, {{"client.ipv6", "false"}}, {{"target.ipv6", "false"}}};
  rules::Definitions parsed_definitions;
  parsed_definitions.emplace("either", std::get<rules::Condition>(rules::parse_condition(definitions.at("either"), {})));
  const auto condition = [](auto&& self, tests::Choices& c, int depth) -> std::string {
    const std::size_t kind = depth == 0 ? 0 : c.below(5);
    if (kind == 1) return "not " + self(self, c, depth - 1);
    if (kind == 2) return "(" + self(self, c, depth - 1) + ")";
    if (kind >= 3) return self(self, c, depth - 1) + (kind == 3 ? " and " : " or ") + self(self, c, depth - 1);
    return c.pick(leaves);
  };
  REQUIRE(tests::holds_for(3000, "random conditions", [&] {
    tests::Choices c(*tests::choice_streams(60));
    tests::NamedFacts facts;
    for (std::size_t n = c.below(8); n > 0; --n) {
      const auto& fact = c.pick(pool).front();
      if (std::none_of(facts.begin(), facts.end(), [&](const auto& f) { return f.first == fact.first; })) facts.push_back(fact);
    }
    const std::string text = condition(condition, c, 5);
    tests::note() << text << "\n";
    for (const auto& [name, value] : facts) tests::note() << name << " = " << value << "\n";
    const auto known = tests::changes(facts);
    rules::FactFrame frame(tests::blank_estate(), 0, {.blank = true, .changes = known});
    const auto parsed = std::get<rules::Condition>(rules::parse_condition(text, parsed_definitions));
    const auto values = facts_of(frame);
    reference::Question q{[&](const std::string& f) { return values.at(f); }, [&](const std::string& f) { return values.contains(f); },
                          [](const std::string& f, const std::string& l) {
                            const auto& type = rules::slot_info(*rules::find_slot(f)).definition->type();
                            return *rules::parse_value(type, l);
                          },
                          &definitions};
    const auto reply = reference::ask(text, q);
    RC_ASSERT(reply.answer == as_answer(evaluate(parsed.nodes, parsed.nodes.size() - 1, frame)));
    std::vector<rules::Slot> slots;
    add_missing(parsed.nodes, parsed.nodes.size() - 1, frame, slots);
    std::set<std::string> names;
    for (const auto s : slots) names.insert(rules::slot_name(s));
    RC_ASSERT(names == reply.unknown_facts);
  }));
}
