// SPDX-License-Identifier: Apache-2.0
// The condition language: what parses, how operators bind, and what each mistake is told.
#include <catch2/catch.hpp>

#include "rules/condition.hpp"
#include "tests/generators/choices.hpp"
#include "tests/generators/estates.hpp"

using namespace wmireach;
using rules::Condition;
using rules::ConditionError;
using tests::changes;
using tests::NamedFacts;

namespace {

Condition parsed(const std::string& text, const rules::Definitions& definitions = {}) {
  auto result = rules::parse_condition(text, definitions);
  if (const auto* errors = std::get_if<std::vector<ConditionError>>(&result)) FAIL(text << ": " << errors->front().message);
  return std::get<Condition>(result);
}

std::vector<ConditionError> errors_of(const std::string& text) {
  auto result = rules::parse_condition(text, {});
  if (std::holds_alternative<Condition>(result)) return {};
  return std::get<std::vector<ConditionError>>(result);
}

// '1', '0' or '?'.
char truth_of(const std::string& text, const NamedFacts& facts, const rules::Definitions& definitions = {}) {
  const Condition c = parsed(text, definitions);
  const auto known = changes(facts);
  rules::FactFrame frame(tests::blank_estate(), 0, {.blank = true, .changes = known});
  return "0?1"[static_cast<int>(evaluate(c.nodes, c.nodes.size() - 1, frame)) + 1];
}

struct Mistake {
  std::string text;
  std::size_t offset;
  std::string message, hint;  // parts of them
};

void check_mistake(const Mistake& m) {
  CAPTURE(m.text);
  const auto errors = errors_of(m.text);
  REQUIRE_FALSE(errors.empty());
  CHECK(errors.front().offset == m.offset);
  CHECK(errors.front().length >= 1);
  CHECK_THAT(errors.front().message, Catch::Contains(m.message));
  CHECK_THAT(errors.front().hint, Catch::Contains(m.hint));
}

}  // namespace

TEST_CASE("and binds tighter than or, not tighter than and") {
  const NamedFacts a_only{{"client.ipv4", "true"}, {"client.ipv6", "false"}, {"target.ipv4", "false"}};
  CHECK(truth_of("client.ipv4 or client.ipv6 and target.ipv4", a_only) == '1');
  CHECK(truth_of("(client.ipv4 or client.ipv6) and target.ipv4", a_only) == '0');
  CHECK(truth_of("target.ipv4 and client.ipv6 or client.ipv4", a_only) == '1');
  CHECK(truth_of("not client.ipv6 and client.ipv4", a_only) == '1');
  CHECK(truth_of("not (client.ipv6 or client.ipv4)", a_only) == '0');
  CHECK(truth_of("not client.ipv4 or client.ipv4", a_only) == '1');
  CHECK(truth_of("not not client.ipv4", a_only) == '1');
  CHECK(truth_of("((client.ipv4))", a_only) == '1');
  CHECK(truth_of("  client.ipv4\tand(client.ipv4)", a_only) == '1');
}

TEST_CASE("comparisons of enumerations, numbers, dates and booleans") {
  const NamedFacts facts{{"target.os", "windows-10"},      {"target.service_pack", "2"},
                         {"target.patched_to", "2023-03-14"}, {"client.ipv4", "true"},
                         {"target.edition", "pro"}};
  CHECK(truth_of("target.os >= windows-vista", facts) == '1');
  CHECK(truth_of("target.os < windows-vista", facts) == '0');
  CHECK(truth_of("target.os == windows-10", facts) == '1');
  CHECK(truth_of("target.os != windows-10", facts) == '0');
  CHECK(truth_of("target.os <= windows-10", facts) == '1');
  CHECK(truth_of("target.os > windows-10", facts) == '0');
  CHECK(truth_of("target.service_pack == 2", facts) == '1');
  CHECK(truth_of("target.service_pack > 2", facts) == '0');
  CHECK(truth_of("target.patched_to >= 2023-03-14", facts) == '1');
  CHECK(truth_of("target.patched_to < 2023-03-14", facts) == '0');
  CHECK(truth_of("client.ipv4 == true", facts) == '1');
  CHECK(truth_of("client.ipv4 != true", facts) == '0');
  CHECK(truth_of("target.edition in {home, pro}", facts) == '1');
  CHECK(truth_of("target.edition in {home}", facts) == '0');
  CHECK(truth_of("not target.edition in {home}", facts) == '1');
  CHECK(truth_of("client.edition in {home, pro}", facts) == '?');
}

TEST_CASE("the first and the last value of an enumeration are members like any other") {
  CHECK(truth_of("target.os in {windows-95, windows-server-2025}", {{"target.os", "windows-95"}}) == '1');
  CHECK(truth_of("target.os in {windows-95, windows-server-2025}", {{"target.os", "windows-server-2025"}}) == '1');
  CHECK(truth_of("target.os in {windows-95, windows-server-2025}", {{"target.os", "windows-98"}}) == '0');
}

TEST_CASE("contains looks into a set") {
  const NamedFacts facts{{"client.dcom.access.anonymous", "{local-access, remote-access}"}, {"target.dcom.access.anonymous", "{}"}};
  CHECK(truth_of("client.dcom.access.anonymous contains remote-access", facts) == '1');
  CHECK(truth_of("client.dcom.access.anonymous contains remote-launch", facts) == '0');
  CHECK(truth_of("target.dcom.access.anonymous contains local-access", facts) == '0');
  CHECK(truth_of("third.dcom.access.anonymous contains local-access", facts) == '?');
}

TEST_CASE("a fact compares with a fact of the same type") {
  const std::string text = "request.effective_authentication_level >= target.wmi.required_authentication_level";
  const auto levels = [](const char* left, const char* right) {
    return NamedFacts{{"request.effective_authentication_level", left}, {"target.wmi.required_authentication_level", right}};
  };
  CHECK(truth_of(text, levels("pkt", "pkt")) == '1');
  CHECK(truth_of(text, levels("connect", "pkt")) == '0');
  CHECK(truth_of(text, levels("pkt-privacy", "pkt")) == '1');
  CHECK(truth_of(text, {{"request.effective_authentication_level", "pkt-privacy"}}) == '?');
  CHECK(truth_of(text, {{"target.wmi.required_authentication_level", "none"}}) == '?');
}

TEST_CASE("a definition stands for its condition as a whole") {
  rules::Definitions definitions;
  definitions.emplace("either", parsed("client.ipv4 or client.ipv6"));
  definitions.emplace("both_ends", parsed("either and target.ipv4", definitions));
  const NamedFacts facts{{"client.ipv4", "true"}, {"client.ipv6", "false"}, {"target.ipv4", "false"}};
  CHECK(truth_of("either and target.ipv4", facts, definitions) == '0');
  CHECK(truth_of("not either", facts, definitions) == '0');
  CHECK(truth_of("both_ends or either", facts, definitions) == '1');
  CHECK(truth_of("target.ipv4 or (both_ends or not both_ends) and either", facts, definitions) == '1');
}

TEST_CASE("every pair of truth values under and, or and not") {
  const std::string values = "0?1";
  const auto fact = [](const char* name, char v) {
    return v == '?' ? NamedFacts{} : NamedFacts{{name, v == '1' ? "true" : "false"}};
  };
  for (std::size_t a = 0; a < 3; ++a)
    for (std::size_t b = 0; b < 3; ++b) {
      NamedFacts facts = fact("client.ipv4", values[a]);
      for (const auto& f : fact("target.ipv4", values[b])) facts.push_back(f);
      CAPTURE(values[a], values[b]);
      CHECK(truth_of("client.ipv4 and target.ipv4", facts) == values[std::min(a, b)]);
      CHECK(truth_of("client.ipv4 or target.ipv4", facts) == values[std::max(a, b)]);
      CHECK(truth_of("not client.ipv4", facts) == values[2 - a]);
    }
}

TEST_CASE("only facts of unknown branches are missing") {
  const auto missing = [](const std::string& text, const NamedFacts& facts) {
    const Condition c = parsed(text);
    const auto known = changes(facts);
    rules::FactFrame frame(tests::blank_estate(), 0, {.blank = true, .changes = known});
    std::vector<rules::Slot> slots;
    add_missing(c.nodes, c.nodes.size() - 1, frame, slots);
    std::vector<std::string> names;
    for (const auto s : slots) names.push_back(rules::slot_name(s));
    return names;
  };
  using Names = std::vector<std::string>;
  CHECK(missing("client.ipv4 and target.ipv4", {{"client.ipv4", "true"}}) == Names{"target.ipv4"});
  CHECK(missing("client.ipv4 and target.ipv4", {{"client.ipv4", "false"}}).empty());
  CHECK(missing("client.ipv4 or target.ipv4", {{"client.ipv4", "true"}}).empty());
  CHECK(missing("client.ipv4 or target.ipv4", {}) == Names{"client.ipv4", "target.ipv4"});
  CHECK(missing("(client.ipv4 and client.ipv6) or target.ipv4", {{"client.ipv4", "false"}}) == Names{"target.ipv4"});
  CHECK(missing("(client.ipv4 or client.ipv6) and target.ipv4", {{"client.ipv4", "true"}}) == Names{"target.ipv4"});
  CHECK(missing("not (client.ipv4 and target.ipv4)", {{"client.ipv4", "true"}}) == Names{"target.ipv4"});
  CHECK(missing("request.effective_authentication_level >= target.wmi.required_authentication_level", {}) ==
        Names{"request.effective_authentication_level", "target.wmi.required_authentication_level"});
}

TEST_CASE("the facts that a condition names come in the order of its text, once each") {
  const Condition c = parsed("target.ipv4 and (client.ipv4 or target.ipv4) and target.os in {windows-7} and client.os < target.os");
  std::vector<std::string> names;
  for (const auto s : slots_of(c.nodes, c.nodes.size() - 1)) names.push_back(rules::slot_name(s));
  CHECK(names == std::vector<std::string>{"target.ipv4", "client.ipv4", "target.os", "client.os"});
  CHECK(slots_of(Condition::always().nodes, 0).empty());
}

TEST_CASE("each mistake is told where it stands") {
  const std::string unclosed = "not (client.ipv4 and target.ipv4";
  const std::vector<Mistake> mistakes{
      {"", 0, "the condition is empty", "leave the key out"},
      {"   ", 3, "the condition is empty", ""},
      {"client.ipv4 target.ipv4", 12, "expected 'and', 'or' or the end of the condition", ""},
      {"client.ipv4)", 11, "expected 'and', 'or' or the end", ""},
      {unclosed, 4, "this parenthesis is not closed", ""},
      {"(client.ipv4 target.ipv4)", 13, "this parenthesis is not closed", ""},
      {"client.ipv4 and", 15, "the condition ends where a fact is expected", ""},
      {"not", 3, "the condition ends where a fact is expected", ""},
      {") or client.ipv4", 0, "expected a fact, a definition or '('", ""},
      {"client.ipv4 and == true", 16, "expected a fact, a definition or '('", ""},
      {"target.uac.enabeld", 0, "'target.uac.enabeld' is neither a fact nor a definition", "did you mean 'target.uac.enabled'?"},
      {"client.ipv4 and remote_over_dcm", 16, "'remote_over_dcm' is neither a fact nor a definition", ""},
      {"client.ipv4 and target.os", 16, "'target.os' is of type release and cannot stand alone", "compare it: target.os == ..."},
      {"target.edition < pro", 15, "the values of edition have no order", "use '==', '!=' or 'in {...}'"},
      {"client.dcom.access.anonymous == remote-access", 29, "'client.dcom.access.anonymous' is a set", "use 'contains'"},
      {"target.os == target.edition", 13, "'target.edition' is of another type than 'target.os'", ""},
      {"target.os == windows-viste", 13, "'windows-viste' is no value of release", "did you mean 'windows-vista'?"},
      {"target.edition == zzzzzzzz", 18, "'zzzzzzzz' is no value of edition", "known: starter, home-basic"},
      {"target.service_pack == 9", 23, "'9' is no value of service-pack", "a whole number from 0 to 6"},
      {"target.patched_to == 2023-02-29", 21, "'2023-02-29' is no value of date", "a date yyyy-mm-dd"},
      {"client.ipv4 == maybe", 15, "'maybe' is no value of boolean", "known: true, false"},
      {"target.os ==", 12, "a value is missing", ""},
      {"target.service_pack in {1}", 20, "'in' needs an enumeration", ""},
      {"target.edition in home", 18, "expected '{' after 'in'", ""},
      {"target.edition in {home pro}", 24, "expected ',' or '}'", ""},
      {"target.edition in {home, prof}", 25, "'prof' is no value of edition", "did you mean 'pro'?"},
      {"target.os contains remote-access", 0, "'target.os' is not a set, and 'contains' needs one", ""},
      {"client.dcom.access.anonymous contains remote-acces", 38, "'remote-acces' is no value of dcom-rights", "did you mean 'remote-access'?"},
  };
  for (const auto& m : mistakes) check_mistake(m);
}

TEST_CASE("several mistakes of one condition are told together, in order") {
  const auto errors = errors_of("target.uac.enabeld and target.os == windows-viste and target.edition < pro");
  REQUIRE(errors.size() == 3);
  CHECK(errors[0].offset == 0);
  CHECK(errors[1].offset == 36);
  CHECK(errors[2].offset == 69);
}

TEST_CASE("one mistake is told once") {
  CHECK(errors_of("no.such.fact in {home, pro}").size() == 1);
  CHECK(errors_of("no.such.fact contains remote-access").size() == 1);
  CHECK(errors_of("target.edition in {}").size() == 1);
  CHECK(errors_of(std::string(60, '(') + "client.ipv4" + std::string(60, ')')).size() == 1);
}

TEST_CASE("deep nesting is refused, and moderate nesting is not") {
  const auto nested = [](std::size_t n, const std::string& open, const std::string& close) {
    std::string text = "client.ipv4";
    for (std::size_t i = 0; i < n; ++i) text = open + text + close;
    return text;
  };
  CHECK(errors_of(nested(40, "(", ")")).empty());
  CHECK(errors_of(nested(40, "not ", "")).empty());
  for (const std::size_t n : {60U, 200U, 5000U}) {
    const auto parentheses = errors_of(nested(n, "(", ")"));
    REQUIRE_FALSE(parentheses.empty());
    CHECK_THAT(parentheses.front().message, Catch::Contains("nests deeper than 50 levels"));
    const auto negations = errors_of(nested(n, "not ", ""));
    REQUIRE(negations.size() == 1);
    CHECK_THAT(negations.front().message, Catch::Contains("nests deeper than 50 levels"));
    CHECK_THAT(negations.front().hint, Catch::Contains("definition"));
  }
}

TEST_CASE("a very long condition is refused or right, never wrong") {
  std::string text = "client.ipv4";
  for (int i = 0; i < 20000; ++i) text += " or client.ipv4";
  auto result = rules::parse_condition(text, {});
  const auto* condition = std::get_if<Condition>(&result);
  if (condition == nullptr) return;
  for (std::size_t i = 0; i < condition->nodes.size(); ++i) {
    const auto& n = condition->nodes[i];
    const bool inner = n.operation == rules::Operation::disjunction;
    if (!inner) continue;
    REQUIRE(n.left >= 0);
    REQUIRE(n.right >= 0);
    REQUIRE(static_cast<std::size_t>(n.left) < i);
    REQUIRE(static_cast<std::size_t>(n.right) < i);
  }
}

TEST_CASE("a number after 'in' is a mistake whatever its size") {
  CHECK_FALSE(errors_of("target.build in {26100}").empty());
  CHECK_FALSE(errors_of("target.patched_to in {2023-03-14}").empty());
}

TEST_CASE("garbage is refused or parsed, and never ends the program [property]", "[property]") {
  static const std::vector<std::string> words{"client.ipv4", "target.os", "and", "or", "not", "(", ")", "in", "{", "}", ",", "contains", "==",
                                              "!=", "<", ">=", "windows-7", "true", "remote-access", "client.dcom.access.anonymous", "\n", "\x80",
                                              "5", "{home, pro}", "'", "=", "!", "2023-01-01"};
  REQUIRE(tests::holds_for(2000, "words of the language in any order", [] {
    tests::Choices choices(*tests::choice_streams(40));
    std::string text;
    for (std::size_t n = choices.below(40); n > 0; --n) text += choices.pick(words) + (choices.chance(80) ? " " : "");
    tests::note() << text;
    const auto result = rules::parse_condition(text, {});
    if (const auto* errors = std::get_if<std::vector<ConditionError>>(&result)) {
      RC_ASSERT(!errors->empty());
      for (const auto& e : *errors) {
        RC_ASSERT(e.offset <= text.size());
        RC_ASSERT(!e.message.empty());
      }
      return;
    }
    const auto& condition = std::get<Condition>(result);
    rules::FactFrame frame(tests::blank_estate(), 0, {.blank = true});
    evaluate(condition.nodes, condition.nodes.size() - 1, frame);
  }));
  REQUIRE(tests::holds_for(500, "any bytes", [] { rules::parse_condition(*rc::gen::arbitrary<std::string>(), {}); }));
}
