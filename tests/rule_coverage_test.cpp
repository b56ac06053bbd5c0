// SPDX-License-Identifier: Apache-2.0
// `test --coverage`: what a set of scenarios exercises of a catalogue that is small enough to know the answer.
#include <catch2/catch.hpp>

#include "cli/condition_text.hpp"
#include "cli/rule_coverage.hpp"
#include "cli/schema_text.hpp"
#include "tests/generators/estates.hpp"
#include "tests/generators/program_run.hpp"
#include "tests/generators/project_files.hpp"
#include "tests/generators/schema_file.hpp"

using namespace wmireach;
using namespace wmireach::tests;

namespace {

// One rule of four conditions.
rules::Program one_rule() {
  rules::Catalogue catalogue;
  rules::Rule rule;
  rule.name = "one";
  rule.applies_when = std::get<rules::Condition>(rules::parse_condition("target.ipv4 and target.dcom.enabled", {}));
  rule.requirement = std::get<rules::Condition>(rules::parse_condition("not target.ipv6 or target.uac.enabled", {}));
  catalogue.rules.push_back(rule);
  return rules::compile(catalogue);
}

const cli::ConditionCoverage& condition(const cli::Coverage& coverage, const std::string& text) {
  const auto& all = coverage.rules()[0].conditions;
  const auto found = std::ranges::find(all, text, &cli::ConditionCoverage::text);
  REQUIRE(found != all.end());
  return *found;
}

void note(cli::Coverage& coverage, const rules::Program& program, const NamedFacts& facts) {
  const model::Estate& estate = blank_estate();
  const auto changed = changes(facts);
  rules::FactFrame frame(estate, 0, {.assumptions = false, .changes = changed});
  analyzer::Verdict v;
  v.outcomes = rules::evaluate(program, frame);
  coverage.note(v, frame);
}

}  // namespace

TEST_CASE("a condition counts in the truths it had where the evaluation came to it") {
  const auto program = one_rule();
  cli::Coverage coverage(program, true);
  REQUIRE(coverage.rules()[0].conditions.size() == 4);
  // False on the left of "and": the right side is not looked at, and neither is what the rule requires.
  note(coverage, program, {{"target.ipv4", "false"}, {"target.dcom.enabled", "true"}, {"target.ipv6", "true"}});
  CHECK(condition(coverage, "target.ipv4").seen == cli::Seen{true, false, false});
  CHECK(condition(coverage, "target.dcom.enabled").seen == cli::Seen{});
  CHECK(condition(coverage, "target.ipv6").seen == cli::Seen{});
  CHECK(coverage.rules()[0].not_applied);
  CHECK_FALSE(coverage.rules()[0].applied);
  // "not ipv6" is true on the left of "or": uac is not looked at.
  note(coverage, program, {{"target.ipv4", "true"}, {"target.dcom.enabled", "true"}, {"target.ipv6", "false"}});
  CHECK(condition(coverage, "target.ipv6").seen == cli::Seen{true, false, false});
  CHECK(condition(coverage, "target.uac.enabled").seen == cli::Seen{});
  CHECK(coverage.rules()[0].seen == cli::Seen{false, false, true});
  note(coverage, program, {{"target.ipv4", "true"}, {"target.dcom.enabled", "true"}, {"target.ipv6", "true"}, {"target.uac.enabled", "false"}});
  CHECK(condition(coverage, "target.uac.enabled").seen == cli::Seen{true, false, false});
  CHECK(coverage.rules()[0].seen == cli::Seen{true, false, true});
  const std::string text = cli::coverage_text(coverage, true);
  CHECK_THAT(text, Catch::StartsWith("rules: 0 of 1 exercised in all three truths\nconditions: 0 of 4 seen true, false and unknown, over 3 connections\n"));
  CHECK_THAT(text, Catch::Contains("  one: never unknown\n"));
  CHECK_THAT(text, Catch::Contains("    applies when target.ipv4: never unknown\n"));
  CHECK_THAT(text, Catch::Contains("    requires target.uac.enabled: never unknown, true\n"));
}

TEST_CASE("the text of every condition of the catalogue is one, and means the same") {
  for (const auto& rule : catalogue().rules)
    for (const auto* condition : {&rule.applies_when, &rule.requirement})
      for (const auto& n : condition->nodes) {
        if (n.operation == rules::Operation::always || n.operation == rules::Operation::negation || n.operation == rules::Operation::conjunction || n.operation == rules::Operation::disjunction) continue;
        const std::string text = cli::condition_text(n);
        INFO(rule.name << ": " << text);
        const auto parsed = rules::parse_condition(text, {});
        REQUIRE(std::holds_alternative<rules::Condition>(parsed));
        const auto& again = std::get<rules::Condition>(parsed).nodes.back();
        CHECK(again.operation == n.operation);
        CHECK(again.slot == n.slot);
        CHECK(again.against_fact == n.against_fact);
        CHECK((n.against_fact ? again.other == n.other : again.value == n.value));
      }
}

TEST_CASE("test --coverage tells it as text and as JSON, and no other form does") {
  const Folder f;
  f.write("s.json", plain_scenario({{"connection", {{"expect", {{"verdict", "fails"}}}}}}).dump());
  const Result text = run(f, "test s.json --coverage");
  CHECK(text.exit == 0);
  CHECK_THAT(text.out, Catch::Contains("\nconditions: ") && Catch::Contains("over 1 connection\n"));
  CHECK_THAT(run(f, "test s.json").out, !Catch::Contains("conditions: "));
  const Json json = Json::parse(run(f, "test s.json --coverage --format json").out);
  CHECK(json["connections"] == 1);
  CHECK(SchemaFile(nlohmann::json::parse(cli::coverage_schema())).problems(json).empty());
  CHECK(json["rules"].size() == catalogue().rules.size());
  bool violated = false;
  for (const auto& rule : json["rules"]) violated = violated || (rule["rule"] == "windows-firewall-blocks-endpoint-mapper" && rule["seen"] == Json::array({"violated"}));
  CHECK(violated);
  CHECK(run(f, "test s.json --coverage --format junit").exit == 2);
  CHECK(run(f, "test s.json --format json").exit == 2);
}
