// SPDX-License-Identifier: Apache-2.0
// From an error back to its causes, and verdicts over time.
#include <algorithm>
#include <catch2/catch.hpp>

#include "analyzer/causes.hpp"
#include "analyzer/predict.hpp"
#include "analyzer/timeline.hpp"
#include "rules/builtin.hpp"
#include "tests/generators/estates.hpp"
#include "tests/generators/scenario_generator.hpp"

using namespace wmireach;
using analyzer::CauseState;
using tests::Json;

namespace {

constexpr std::uint32_t access_denied = 0x80070005, service_disabled = 0x80070422;

const rules::Program& program() { return rules::builtin_program(); }

analyzer::Causes causes(const Json& patch, std::uint32_t code) {
  const auto estate = tests::read_estate(tests::plain_scenario(patch).dump());
  return analyzer::causes_of(program(), estate, 0, {}, code);
}

const analyzer::Cause* find(const analyzer::Causes& all, std::string_view rule) {
  const auto found = std::ranges::find_if(all.ranked, [&](const auto& c) { return program().rules()[c.rule].name == rule; });
  return found == all.ranked.end() ? nullptr : &*found;
}

const Json open_firewall{{"hosts", {{"TARGET", {{"windows_firewall", {{"wmi_inbound", "allowed"}}}}}}}};

Json with(Json patch) {
  Json all = open_firewall;
  all.merge_patch(patch);
  return all;
}

}  // namespace

TEST_CASE("a rule that is surely violated is the first cause") {
  const auto found = causes(with({{"accounts", {{"CORP\\admin", {{"groups", {{"*", Json::array()}}}}}}}}), access_denied);
  REQUIRE_FALSE(found.ranked.empty());
  CHECK(program().rules()[found.ranked.front().rule].name == "account-lacks-remote-launch");
  CHECK(found.ranked.front().state == CauseState::certain);
}

TEST_CASE("an unknown fact makes an open cause and says with which value") {
  const auto found = causes(with({{"hosts", {{"TARGET", {{"winmgmt", {{"start_type", "unknown"}}}}}}}}), service_disabled);
  const auto* cause = find(found, "winmgmt-disabled");
  REQUIRE(cause != nullptr);
  CHECK(cause->state == CauseState::open);
  REQUIRE(cause->if_so.size() == 1);
  CHECK(rules::slot_name(cause->if_so[0].slot) == "target.winmgmt.start_type");
  CHECK(rules::write_value(rules::types::start_type(), cause->if_so[0].value) == "disabled");
}

TEST_CASE("what is stated to be right is excluded, what is only assumed is not") {
  const auto assumed = causes(with(Json::object()), access_denied);
  const auto* wrong_password = find(assumed, "wrong-user-name-or-password");
  REQUIRE(wrong_password != nullptr);
  CHECK(wrong_password->state == CauseState::wrong_assumption);
  const auto stated = causes(with({{"accounts", {{"CORP\\admin", {{"password_correct", true}}}}}}), access_denied);
  CHECK(find(stated, "wrong-user-name-or-password") == nullptr);
  CHECK(std::ranges::any_of(stated.excluded, [](auto r) { return program().rules()[r].name == "wrong-user-name-or-password"; }));
}

TEST_CASE("certain causes come before open ones, and these before wrong assumptions") {
  const auto found = causes(with({{"accounts", {{"CORP\\admin", {{"groups", {{"*", Json::array()}}}, {"state", "unknown"}}}}}}), access_denied);
  for (std::size_t i = 1; i < found.ranked.size(); ++i) CHECK(found.ranked[i - 1].state <= found.ranked[i].state);
  CHECK(found.ranked.front().state == CauseState::certain);
}

// Whatever is named as a possible value must lead to the rule, when it is predicted with it.
TEST_CASE("every value that is named makes its rule fail") {
  REQUIRE(tests::holds_for(60, "causes are predicted again", [] {
    tests::Choices choices(*tests::choice_streams(tests::scenario_choices));
    const Json scenario = tests::random_scenario(choices);
    tests::note() << scenario.dump(1) << "\n";
    const auto estate = tests::read_estate(scenario.dump());
    for (const std::uint32_t code : {access_denied, service_disabled, 0x800706BAU})
      for (const auto& cause : analyzer::causes_of(program(), estate, 0, {}, code).ranked)
        for (const auto& change : cause.if_so) {
          const std::vector<rules::Change> one{change};
          rules::FactFrame frame(estate, 0, {.changes = one});
          const auto v = analyzer::predict(program(), frame);
          tests::note() << program().rules()[cause.rule].name << " if " << rules::slot_name(change.slot) << "\n";
          RC_ASSERT(v.outcomes[cause.rule].truth() == model::Truth::False);
          if (cause.seen_first) RC_ASSERT(v.first_blocker == cause.rule);
        }
  }));
}

TEST_CASE("the phases of the hardening are the dates at which an old client fails (B-DCOM-19, B-DCOM-20, B-DCOM-21)") {
  const auto dates = [](const Json& target, const Json& client) {
    Json s = with({{"hosts", {{"TARGET", target}, {"CLIENT", client}}}});
    s["connection"] = {{"authentication_level", "pkt"}};
    const auto estate = tests::read_estate(tests::plain_scenario(s).dump());
    std::vector<std::int64_t> list;
    for (const auto& p : analyzer::timeline(program(), estate, 0, {})) list.push_back(p.from);
    return list;
  };
  const Json server{{"os", "windows-server-2019"}, {"edition", "standard"}}, old_client{{"os", "windows-server-2019"}, {"edition", "standard"}, {"patched_to", "2020-01-01"}};
  const Json override{{"os", "windows-server-2019"}, {"edition", "standard"}, {"dcom", {{"require_integrity_activation", false}}}};
  using Dates = std::vector<std::int64_t>;
  CHECK(dates(server, old_client) == Dates{0, 20220614});
  CHECK(dates(override, old_client) == Dates{0, 20230314});
  CHECK(dates(server, server) == Dates{0, 20220614, 20221108});  // the client's own update comes later
  CHECK(dates({{"os", "windows-8"}, {"edition", "pro"}}, old_client) == Dates{0});  // a release without the hardening
  Json unpatched = server;
  unpatched["patched_to"] = "2021-01-01";
  CHECK(dates(unpatched, old_client) == Dates{0});
}

TEST_CASE("a period has the verdict of each of its days that matter") {
  const auto estate = tests::read_estate(tests::plain_scenario(with({{"connection", {{"authentication_level", "pkt"}}}})).dump());
  const auto periods = analyzer::timeline(program(), estate, 0, {});
  for (const auto date : analyzer::dates_to_try(program())) {
    const std::vector<rules::Change> at{{slot(rules::ConnectionFact::as_of), date}};
    rules::FactFrame frame(estate, 0, {.changes = at});
    const auto v = analyzer::predict_and_probe_missing(program(), frame, {.changes = at});
    const auto after = std::ranges::find_if(periods, [&](const auto& p) { return p.from > date; });
    CHECK(std::prev(after)->verdict.kind == v.kind);
    CHECK(std::prev(after)->verdict.first_blocker == v.first_blocker);
  }
}
