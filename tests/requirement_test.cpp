// SPDX-License-Identifier: Apache-2.0
// Requirements: the same as every pair by itself, and what the commands make of them.
#include <algorithm>
#include <catch2/catch.hpp>

#include "analyzer/predict.hpp"
#include "analyzer/host_naming.hpp"
#include "analyzer/requirement.hpp"
#include "rules/builtin.hpp"
#include "tests/generators/program_run.hpp"
#include "tests/generators/scenario_generator.hpp"

using namespace wmireach;
using analyzer::RequirementState;
using analyzer::VerdictKind;
using tests::Choices;
using tests::Json;

namespace {

analyzer::RequirementResult judged(const model::Estate& estate, model::Index requirement = 0, unsigned threads = 1) {
  return analyzer::judge(rules::builtin_program(), estate, estate.requirements[requirement], {}, threads);
}

// Two clients and three targets, of which one has DCOM switched off.
Json small_estate() {
  Json s = tests::plain_scenario({{"hosts", {{"TARGET", {{"windows_firewall", {{"wmi_inbound", "allowed"}}}}}}}});
  s["hosts"]["CLIENT2"] = s["hosts"]["CLIENT"];
  s["hosts"]["TARGET2"] = s["hosts"]["TARGET"];
  s["hosts"]["TARGET3"] = s["hosts"]["TARGET"];
  s["hosts"]["TARGET3"]["dcom"]["enabled"] = false;
  s["connections"].clear();
  s["require"] = Json::array({{{"id", "read"}, {"from", {{"name", "CLIENT*"}}}, {"to", {{"name", "TARGET*"}}}, {"must", "connect"}, {"account", "CORP\\admin"}, {"api", "moniker"}}});
  return s;
}

}  // namespace

TEST_CASE("a requirement is what its pairs are, one by one", "[property]") {
  // Few runs: every missing fact of every pair is tried with every value.
  REQUIRE(tests::holds_for(10, "a requirement is what its pairs are", [] {
    Choices choices(*tests::choice_streams(tests::scenario_choices)), more(*tests::choice_streams(50));
    Json s = tests::random_scenario(choices);
    std::vector<std::string> names;
    for (const auto& [name, host] : s["hosts"].items()) names.push_back(name);
    s["hosts"]["ALIKE"] = s["hosts"][names.front()];
    names.emplace_back("ALIKE");
    const auto some = [&] {
      Json list = Json::array();
      for (const auto& name : names)
        if (!more.chance(30)) list.push_back(name);
      return list.size() < 2 ? Json{{"name", "*"}} : list;
    };
    Json r = s["connections"][0];
    for (const char* key : {"expect", "observed"}) r.erase(key);
    r["id"] = "all";
    r["from"] = some();
    r["to"] = some();
    r["must"] = more.chance(50) ? "connect" : "not-connect";
    s["require"] = Json::array({r});
    tests::note() << s.dump(1) << "\n";
    const model::Estate estate = tests::read_estate(s.dump());
    const auto& requirement = estate.requirements[0];
    const auto result = judged(estate), threaded = judged(estate, 0, 3);
    RC_ASSERT(result.state == threaded.state);
    RC_ASSERT(result.counterexamples.size() == threaded.counterexamples.size());

    const VerdictKind forbidden = requirement.must == model::Must::connect ? VerdictKind::fails : VerdictKind::connects;
    std::uint64_t good = 0, bad = 0, undetermined = 0;
    std::optional<std::pair<model::Index, model::Index>> first;  // that surely does not do what it must
    for (const auto f : requirement.from)
      for (const auto t : requirement.to) {
        if (f == t) continue;
        model::Connection pair = requirement.request;
        pair.from = f;
        pair.to = t;
        rules::FactFrame frame(estate, pair);
        const auto v = analyzer::predict_and_probe_missing(rules::builtin_program(), frame, {});
        ++(v.kind == forbidden ? bad : v.kind == VerdictKind::undetermined ? undetermined : good);
        if (v.kind == forbidden && !first) first = {f, t};
      }
    RC_ASSERT(result.good == good);
    RC_ASSERT(result.bad == bad);
    RC_ASSERT(result.undetermined == undetermined);
    RC_ASSERT(result.state == (bad > 0 ? RequirementState::violated : undetermined > 0 ? RequirementState::undetermined : RequirementState::holds));
    std::uint64_t shown = 0;
    for (const auto& e : result.counterexamples) {
      shown += e.pairs;
      RC_ASSERT(e.from != e.to);
      RC_ASSERT(std::ranges::binary_search(requirement.from, e.from));
      RC_ASSERT(std::ranges::binary_search(requirement.to, e.to));
    }
    RC_ASSERT(shown == bad + undetermined);
    if (first) RC_ASSERT(std::pair(result.counterexamples[0].from, result.counterexamples[0].to) == *first);
  }));
}

TEST_CASE("violated, undetermined, holds: by the worst pair, with classes counted") {
  Json s = small_estate();
  auto result = judged(tests::read_estate(s.dump()));
  CHECK(result.state == RequirementState::violated);
  CHECK((result.good == 4 && result.bad == 2 && result.undetermined == 0));
  REQUIRE(result.counterexamples.size() == 1);
  CHECK(result.counterexamples[0].pairs == 2);
  CHECK(rules::builtin_program().rules()[*result.counterexamples[0].first_blocker].name == "dcom-disabled-on-target");
  s["hosts"]["TARGET3"]["dcom"]["enabled"] = "unknown";
  CHECK(judged(tests::read_estate(s.dump())).state == RequirementState::undetermined);
  s["hosts"]["TARGET3"]["dcom"]["enabled"] = true;
  CHECK(judged(tests::read_estate(s.dump())).state == RequirementState::holds);
  s["require"][0]["must"] = "not-connect";
  result = judged(tests::read_estate(s.dump()));
  CHECK(result.state == RequirementState::violated);
  CHECK(result.bad == 6);
}

TEST_CASE("a computer that a requirement names as second hop stands alone") {
  Json s = small_estate();
  s["require"][0]["second_hop"] = "TARGET2";
  const auto estate = tests::read_estate(s.dump());
  std::vector<model::Index> second_hops;
  analyzer::for_each_naming(estate, estate.requirements[0].request, [&](model::Index host, analyzer::Naming naming) {
    if (naming.by == analyzer::NamedBy::second_hop) second_hops.push_back(host);
  });
  CHECK(second_hops == std::vector{estate.find_host("TARGET2")});
}

TEST_CASE("check shows requirements, counts them in its exit code, and explain takes a pair of one") {
  const tests::Folder f;
  Json s = small_estate();
  f.write("s.json", s.dump());
  auto r = tests::run(f, "check s.json");
  CHECK(r.exit == 1);
  CHECK(r.out.find("violated      read  must connect; 6 pairs: 4 connect, 2 fail, 0 undetermined") != std::string::npos);
  CHECK(r.out.find("pair         read/CLIENT/TARGET3: fails at dcom-activation, dcom-disabled-on-target, 0x80070005; 1 more alike") != std::string::npos);
  CHECK(r.out.find("1 requirement: 0 hold, 1 violated, 0 undetermined") != std::string::npos);
  const auto json = Json::parse(tests::run(f, "check s.json --format json").out);
  CHECK(json["requirements"][0]["state"] == "violated");
  CHECK(json["requirements"][0]["counterexamples"][0]["to"] == "TARGET3");
  CHECK_FALSE(Json::parse(tests::run(f, "explain s.json read/CLIENT/TARGET3 --format json").out).contains("requirements"));
  r = tests::run(f, "explain s.json read/client/TARGET3");
  CHECK(r.exit == 1);
  CHECK(r.out.find("verdict: fails at dcom-activation") != std::string::npos);
  CHECK(tests::run(f, "draw s.json read/CLIENT/TARGET").out.find("digraph") != std::string::npos);
  for (const char* pair : {"read", "read/CLIENT", "read/CLIENT/CLIENT2", "read/TARGET/CLIENT"}) {
    INFO(pair);
    r = tests::run(f, std::string("explain s.json ") + pair);
    CHECK(r.exit == 2);
    CHECK(r.err.find("read/CLIENT/TARGET") != std::string::npos);
  }
  s["hosts"]["TARGET3"]["dcom"]["enabled"] = "unknown";
  f.write("s.json", s.dump());
  CHECK(tests::run(f, "check s.json").exit == 4);
  s["hosts"]["TARGET3"]["dcom"]["enabled"] = true;
  f.write("s.json", s.dump());
  CHECK(tests::run(f, "check s.json").exit == 0);
}

TEST_CASE("many counterexamples are cut, with a count of the rest") {
  Json s = small_estate();
  for (int i = 0; i < 9; ++i) {
    s["hosts"]["TARGET-" + std::to_string(i)] = s["hosts"]["TARGET3"];
    s["hosts"]["TARGET-" + std::to_string(i)]["namespaces"]["root\\n" + std::to_string(i)] = Json::object();
  }
  const tests::Folder f;
  f.write("s.json", s.dump());
  const auto r = tests::run(f, "check s.json");
  INFO(r.out << r.err);
  CHECK(r.out.find("and          10 more pairs\n") != std::string::npos);
}

TEST_CASE("test counts a requirement as an expectation, and names a pair that breaks it") {
  const tests::Folder f;
  Json s = small_estate();
  f.write("s.json", s.dump());
  auto r = tests::run(f, "test s.json");
  CHECK(r.exit == 1);
  CHECK(r.out.find("FAIL s.json read: must connect; 6 pairs: 4 connect, 2 fail, 0 undetermined") != std::string::npos);
  CHECK(r.out.find("pair read/CLIENT/TARGET3: fails at dcom-activation, dcom-disabled-on-target, 0x80070005") != std::string::npos);
  CHECK(r.out.find("because ") != std::string::npos);
  CHECK(r.out.find("0 passed, 1 failed") != std::string::npos);
  s["hosts"].erase("TARGET3");
  f.write("s.json", s.dump());
  r = tests::run(f, "test --list-passes s.json");
  CHECK(r.exit == 0);
  CHECK(r.out.find("pass s.json read\n") != std::string::npos);
}
