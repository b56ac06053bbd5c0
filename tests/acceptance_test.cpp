// SPDX-License-Identifier: Apache-2.0
// What a scenario accepts for a time: shown, not counted, and a failure of its own when the time is over.
#include <catch2/catch.hpp>

#include "tests/generators/estates.hpp"
#include "tests/generators/program_run.hpp"

using namespace wmireach;
using namespace wmireach::tests;

namespace {

const Json good_acceptance = {{"reason", "the kiosk is replaced in March"}, {"owner", "netops"}, {"until", "2027-03-31"}};

// The plain scenario fails: the firewall of its target is as Windows sets it up.
std::string failing(const Json& acceptance, const std::string& as_of = "2026-11-01") {
  Json s = plain_scenario();
  s["as_of"] = as_of;
  s["connections"][0]["accepted"] = acceptance;
  return s.dump(1);
}

std::string working(const Json& acceptance) {
  Json s = plain_scenario({{"hosts", {{"TARGET", {{"windows_firewall", {{"wmi_group", true}}}}}}}});
  s["connections"][0]["accepted"] = acceptance;
  return s.dump(1);
}

}  // namespace

TEST_CASE("an acceptance counts through its last day, by the date of the prediction, and no longer") {
  const Folder f;
  f.write("s.json", failing(good_acceptance));
  CHECK(run(f, "check s.json").exit == 0);
  CHECK(run(f, "explain s.json CLIENT-TARGET").exit == 0);
  CHECK_THAT(run(f, "explain s.json CLIENT-TARGET").out, Catch::Contains("  accepted: the kiosk is replaced in March (netops, until 2027-03-31)\n"));
  CHECK(run(f, "check s.json --as-of 2027-03-31").exit == 0);
  CHECK(run(f, "check s.json --as-of 2027-04-01").exit == 1);
  f.write("later.json", failing(good_acceptance, "2027-04-01"));
  CHECK(run(f, "check later.json").exit == 1);
  CHECK_THAT(run(f, "check s.json").out, Catch::Contains("accepted     the kiosk is replaced in March (netops, until 2027-03-31)\n"));
  CHECK_THAT(run(f, "check later.json").out, Catch::Contains("the acceptance by netops ended on 2027-03-31: the kiosk is replaced in March"));
}

TEST_CASE("an expired acceptance fails even where the connection works, under a name of its own") {
  const Folder f;
  f.write("s.json", working(good_acceptance));
  CHECK(run(f, "check s.json").exit == 0);
  CHECK_THAT(run(f, "check s.json").out, Catch::Contains("needless"));
  CHECK(run(f, "check s.json --as-of 2028-01-01").exit == 1);
  const Json sarif = Json::parse(run(f, "check s.json --as-of 2028-01-01 --format sarif").out);
  CHECK(sarif["runs"][0]["results"][0]["ruleId"] == "acceptance-expired");
  CHECK_FALSE(sarif["runs"][0]["results"][0].contains("suppressions"));
  const Result tested = run(f, "test s.json --as-of 2028-01-01");  // though nothing is expected of it
  CHECK(tested.exit == 1);
  CHECK_THAT(tested.out, Catch::Contains("the acceptance by netops ended on 2027-03-31"));
}

TEST_CASE("where no date is known, nothing is accepted") {
  const Folder f;
  f.write("s.json", failing(good_acceptance, "unknown"));
  const Result r = run(f, "check s.json");
  CHECK(r.exit == 1);
  CHECK_THAT(r.out, Catch::Contains("does not count, as no date is known"));
  CHECK(run(f, "check s.json --as-of 2026-12-01").exit == 0);
}

TEST_CASE("an acceptance covers an expectation that is not met, and what is undetermined") {
  const Folder f;
  Json s = Json::parse(failing(good_acceptance));
  s["connections"][0]["expect"] = {{"verdict", "connects"}};
  f.write("s.json", s.dump());
  CHECK(run(f, "check s.json").exit == 0);
  const Result r = run(f, "test s.json");
  CHECK(r.exit == 0);
  CHECK_THAT(r.out, Catch::StartsWith("accepted s.json CLIENT-TARGET: expected that it connects; predicted: it fails at "));
  CHECK_THAT(r.out, Catch::EndsWith("0 passed, 0 failed, 1 accepted\n"));
  s["connections"][0].erase("expect");
  s["hosts"]["TARGET"]["windows_firewall"] = {{"wmi_group", "unknown"}};
  f.write("open.json", s.dump());
  CHECK(run(f, "check open.json").exit == 0);
}

TEST_CASE("a requirement may be accepted as well") {
  const Folder f;
  Json s = plain_scenario();
  Json required = s["connections"][0];
  s["connections"] = Json::array();
  required["id"] = "all";
  required["must"] = "connect";
  required["accepted"] = good_acceptance;
  s["require"] = Json::array({required});
  f.write("s.json", s.dump());
  CHECK(run(f, "check s.json").exit == 0);
  CHECK(run(f, "check s.json --as-of 2027-04-01").exit == 1);
  CHECK_THAT(run(f, "check s.json").out, Catch::Contains("(netops, until 2027-03-31)"));
  CHECK(run(f, "test s.json").exit == 0);
  const Json json = Json::parse(run(f, "check s.json --format json").out);
  CHECK(json["requirements"][0]["accepted"]["state"] == "in-force");
}

TEST_CASE("an acceptance without reason, owner or day, or with a key it does not have, is bad input with its place") {
  const auto told = [](const Json& acceptance, const std::string& what, const std::string& pointer) {
    const auto problems = problems_of(failing(acceptance));
    INFO(what);
    REQUIRE(problems.size() == 1);
    CHECK_THAT(problems[0].message, Catch::Contains(what));
    CHECK(problems[0].pointer == pointer);
    CHECK(problems[0].line > 1);
  };
  for (const std::string key : {"reason", "owner", "until"}) {
    Json lacking = good_acceptance;
    lacking.erase(key);
    told(lacking, "the key '" + key + "' is missing", "/connections/0/accepted");
  }
  const auto with = [](const std::string& key, const Json& value) {
    Json a = good_acceptance;
    a[key] = value;
    return a;
  };
  told(with("until", "2027-02-30"), "'2027-02-30' is not a date", "/connections/0/accepted/until");
  told(with("owner", ""), "the text is empty", "/connections/0/accepted/owner");
  told(with("reason", 7), "expected", "/connections/0/accepted/reason");
  told(with("untill", "2027-01-01"), "untill", "/connections/0/accepted/untill");
  told("for now", "expected an object", "/connections/0/accepted");
}

TEST_CASE("an acceptance is shown by timeline, diff and draw") {
  const Folder f;
  f.write("s.json", failing(good_acceptance));
  f.write("works.json", working(good_acceptance));
  const std::string accepted = "the kiosk is replaced in March (netops, until 2027-03-31)";
  CHECK_THAT(run(f, "timeline s.json").out, Catch::Contains("  accepted    " + accepted + "\n"));
  CHECK_THAT(run(f, "diff works.json s.json").out, Catch::Contains("accepted  " + accepted + "\n"));
  CHECK_THAT(run(f, "diff works.json s.json --as-of 2027-04-01").out, Catch::Contains("the acceptance by netops ended on 2027-03-31"));
  CHECK_THAT(run(f, "draw s.json CLIENT-TARGET").out, Catch::Contains("accepted: " + accepted));
  CHECK_THAT(run(f, "draw s.json").out, Catch::Contains("; accepted: " + accepted));
}
