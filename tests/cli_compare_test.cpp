// SPDX-License-Identifier: Apache-2.0
// Predictions held against something: a golden output, another scenario, a change, what was observed.
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/generators/estates.hpp"
#include "tests/generators/program_run.hpp"

using namespace wmireach::tests;

TEST_CASE("a golden output is compared, rewritten on request, and expectations stay as they are") {
  const Folder f;
  const std::string scenario = plain_scenario({{"connection", {{"expect", {{"verdict", "connects"}}}}}}).dump();
  const auto s = f.write("s.json", scenario);
  const auto golden = f.write("s.golden.txt", "old\n");
  auto r = run(f, "test " + s);
  CHECK(r.exit == 1);
  CHECK(r.out.find("s.golden.txt") != std::string::npos);
  CHECK(r.out.find("line 1: expected old; found") != std::string::npos);
  CHECK(text_of(f / golden) == "old\n");
  r = run(f, "test --update " + s);
  CHECK(text_of(f / golden) == run(f, "check " + s).out);
  CHECK(text_of(f / s) == scenario);
  CHECK(run(f, "test --list-passes " + s).out.find("pass s.golden.txt") != std::string::npos);
}

TEST_CASE("whatif tries a change and leaves the file alone; diff finds the same change between two files") {
  const Folder f;
  const auto before = f.write("before.json", plain_scenario({{"hosts", {{"TARGET", {{"windows_firewall", {{"wmi_inbound", "allowed"}}}}}}}}).dump());
  const auto after = f.write("after.json", plain_scenario({{"hosts", {{"TARGET", {{"windows_firewall", {{"wmi_inbound", "allowed"}}}, {"dcom", {{"enabled", false}}}}}}}}).dump());
  const auto overlay = f.write("overlay.json", R"({"hosts": {"TARGET": {"dcom": {"enabled": false}}}})");
  const std::string kept = text_of(f / before);
  const auto by_set = run(f, "whatif before.json --set TARGET:dcom.enabled=false"), by_overlay = run(f, "whatif before.json --overlay overlay.json"),
             by_diff = run(f, "diff before.json after.json");
  CHECK(by_set.exit == 1);
  CHECK(by_set.out.find("target.dcom.enabled of TARGET: true -> false") != std::string::npos);
  CHECK(by_set.out == by_overlay.out);
  CHECK(by_set.out == by_diff.out);
  CHECK(text_of(f / before) == kept);
  CHECK(run(f, "diff before.json before.json").exit == 0);
  CHECK(run(f, "whatif before.json --set '*:dcom.enabled=false' --format json").out.find("\"kind\": \"closes\"") != std::string::npos);
}

TEST_CASE("a change that cannot be read is bad input, with a hint") {
  const Folder f;
  f.write("s.json", plain_scenario(Json::object()).dump());
  const auto told = [&](const std::string& change, const std::string& what) {
    const auto r = run(f, "whatif s.json " + change);
    INFO(change << "\n" << r.err);
    CHECK(r.exit == 2);
    CHECK(r.err.find(what) != std::string::npos);
  };
  told("--set TARGTE:dcom.enabled=false", "did you mean 'TARGET'?");
  told("--set TARGET:dcom.enabld=false", "did you mean 'enabled'?");
  told("--set TARGET:dcom.enabled=perhaps", "expected true or false");
  told("--set dcom.enabled", "this is not WHERE:FACT=VALUE");
  told("--set color=red:dcom.enabled=false", "known: zone, domain, os, name, baseline");
  told("", "there is no change to try");
  told("--overlay missing.json", "cannot be read");
}

TEST_CASE("the scorecard: a mismatch needs a reason, a reason needs a mismatch, and a limit of the caller's tool counts for neither") {
  const Folder f;
  const auto card = [&](const Json& observed) {
    Json s = plain_scenario({{"hosts", {{"TARGET", {{"windows_firewall", {{"wmi_inbound", "allowed"}}}, {"dcom", {{"enabled", false}}}}}}}});
    s["connections"][0]["observed"] = observed;
    Json right = s["connections"][0];  // so that a case is left to compare
    right["id"] = "right";
    right["observed"] = {{"outcome", "fails"}};
    s["connections"].push_back(right);
    f.write("case.json", s.dump());
    return run(f, "scorecard case.json");
  };
  CHECK(card({{"outcome", "fails"}}).exit == 0);
  CHECK(card({{"outcome", "succeeds"}}).exit == 1);
  CHECK(card({{"outcome", "succeeds"}, {"known_mismatch", "the source is silent"}}).exit == 0);
  CHECK(card({{"outcome", "fails"}, {"known_mismatch", "the source is silent"}}).exit == 1);
  const auto tool = card({{"outcome", "succeeds"}, {"limit_of_tool", true}});
  CHECK(tool.exit == 0);
  CHECK(tool.out.find("1 case compared") != std::string::npos);
  CHECK(card({{"outcome", "fails"}, {"complete", true}, {"rules", {"dcom-disabled-on-target"}}, {"codes", {"0x80070005"}}}).exit == 0);
  CHECK(card({{"outcome", "fails"}, {"complete", true}, {"rules", {"winmgmt-disabled"}}}).exit == 1);
  CHECK(card({{"outcome", "fails"}, {"complete", true}, {"codes", {"0x80041003"}}}).exit == 1);
  CHECK(card({{"outcome", "fails"}, {"rules", {"winmgmt-disabled"}}}).exit == 0);  // only a complete case names its cause
}

TEST_CASE("a connection that fails by one rule or another names both") {
  const Folder f;
  Json s = plain_scenario({{"hosts", {{"TARGET", {{"windows_firewall", {{"enabled", true}, {"wmi_group", false}, {"winrm_rule", false}}}}}}}});
  s["connections"][0]["api"] = "unknown";
  f.write("s.json", s.dump());
  const auto r = run(f, "check s.json");
  CHECK(r.exit == 1);
  for (const char* name : {"either       ", "(windows-firewall-blocks-ws-man)", "(windows-firewall-blocks-endpoint-mapper)"}) CHECK(r.out.find(name) != std::string::npos);
  const auto json = Json::parse(run(f, "check s.json --format json").out);
  CHECK(json["connections"][0]["either"].size() == 2);
  CHECK(json["connections"][0]["first_blocker"].is_null());
}

TEST_CASE("the matrix: every pair as CSV, selectors, and the same bytes on any number of threads") {
  const Folder f;
  Json s = plain_scenario({{"hosts", {{"TARGET", {{"windows_firewall", {{"wmi_inbound", "allowed"}}}}}}}});
  s["hosts"]["TWIN"] = s["hosts"]["TARGET"];
  s["hosts"]["WALL,ED"] = s["hosts"]["CLIENT"];
  s["connections"][0]["id"] = "one";
  f.write("s.json", s.dump());
  const auto csv = run(f, "matrix s.json one --format csv");
  CHECK(csv.exit == 1);
  CHECK(std::count(csv.out.begin(), csv.out.end(), '\n') == 1 + 4 * 3);
  CHECK(csv.out.find("\nCLIENT,TARGET,connects,,,\n") != std::string::npos);
  CHECK(csv.out.find("\nCLIENT,\"WALL,ED\",fails,endpoint-mapper,windows-firewall-blocks-endpoint-mapper,0x800706BA\n") != std::string::npos);
  const auto text = run(f, "matrix s.json one --from CLIENT --to 'name=T*'");
  CHECK(text.exit == 0);
  CHECK(text.out.find("1 client, 2 targets, 2 pairs, 2 classes of hosts") != std::string::npos);
  CHECK(run(f, "matrix s.json one --threads 1").out == run(f, "matrix s.json one --threads 7").out);
  const auto bad = run(f, "matrix s.json one --to TARGTE");
  CHECK(bad.exit == 2);
  CHECK(bad.err.find("did you mean 'TARGET'?") != std::string::npos);
  CHECK(run(f, "matrix s.json two").exit == 2);
}
