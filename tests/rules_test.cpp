// SPDX-License-Identifier: Apache-2.0
// Every rule of the catalogue, and every documented statement that it has to account for.
#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

#include "model/release.hpp"
#include "rules/builtin.hpp"
#include "tests/generators/estates.hpp"
#include "tests/generators/project_files.hpp"

using namespace wmireach;
using model::Truth;
using rules::Rule;

namespace {

Truth truth_of(const rules::Condition& condition, std::span<const rules::Change> facts) {
  rules::FactFrame frame(tests::blank_estate(), 0, {.blank = true, .changes = facts});
  return evaluate(condition.nodes, condition.nodes.size() - 1, frame);
}

Truth truth_of(const Rule& rule, std::span<const rules::Change> facts) { return !truth_of(rule.applies_when, facts) || truth_of(rule.requirement, facts); }

const rules::FactDefinition* find_fact(std::string_view name) {
  for (const auto& table : {rules::host_facts(), rules::account_facts(), rules::connection_facts()})
    for (const auto& f : table)
      if (f.name == name) return &f;
  return nullptr;
}

bool has_release_default(std::string_view fact) {
  return std::ranges::find(model::release_defaults(), fact, &model::ReleaseDefault::fact) != model::release_defaults().end();
}

std::set<rules::Slot> required_by(const Rule& rule) {
  const auto slots = slots_of(rule.requirement.nodes, rule.requirement.nodes.size() - 1);
  return {slots.begin(), slots.end()};
}

std::string id(const char* group, int number) { return std::string(group) + (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

TEST_CASE("the rules of the catalogue are read without a problem") { CHECK(tests::catalogue().rules.size() >= 60); }

TEST_CASE("every example of every rule comes out as it says") {
  for (const auto& rule : tests::catalogue().rules)
    for (const auto& example : rule.examples) {
      INFO(rule.name << ": " << example.title);
      CHECK(truth_of(rule, example.facts) == example.truth);
    }
}

TEST_CASE("every rule is shown to hold, to be violated and to be unknown") {
  for (const auto& rule : tests::catalogue().rules)
    for (const auto truth : {Truth::True, Truth::False, Truth::Unknown}) {
      CAPTURE(rule.name, static_cast<int>(truth));
      CHECK(std::ranges::any_of(rule.examples, [&](const auto& e) { return truth_of(rule, e.facts) == truth; }));
    }
}

TEST_CASE("no rule requires what cannot be otherwise, or what can never be") {
  for (const auto& rule : tests::catalogue().rules) {
    CAPTURE(rule.name, rule.requirement.text);
    CHECK(std::ranges::any_of(rule.examples, [&](const auto& e) { return truth_of(rule.requirement, e.facts) == Truth::False; }));
    CHECK(std::ranges::any_of(rule.examples, [&](const auto& e) {
      return truth_of(rule.requirement, e.facts) == Truth::True && truth_of(rule.applies_when, e.facts) == Truth::True;
    }));
  }
}

TEST_CASE("every rule cites statements that exist, each once") {
  for (const auto& rule : tests::catalogue().rules) {
    CAPTURE(rule.name);
    CHECK_FALSE(rule.sources.empty());
    std::set<std::string> seen;
    for (const auto& s : rule.sources) {
      CAPTURE(s.statement);
      CHECK(tests::statements().find(s.statement) != nullptr);
      CHECK(seen.insert(s.statement).second);
      CHECK_FALSE(s.supports.empty());
    }
  }
}

TEST_CASE("every rule stands in the folder of its stage, in a file of its name") {
  for (const auto& rule : tests::catalogue().rules) CHECK(rule.file == std::string(to_string(rule.stage)) + "/" + rule.name + ".json");
}

TEST_CASE("every rule has its prose in the agreed form") {
  for (const auto& rule : tests::catalogue().rules) {
    CAPTURE(rule.name);
    CHECK(rule.summary.ends_with('.'));
    CHECK(rule.summary.find('\n') == std::string::npos);
    CHECK(rule.why.ends_with('.'));
    REQUIRE_FALSE(rule.message.empty());
    CHECK_FALSE(rule.message.ends_with('.'));
    CHECK_FALSE(rule.since.empty());
    for (const auto& r : rule.remedies) {
      CHECK_FALSE(r.title.empty());
      CHECK_FALSE(r.where.empty());
    }
  }
}

TEST_CASE("a remedy that sets facts which its rule requires takes the violation away") {
  for (const auto& rule : tests::catalogue().rules) {
    const auto required = required_by(rule);
    for (const auto& remedy : rule.remedies) {
      if (remedy.set.empty() || !std::ranges::all_of(remedy.set, [&](const auto& c) { return required.contains(c.slot); })) continue;
      const auto mends = [&](const auto& example) {
        auto facts = example.facts;
        facts.insert(facts.end(), remedy.set.begin(), remedy.set.end());
        return truth_of(rule, facts) == Truth::True;
      };
      INFO(rule.name << ": " << remedy.title);
      CHECK(std::ranges::any_of(rule.examples, [&](const auto& e) { return e.truth == Truth::False && mends(e); }));
    }
  }
}

TEST_CASE("the built-in program is the compiled catalogue") {
  const auto compiled = rules::compile(tests::catalogue());
  const auto& builtin = rules::builtin_program();
  REQUIRE(compiled.rules().size() == builtin.rules().size());
  for (std::size_t i = 0; i < compiled.rules().size(); ++i) {
    CHECK(compiled.rules()[i].name == builtin.rules()[i].name);
    CHECK(compiled.rules()[i].message == builtin.rules()[i].message);
    CHECK(std::ranges::equal(compiled.rules()[i].sources, builtin.rules()[i].sources));
  }
  CHECK(compiled.hash() == builtin.hash());
}

TEST_CASE("the rules come in the order of the stages, then of their order, then of their names") {
  const auto& all = tests::catalogue().rules;
  const auto key = [](const Rule& r) { return std::tuple(r.stage, r.order, r.name); };
  CHECK(std::ranges::is_sorted(all, {}, key));
}

TEST_CASE("every statement of the base documents and beyond them, and every contradiction, is listed") {
  const auto check_group = [](const char* group, int last) {
    for (int n = 1; n <= last; ++n) {
      CAPTURE(id(group, n));
      CHECK(tests::statements().find(id(group, n)) != nullptr);
    }
  };
  check_group("S0-", 31);
  check_group("S1-", 23);
  check_group("S2-", 9);
  check_group("S3-", 28);
  check_group("S4-", 28);
  for (const auto& [group, last] : {std::pair{"B-OS-", 14}, {"B-API-", 34}, {"B-NAME-", 15}, {"B-NET-", 25}, {"B-DCOM-", 28}, {"B-AUTH-", 37}, {"B-UAC-", 12},
                                    {"B-WMI-", 26}, {"B-ASYNC-", 12}, {"B-DELEG-", 10}, {"B-TIME-", 5}, {"B-WINRM-", 15}, {"B-LOCAL-", 3}})
    check_group(group, last);
  for (int n = 1; n <= 31; ++n) {
    CAPTURE(id("C-", n));
    CHECK(std::ranges::find(tests::statements().contradictions, id("C-", n), &import::Contradiction::id) != tests::statements().contradictions.end());
  }
}

TEST_CASE("every statement says where it is from and is accounted for by something that exists") {
  std::set<std::string> seen;
  for (const auto& s : tests::statements().statements) {
    CAPTURE(s.id);
    CHECK(seen.insert(s.id).second);
    CHECK_FALSE(s.says.empty());
    CHECK(tests::statements().documents.contains(s.document));
    CHECK_FALSE(s.accounted_by.empty());
    for (const auto& a : s.accounted_by) {
      CAPTURE(a.kind, a.name);
      const Rule* rule = tests::catalogue().find(a.name);
      const auto* fact = find_fact(a.name);
      if (a.kind == "rule") {
        CHECK(rule != nullptr);
      } else if (a.kind == "remedy") {
        REQUIRE(rule != nullptr);
        CHECK_FALSE(rule->remedies.empty());
      } else if (a.kind == "derived") {
        REQUIRE(fact != nullptr);
        CHECK_FALSE(fact->stored());
      } else if (a.kind == "default") {
        REQUIRE(fact != nullptr);
        CHECK((has_release_default(a.name) || !fact->assumed.empty() || fact->assume != nullptr));
      } else {
        CHECK((a.kind == "note" || a.kind == "out-of-scope"));
        CHECK_FALSE(a.text.empty());
      }
    }
  }
}

TEST_CASE("rules and statements name each other") {
  for (const auto& rule : tests::catalogue().rules)
    for (const auto& source : rule.sources) {
      const auto* s = tests::statements().find(source.statement);
      if (s == nullptr) continue;
      INFO(source.statement << " is cited by " << rule.name);
      CHECK(std::ranges::any_of(s->accounted_by, [&](const auto& a) { return (a.kind == "rule" || a.kind == "remedy") && a.name == rule.name; }));
    }
  for (const auto& s : tests::statements().statements)
    for (const auto& a : s.accounted_by) {
      const Rule* rule = a.kind == "rule" ? tests::catalogue().find(a.name) : nullptr;
      if (rule == nullptr) continue;
      INFO(s.id << " names " << a.name);
      CHECK(std::ranges::find(rule->sources, s.id, &rules::Source::statement) != rule->sources.end());
    }
}

TEST_CASE("every contradiction is decided, between statements that exist") {
  for (const auto& c : tests::statements().contradictions) {
    CAPTURE(c.id);
    CHECK_FALSE(c.between.empty());
    CHECK_FALSE(c.decision.empty());
    CHECK_FALSE(c.statements.empty());
    for (const auto& s : c.statements) {
      CAPTURE(s);
      CHECK(tests::statements().find(s) != nullptr);
    }
    for (const auto& name : c.rules) {
      CAPTURE(name);
      CHECK(tests::catalogue().find(name) != nullptr);
    }
  }
}

TEST_CASE("a default or derived fact that a statement is accounted by has a source") {
  for (const auto& s : tests::statements().statements)
    for (const auto& a : s.accounted_by)
      if (const auto* fact = a.kind == "derived" ? find_fact(a.name) : nullptr) {
        INFO(s.id << " names " << a.name);
        CHECK_FALSE(fact->sources.empty());
      }
}
