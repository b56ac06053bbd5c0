// SPDX-License-Identifier: Apache-2.0
// Counted hosts: one entry that stands for many is the same as all of them written out.
#include <algorithm>
#include <catch2/catch.hpp>

#include "model/same_statement.hpp"
#include "import/host_pattern.hpp"
#include "tests/generators/learning.hpp"
#include "tests/generators/outcomes.hpp"
#include "tests/generators/program_run.hpp"
#include "tests/generators/scenario_generator.hpp"

using namespace wmireach;
using namespace wmireach::tests;

namespace {

std::string hosts(const std::string& members) { return "{\"format\": 1, \"hosts\": {\n" + members + "\n}}"; }

void check_told(const std::string& text, const std::string& pointer, std::uint32_t line, const std::string& message, const std::string& hint) {
  INFO(text);
  const auto problems = problems_of(text);
  REQUIRE(problems.size() == 1);
  CHECK(problems.front().pointer == pointer);
  CHECK(problems.front().line == line);
  CHECK_THAT(problems.front().message, Catch::Contains(message));
  CHECK_THAT(problems.front().hint, Catch::Contains(hint));
}

std::vector<std::string> names_of(const model::Estate& estate) {
  std::vector<std::string> names;
  for (const auto& h : estate.hosts) names.push_back(h.name);
  return names;
}

}  // namespace

TEST_CASE("a counted host is the same as its hosts written out") {
  REQUIRE(holds_for(40, "counted is written out", [] {
    Choices choices(*choice_streams(scenario_choices));
    Json scenario = random_scenario(choices);
    const Json host = scenario["hosts"].begin().value();
    const std::string other = scenario["hosts"].begin().key();
    scenario["connections"].push_back({{"id", "to"}, {"from", other}, {"to", "W02X"}});
    scenario["connections"].push_back({{"id", "all"}, {"from", {{"name", "W*"}}}, {"to", other}});
    scenario["accounts"]["W03X\\own"] = {{"groups", {{"W01X", Json::array()}}}};
    Json counted = scenario, by_hand = scenario;
    counted["hosts"]["W##X"] = host;
    counted["hosts"]["W##X"]["count"] = 3;
    for (const char* name : {"W01X", "W02X", "W03X"}) by_hand["hosts"][name] = host;
    note() << counted.dump(1) << "\n";
    const auto one = read_estate(counted.dump()), two = read_estate(by_hand.dump());
    RC_ASSERT(names_of(one) == names_of(two));
    for (std::size_t i = 0; i < one.hosts.size(); ++i) RC_ASSERT(same_statement(one.hosts[i], two.hosts[i]));
    RC_ASSERT(outcomes(counted) == outcomes(by_hand));
  }));
}

TEST_CASE("the number is as wide as the run, and stands anywhere in the name") {
  const auto estate = read_estate(hosts(R"("WEB###": {"count": 12}, "#-A": {"count": 9}, "DB####X": {"count": 1})"));
  CHECK(estate.hosts.size() == 22);
  for (const char* name : {"WEB001", "WEB012", "1-A", "9-A", "DB0001X", "web010"}) CHECK(estate.find_host(name) != model::none);
  CHECK(estate.find_host("WEB013") == model::none);
  const import::HostPattern p{"WEB", "X", 3, 12};
  CHECK(p.makes("WEB012X"));
  for (const char* name : {"WEB013X", "WEB000X", "WEB12X", "WEB0012X", "WEBabcX", "WEB012", ""}) CHECK_FALSE(p.makes(name));
}

TEST_CASE("what is wrong with a counted host is told once, with its place") {
  check_told(hosts("\"WEB###\": {}"), "/hosts/WEB###", 2, "no 'count' says how many", "add \"count\"");
  check_told(hosts("\"WEB\": {\n\"count\": 3}"), "/hosts/WEB/count", 3, "'count' needs a name with a place for the number", "\"WEB###\"");
  check_told(hosts("\"W#B#\": {\"count\": 3}"), "/hosts/W#B#", 2, "more than one run of '#'", "one run");
  check_told(hosts("\"W#\": {\"count\":\n10}"), "/hosts/W#/count", 3, "a count of 10 does not fit 'W#'", "at most 9");
  check_told(hosts("\"W######\": {\"count\": 100001}"), "/hosts/W######/count", 2, "out of range", "from 1 to 100000");
  check_told(hosts("\"W#######\": {\"count\": 1}"), "/hosts/W#######", 2, "a number of 7 digits", "at most 6");
  check_told(hosts("\"W#\": {\"count\": 0}"), "/hosts/W#/count", 2, "a count of 0", "from 1 on");
  check_told(hosts("\"W#\": {\"count\": -3}"), "/hosts/W#/count", 2, "a count of -3", "from 1 on");
  check_told(hosts("\"W#\": {\"count\": \"3\"}"), "/hosts/W#/count", 2, "expected a whole number", "");
  check_told(hosts("\"W#\": {\"count\": 2.5}"), "/hosts/W#/count", 2, "expected a whole number", "");
  check_told(hosts("\"W#\": 3"), "/hosts/W#", 2, "expected an object", "");
  check_told(hosts("\"W#\": {\"count\": 5, \"os\": \"windows-99\"}"), "/hosts/W#/os", 2, "'windows-99' is no value of release", "");
  check_told("{\"format\": 1, \"baselines\": {\"b\": {\"count\": 3}}, \"hosts\": {}}", "/baselines/b/count", 1, "unknown key 'count'", "");
}

TEST_CASE("names that two hosts would have are told with the pattern that makes them") {
  check_told(hosts("\"W##\": {\"count\": 20},\n\"w07\": {}"), "/hosts/w07", 3, "two hosts are named 'w07'", "");
  check_told(hosts("\"W07\": {},\n\"W##\": {\"count\": 20}"), "/hosts/W##", 3, "two hosts are named 'W07'", "'W##' makes this name too");
  check_told(hosts("\"W0#\": {\"count\": 9},\n\"W##\": {\"count\": 20}"), "/hosts/W##", 3, "two hosts are named 'W01'", "makes this name too");
  check_told(hosts("\"W##\": {\"count\": 2},\n\"W##\": {\"count\": 2}"), "/hosts/W##", 3, "'W##' stands twice in the same object", "");
}

TEST_CASE("a pattern where one host is wanted is told with the names that it makes") {
  const auto scenario = [](const std::string& rest) { return "{\"format\": 1, \"hosts\": {\"A\": {}, \"WEB##\": {\"count\": 20}},\n" + rest + "}"; };
  const std::string message = "there is no host named 'WEB##': it stands for 20 hosts", hint = "such as 'WEB01'";
  check_told(scenario(R"("connections": [{"from": "A", "to": "WEB##"}])"), "/connections/0/to", 2, message, "{ \"name\": \"WEB*\" }");
  check_told(scenario(R"("connections": [{"from": "A", "to": "A", "second_hop": "web##"}])"), "/connections/0/second_hop", 2, "it stands for 20 hosts", hint);
  check_told(scenario(R"("accounts": {"A\\x": {"groups": {"WEB##": []}}})"), "/accounts/A\\x/groups/WEB##", 2, message, hint);
  check_told(scenario(R"("accounts": {"WEB##\\x": {}})"), "/accounts/WEB##\\x", 2, message, hint);
}

TEST_CASE("whatif changes single hosts of a pattern, all of them, or the pattern") {
  const Folder f;
  Json s = plain_scenario({{"hosts", {{"TARGET", nullptr}}}});
  s["hosts"]["WEB###"] = {{"count", 120}, {"os", "windows-10"}, {"edition", "pro"}, {"member_of", "corp.example"}, {"windows_firewall", {{"wmi_inbound", "allowed"}}}};
  s["connections"][0]["to"] = {{"name", "WEB*"}};
  f.write("s.json", s.dump());
  f.write("one.json", R"({"hosts": {"WEB007": {"dcom": {"enabled": false}}}})");
  f.write("all.json", R"({"hosts": {"WEB###": {"dcom": {"enabled": false}}}})");
  const auto ends_with = [&](const std::string& change, const std::string& last) {
    const auto r = run(f, "whatif s.json " + change);
    INFO(change << "\n" << r.out << r.err);
    CHECK(r.out.ends_with(last));
  };
  ends_with("--set WEB007:dcom.enabled=false", "\n1 of 120 connections change: 1 closes\n");
  ends_with("--overlay one.json", "\n1 of 120 connections change: 1 closes\n");
  ends_with("--set 'name=WEB*:dcom.enabled=false'", "\n120 of 120 connections change: 120 closes\n");
  ends_with("--overlay all.json", "\n120 of 120 connections change: 120 closes\n");
  ends_with("--overlay all.json --set WEB007:dcom.enabled=true", "\n119 of 120 connections change: 119 closes\n");
}
