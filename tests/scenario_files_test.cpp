// SPDX-License-Identifier: Apache-2.0
// Scenarios of several files: the same as one file, and every problem with the file that has it.
#include <catch2/catch.hpp>

#include "tests/generators/outcomes.hpp"
#include "tests/generators/program_run.hpp"
#include "tests/generators/scenario_generator.hpp"
#include "tests/generators/learning.hpp"

using namespace wmireach;
using namespace wmireach::tests;

namespace {

// Everything but the connections in files of its own.
Json split(const Folder& f, Json scenario) {
  scenario["include"] = Json::array();
  for (const std::string key : {"domains", "trusts", "zones", "links", "baselines", "hosts", "accounts", "groups"}) {
    if (!scenario.contains(key)) continue;
    f.write("parts/" + key + ".json", Json{{key, scenario[key]}}.dump());
    scenario.erase(key);
    scenario["include"].push_back("parts/" + key + ".json");
  }
  return scenario;
}

void check_told(const Folder& f, const std::string& arguments, const std::vector<std::string>& parts) {
  const auto r = run(f, arguments);
  INFO(r.err);
  CHECK(r.exit == 2);
  for (const auto& part : parts) {
    INFO(part);
    CHECK(r.err.find(part) != std::string::npos);
  }
}

}  // namespace

TEST_CASE("a scenario in many files says what the same scenario in one file says") {
  REQUIRE(holds_for(6, "split is whole", [] {
    Choices choices(*choice_streams(scenario_choices));
    const Json scenario = random_scenario(choices);
    note() << scenario.dump(1) << "\n";
    const Folder f;
    f.write("whole.json", scenario.dump(1));
    f.write("split.json", split(f, scenario).dump(1));
    const auto whole = run(f, "check whole.json"), parts = run(f, "check split.json");
    RC_ASSERT(parts.err == whole.err);
    RC_ASSERT(parts.out == whole.out);
    RC_ASSERT(parts.exit == whole.exit);
  }));
}

TEST_CASE("hosts of several files add up, baselines lead from file to file, and names are relative to the file that holds them") {
  const Folder f;
  Json s = plain_scenario({{"hosts", nullptr}, {"baselines", {{"base", {{"os", "windows-10"}, {"edition", "pro"}, {"member_of", "corp.example"}}}}}});
  s["include"] = {"estate/hosts-*.json", "estate/hosts-a.json"};
  f.write("sub/s.json", s.dump());
  f.write("sub/estate/hosts-a.json", R"({"include": "more/web.json", "hosts": {"CLIENT": {"baseline": "base", "os": "windows-10"}}})");
  f.write("sub/estate/hosts-b.json", R"({"title": "not read", "hosts": {"TARGET": {"baseline": "web"}}})");
  f.write("sub/estate/other.json", R"({"hosts": {"TARGET": {}}})");
  f.write("sub/estate/more/web.json", "{\"baselines\": {\"web\": {\"baseline\": \"base\",\n\"windows_firewall\": {\"wmi_inbound\": \"allowed\"}}}}");
  CHECK(run(f, "check sub/s.json").exit == 0);
  const auto explained = run(f, "explain sub/s.json CLIENT-TARGET");
  CHECK(explained.out.find("from the baseline at /baselines/web/windows_firewall/wmi_inbound, line 2 of sub/estate/more/web.json") != std::string::npos);
  CHECK(explained.out.find("from the baseline at /baselines/base/os, line 1)") != std::string::npos);
  const auto json = run(f, "explain sub/s.json CLIENT-TARGET --format json");
  CHECK(json.out.find("\"file\": \"sub/estate/hosts-a.json\"") != std::string::npos);
  // On standard input names are relative to the working folder.
  CHECK(run(f, "check -", "cd sub &&", (f / "sub/s.json").string()).exit == 0);
  CHECK(run(f, "check -", "", (f / "sub/s.json").string()).exit == 2);
  // The parts of a folder are no scenarios of their own.
  s["connections"][0]["expect"] = {{"verdict", "connects"}};
  f.write("sub/s.json", s.dump());
  fs::remove(f / "sub/estate/other.json");
  CHECK(run(f, "test sub").exit == 0);
}

TEST_CASE("a problem in an included file names that file, and all are told in one run") {
  const Folder f;
  f.write("s.json", R"({"format": 1, "include": ["a.json", "b.json"], "zones": {"z": {}}, "hosts": {"H": {"zone": "zz"}}, "baselines": {"k": {}}, "accounts": {"H\\x": {"sid": "S-1-1"}}, "as_of": "2026-11-01"})");
  f.write("a.json", "{\"hosts\": {\n\"A\": {\"os\": \"windows-99\"}, \"H\": {}}, \"zones\": {\"Z\": {}},\n\"connections\": [{\"id\": \"one\", \"from\": \"H\", \"to\": \"A\"}]}");
  f.write("b.json", "{\"baselines\": {\n\"k\": {}}, \"accounts\": {\"h\\\\X\": {}}, \"as_of\": \"2025-01-01\", \"format\": 2,\n\"connections\": [{\"id\": \"one\", \"from\": \"H\", \"to\": \"A\"}],\n\"groups\": {\"g\": {}}, \"domains\": {\"d.example\": {}}, \"odd\": 1}");
  check_told(f, "check s.json", {"s.json:1: error: there is no zone named 'zz'", "a.json:2: error: 'windows-99' is no value of release",
                                 "a.json:2: error: two hosts are named 'H', the other one in s.json, line 1", "a.json:2: error: two zones are named 'Z', the other one in s.json, line 1",
                                 "b.json:2: error: two baselines are named 'k', the other one in s.json, line 1", "b.json:2: error: two accounts are named 'h\\X', the other one in s.json, line 1",
                                 "b.json:2: error: another date stands in s.json, line 1", "b.json:2: error: format 2 is not known",
                                 "b.json:3: error: two connections have the id 'one', the other one in a.json, line 3", "b.json:4: error: unknown key 'odd'"});
  f.write("rule.json", R"({"format": 1, "include": "c.json", "hosts": {"H": {}, "A": {}}})");
  f.write("c.json", "{\"connections\": [\n{\"from\": \"H\", \"to\": \"A\", \"expect\": {\"verdict\": \"fails\", \"rule\": \"no-such\"}}]}");
  check_told(f, "check rule.json", {"c.json:2: error: there is no rule named 'no-such'"});
}

TEST_CASE("files that are missing, malformed or lead back to themselves") {
  const Folder f;
  f.write("s.json", "{\"format\": 1, \"hosts\": {},\n\"include\": [\"gone.json\",\n\"x*.json\", \"bad.json\", \"a.json\", \"\", \"f*/a.json\", \"folder\"]}");
  f.write("bad.json", "{\n\"hosts\": }");
  f.write("a.json", R"({"include": "b.json"})");
  f.write("b.json", R"({"include": ["./a.json"]})");
  f.write("folder/x", "");
  check_told(f, "check s.json", {"s.json:2: error: 'gone.json' cannot be included: the file cannot be read", "at /include/0", "s.json:3: error: no file fits 'x*.json'",
                                 "bad.json:2:", "malformed JSON", "b.json:1: error: files include each other in a circle: a.json -> b.json -> a.json", "an empty name includes no file",
                                 "'*' may stand in the last part only", "'folder' cannot be included: this is a folder"});
  f.write("self.json", R"({"format": 1, "hosts": {}, "include": "self.json"})");
  check_told(f, "check self.json", {"files include each other in a circle: self.json -> self.json"});
  f.write("odd.json", R"({"format": 1, "hosts": {}, "include": [1, {"a": "b"}]})");
  check_told(f, "check odd.json", {"at /include/0", "at /include/1", "expected a string"});
  f.write("empty.json", R"({"format": 1, "include": "none.json"})");
  f.write("none.json", "[]");
  check_told(f, "check empty.json", {"none.json:1: error: expected an object, found an array", "the key 'hosts' is missing"});
}

TEST_CASE("whatif changes an element where it stands") {
  const Folder f;
  Json s = plain_scenario({{"hosts", {{"TARGET", {{"windows_firewall", {{"wmi_inbound", "allowed"}}}}}}}});
  f.write("whole.json", s.dump());
  f.write("split.json", split(f, s).dump());
  f.write("overlay.json", R"({"hosts": {"TARGET": {"dcom": {"enabled": false}}, "NEW": {"os": "windows-11"}}, "trusts": []})");
  f.write("include.json", "{\n\"include\": []}");
  check_told(f, "whatif split.json --overlay include.json", {"include.json:2: error: an overlay cannot change which files are included", "at /include"});
  for (const std::string change : {"--set TARGET:dcom.enabled=false", "--set '*:dcom.enabled=false'", "--overlay overlay.json"}) {
    const auto whole = run(f, "whatif whole.json " + change), parts = run(f, "whatif split.json " + change);
    INFO(change << "\n" << parts.err);
    CHECK(parts.exit == 1);
    CHECK(parts.out == whole.out);
  }
}
