// SPDX-License-Identifier: Apache-2.0
// Verdicts held against each other, and changes to a scenario that leave its file alone.
#include <algorithm>
#include <catch2/catch.hpp>

#include "analyzer/diff.hpp"
#include "analyzer/predict.hpp"
#include "import/merge.hpp"
#include "rules/builtin.hpp"
#include "tests/generators/estates.hpp"
#include "tests/generators/learning.hpp"
#include "tests/generators/scenario_generator.hpp"

using namespace wmireach;
using analyzer::ChangeKind;
using tests::Json;

namespace {

std::optional<analyzer::VerdictChange> difference(const Json& before, const Json& after, model::Index connection = 0) {
  const auto one = tests::read_estate(before.dump()), other = tests::read_estate(after.dump());
  const auto& program = rules::builtin_program();
  rules::FactFrame a(one, connection), b(other, connection);
  const auto was = analyzer::predict(program, a), is = analyzer::predict(program, b);
  return analyzer::difference(program, was, a, is, b);
}

Json scenario(const Json& patch) {
  Json open{{"hosts", {{"TARGET", {{"windows_firewall", {{"wmi_inbound", "allowed"}}}}}}}};
  open.merge_patch(patch);
  return tests::plain_scenario(open);
}

Json as_json(const import::JsonNode& n) {
  using Kind = import::JsonNode::Kind;
  switch (n.kind) {
    case Kind::null: return nullptr;
    case Kind::boolean: return n.integer != 0;
    case Kind::integer: return n.integer;
    case Kind::real: return Json::parse(n.text);
    case Kind::string: return n.text;
    case Kind::array: {
      Json list = Json::array();
      for (const auto& item : n.items) list.push_back(as_json(item));
      return list;
    }
    case Kind::object: break;
  }
  Json object = Json::object();
  for (const auto& m : n.members) object[m.key] = as_json(m.value);
  return object;
}

}  // namespace

TEST_CASE("a connection that opens, closes or becomes unknown, with the fact that made the difference") {
  const Json good = scenario(Json::object()), bad = scenario({{"hosts", {{"TARGET", {{"dcom", {{"enabled", false}}}}}}}}),
             open = scenario({{"hosts", {{"TARGET", {{"dcom", {{"enabled", "unknown"}}}}}}}});
  const auto closes = difference(good, bad), opens = difference(bad, good), certainty = difference(good, open);
  REQUIRE((closes && opens && certainty));
  CHECK(closes->kind == ChangeKind::closes);
  CHECK(opens->kind == ChangeKind::opens);
  CHECK(certainty->kind == ChangeKind::certainty);
  for (const auto& change : {*closes, *opens, *certainty}) {
    REQUIRE(change.because.size() == 1);
    CHECK(rules::slot_name(change.because[0].slot) == "target.dcom.enabled");
  }
}

TEST_CASE("one blocker in front of another is another reason") {
  const Json dcom = scenario({{"hosts", {{"TARGET", {{"dcom", {{"enabled", false}}}}}}}});
  Json both = dcom;
  both["accounts"]["CORP\\admin"]["enabled"] = false;
  const auto change = difference(dcom, both);
  REQUIRE(change);
  CHECK(change->kind == ChangeKind::reason);
  CHECK(std::ranges::any_of(change->because, [](const auto& f) { return rules::slot_name(f.slot) == "account.enabled"; }));
}

TEST_CASE("a scenario does not differ from itself") {
  REQUIRE(tests::holds_for(150, "diff(e, e) is empty", [] {
    tests::Choices choices(*tests::choice_streams(tests::scenario_choices));
    const Json s = tests::random_scenario(choices);
    tests::note() << s.dump(1) << "\n";
    for (model::Index i = 0; i < s["connections"].size(); ++i) RC_ASSERT(!difference(s, s, i).has_value());
  }));
}

TEST_CASE("whenever a verdict changes with a fact that is learnt, some fact is named") {
  REQUIRE(tests::holds_for(150, "a difference has a reason", [] {
    tests::Choices choices(*tests::choice_streams(tests::scenario_choices)), more(*tests::choice_streams(200));
    const Json s = tests::random_scenario(choices);
    const auto lesson = tests::learn_something(more, s);
    RC_PRE(lesson.has_value());
    tests::note() << s.dump(1) << "\nlearnt " << lesson->what << "\n";
    for (model::Index i = 0; i < s["connections"].size(); ++i)
      if (const auto change = difference(s, lesson->scenario, i)) RC_ASSERT(!change->because.empty());
  }));
}

TEST_CASE("a merge patch does what the standard says (RFC 7396, appendix A)") {
  struct Row {
    const char *target, *patch, *result;
  };
  for (const auto& [target, patch, result] : {Row{R"({"a":"b"})", R"({"a":"c"})", R"({"a":"c"})"}, Row{R"({"a":"b"})", R"({"b":"c"})", R"({"a":"b","b":"c"})"},
                                              Row{R"({"a":"b"})", R"({"a":null})", R"({})"}, Row{R"({"a":"b","b":"c"})", R"({"a":null})", R"({"b":"c"})"},
                                              Row{R"({"a":["b"]})", R"({"a":"c"})", R"({"a":"c"})"}, Row{R"({"a":"c"})", R"({"a":["b"]})", R"({"a":["b"]})"},
                                              Row{R"({"a":{"b":"c"}})", R"({"a":{"b":"d","c":null}})", R"({"a":{"b":"d"}})"},
                                              Row{R"({"a":[{"b":"c"}]})", R"({"a":[1]})", R"({"a":[1]})"}, Row{R"(["a","b"])", R"(["c","d"])", R"(["c","d"])"},
                                              Row{R"({"a":"b"})", R"(["c"])", R"(["c"])"}, Row{R"({"e":1})", R"({"a":1})", R"({"e":1,"a":1})"},
                                              Row{R"([1,2])", R"({"a":"b","c":null})", R"({"a":"b"})"}, Row{R"({})", R"({"a":{"bb":{"ccc":null}}})", R"({"a":{"bb":{}}})"}}) {
    CAPTURE(target, patch);
    import::Diagnostics diagnostics;
    auto into = import::parse_json(target, "", diagnostics);
    const auto with = import::parse_json(patch, "", diagnostics);
    REQUIRE((into && with));
    import::merge_patch(*into, *with);
    CHECK(as_json(*into) == Json::parse(result));
  }
}
