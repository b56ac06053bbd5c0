// SPDX-License-Identifier: Apache-2.0
// An architect's own rules, the test command and --no-assumptions, as their users run them.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/generators/estates.hpp"
#include "tests/generators/project_files.hpp"

using wmireach::tests::Json;
using wmireach::tests::plain_scenario;
using wmireach::tests::text_of;

namespace {

namespace fs = std::filesystem;

struct Result {
  int exit;
  std::string out, err;
};

class Workplace {
 public:
  Workplace() : path_(fs::temp_directory_path() / ("wmireach-rules-test-" + std::to_string(getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_ / "streams");
  }
  ~Workplace() { fs::remove_all(path_); }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;

  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }
  Result run(const std::string& arguments) const {
    const std::string command = "cd '" + path_.string() + "' && '" + WMIREACH_BINARY + "' " + arguments + " </dev/null >streams/out 2>streams/err";
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, text_of(path_ / "streams" / "out"), text_of(path_ / "streams" / "err")};
  }

 private:
  fs::path path_;
};

// Refuses every connection to a target that is not Windows Server 2025.
Json own_rule(const Json& patch = Json::object()) {
  Json rule = Json::parse(R"({
    "name": "target-is-not-of-the-fleet", "stage": "support", "since": "1.0.0", "summary": "The target is not of the fleet.",
    "applies_when": "remote_over_dcom", "requires": "target.os == windows-server-2025",
    "otherwise": { "effect": "blocks", "message": "{target} runs {target.os}" },
    "why": "Our own policy.", "sources": [ { "statement": "S0-01", "supports": "a policy" } ],
    "examples": [ { "title": "of the fleet", "truth": "holds", "facts": { "request.transport": "dcom", "target.os": "windows-server-2025" } },
                  { "title": "another one", "truth": "violated", "facts": { "request.transport": "dcom", "target.os": "windows-10" } },
                  { "title": "not known", "truth": "unknown", "facts": { "request.transport": "dcom" } } ] })");
  rule.merge_patch(patch);
  return rule;
}

Json good() { return plain_scenario({{"hosts", {{"TARGET", {{"windows_firewall", {{"wmi_group", true}}}}}}}}); }
Json expecting(Json scenario, const char* verdict) {
  scenario["connections"][0]["expect"] = {{"verdict", verdict}};
  return scenario;
}

}  // namespace

TEST_CASE("own rules join the catalogue, and a folder may replace it") {
  const Workplace w;
  w.write("good.json", good().dump());
  w.write("own/fleet.json", own_rule().dump(1));
  CHECK(w.run("check good.json").exit == 0);
  const Result r = w.run("check good.json --rules own");
  CHECK(r.exit == 1);
  CHECK_THAT(r.out, Catch::Contains("target-is-not-of-the-fleet"));
  CHECK_THAT(r.out, Catch::Contains("TARGET runs windows-10"));
  CHECK(w.run("rules check --rules own").exit == 0);
  CHECK_THAT(w.run("rules list --rules own").out, Catch::Contains("uac-filters-local-administrator"));
  const Result only = w.run("rules list --catalogue own");
  CHECK_THAT(only.err, Catch::Contains("remote_over_dcom"));  // the definitions are part of the catalogue
  w.write("own/definitions.json", R"({"definitions": {"remote_over_dcom": {"meaning": "By DCOM.", "condition": "request.transport == dcom"}}})");
  CHECK_THAT(w.run("rules list --catalogue own").out, Catch::EndsWith("1 rules\n"));
}

TEST_CASE("a condition with a mistake is shown with the part that is wrong underlined") {
  const Workplace w;
  w.write("own/fleet.json", own_rule({{"requires", "target.os == windows-servr-2025"}}).dump(1));
  const Result r = w.run("rules check --rules own");
  CHECK(r.exit == 2);
  CHECK(r.out.empty());
  CHECK_THAT(r.err, Catch::Contains("'windows-servr-2025' is no value of release"));
  CHECK_THAT(r.err, Catch::Contains("  | target.os == windows-servr-2025\n  |              ^^^^^^^^^^^^^^^^^^\n"));
  CHECK_THAT(r.err, Catch::Contains("did you mean 'windows-server-2025'?"));
}

TEST_CASE("every mistake in a rule file is told") {
  const Workplace w;
  const std::pair<Json, const char*> mistakes[] = {
      {{{"name", "Not Kebab"}}, "is not kebab-case"},
      {{{"name", "uac-filters-local-administrator"}}, "exists already"},
      {{{"stage", "suport"}}, "did you mean 'support'?"},
      {{{"requires", nullptr}}, "the key 'requires' is missing"},
      {{{"otherwise", {{"effect", "block"}}}}, "did you mean 'blocks'?"},
      {{{"otherwise", {{"errors", {{{"code", "0x12345678"}}}}}}}, "error code"},
      {{{"otherwise", {{"message", "{target.oss} is wrong"}}}}, "{target.oss}"},
      {{{"otherwise", {{"message", "{target"}}}}, "a placeholder is not closed"},
      {{{"sources", Json::array()}}, "a rule without a source is not a rule"},
      {{{"examples", Json::array()}}, "no example in which the rule is"},
      {{{"colour", "red"}}, "unknown key 'colour'"},
      {{{"remedies", {{{"title", "x"}, {"where", "target"}, {"set", {{"target.oss", "windows-10"}}}}}}}, "'target.oss' is not a fact"},
  };
  for (const auto& [patch, message] : mistakes) {
    CAPTURE(message);
    w.write("own/fleet.json", own_rule(patch).dump(1));
    const Result r = w.run("rules check --rules own");
    CHECK(r.exit == 2);
    CHECK_THAT(r.err, Catch::Contains(message));
  }
  w.write("own/fleet.json", "{");
  CHECK(w.run("rules check --rules own").exit == 2);
}

TEST_CASE("rules check finds examples that come out otherwise, and sources that do not exist") {
  const Workplace w;
  Json rule = own_rule();
  rule["examples"][0]["facts"]["target.os"] = "windows-10";
  w.write("own/fleet.json", rule.dump(1));
  Result r = w.run("rules check --rules own");
  CHECK(r.exit != 0);
  CHECK_THAT(r.out, Catch::Contains("example 'of the fleet' should be holds, and is violated"));
  rule = own_rule();
  rule["sources"][0]["statement"] = "S9-99";
  w.write("own/fleet.json", rule.dump(1));
  r = w.run("rules check --rules own");
  CHECK(r.exit != 0);
  CHECK_THAT(r.out, Catch::Contains("S9-99"));
}

TEST_CASE("test: 0 where every expectation is met, 1 where one is not, 2 where a file cannot be read") {
  const Workplace w;
  w.write("set/a.json", expecting(good(), "connects").dump());
  CHECK(w.run("test set").exit == 0);
  CHECK_THAT(w.run("test set").out, Catch::EndsWith("1 passed, 0 failed\n"));
  w.write("set/deeper/b.json", expecting(good(), "fails").dump());
  const Result r = w.run("test set");
  CHECK(r.exit == 1);
  CHECK_THAT(r.out, Catch::Contains("FAIL"));
  CHECK_THAT(r.out, Catch::Contains("expected that it fails"));
  CHECK_THAT(r.out, Catch::EndsWith("1 passed, 1 failed\n"));
  CHECK(w.run("test set/a.json").exit == 0);
  w.write("set/c.json", "{");
  CHECK(w.run("test set").exit == 2);
  CHECK(w.run("test set/deeper set/a.json").exit == 1);
}

TEST_CASE("test: scenarios without any expectation are no success") {
  const Workplace w;
  w.write("set/a.json", good().dump());
  CHECK(w.run("test set").exit == 1);
}

TEST_CASE("--no-assumptions leaves open what nobody stated") {
  const Workplace w;
  w.write("good.json", good().dump());
  CHECK(w.run("check good.json").exit == 0);
  const Result r = w.run("check good.json --no-assumptions");
  CHECK(r.exit == 4);
  CHECK_THAT(r.out, Catch::Contains("undetermined"));
  CHECK_THAT(r.out, Catch::Contains("account.password_correct"));
}

TEST_CASE("a connection without an account is predicted, not an end of the program") {
  const Workplace w;
  Json s = good();
  s["connections"][0].erase("account");
  w.write("s.json", s.dump());
  CHECK(w.run("check s.json").exit == 4);
  CHECK(w.run("explain s.json CLIENT-TARGET").exit == 4);
  CHECK(w.run("check s.json --format json").exit == 4);
}

TEST_CASE("a second hop, an account of unknown kind, and a host of which nothing is stated") {
  const Workplace w;
  w.write("s.json", R"({"format": 1, "hosts": {"A": {}, "B": {}}, "accounts": {"x": {"kind": "unknown"}},
    "connections": [{"id": "one", "from": "A", "to": "B", "account": "x"}, {"id": "two", "from": "A", "to": "B", "second_hop": "A"}, {"id": "three", "from": "A", "to": "A"}]})");
  for (const char* arguments : {"check s.json", "check s.json --no-assumptions", "explain s.json one", "explain s.json two", "explain s.json three --format json"}) {
    CAPTURE(arguments);
    const int exit = w.run(arguments).exit;
    CHECK((exit == 0 || exit == 1 || exit == 4));
  }
}
