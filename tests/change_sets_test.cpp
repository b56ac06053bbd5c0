// SPDX-License-Identifier: Apache-2.0
// The named changes: what they set where, what they leave alone, and that their files are right.
#include <catch2/catch.hpp>

#include "import/change_set.hpp"
#include "rules/builtin.hpp"
#include "tests/generators/estates.hpp"
#include "tests/generators/program_run.hpp"

using namespace wmireach;
using tests::Json;

namespace {

import::Diagnostics problems_of_change(const std::string& text, const std::string& name = "x.json") {
  import::Diagnostics diagnostics;
  import::read_change_sets({{name, text}}, tests::statements(), diagnostics);
  return diagnostics;
}

// One computer of each kind that the changes tell apart.
Json estate() {
  Json s = tests::plain_scenario();
  s["as_of"] = "2022-07-01";
  s["baselines"]["base"] = {{"os", "windows-7"}, {"service_pack", 1}, {"build", 7601}, {"edition", "ultimate"}};
  s["hosts"]["OLD"] = {{"os", "windows-xp"}, {"service_pack", 3}, {"member_of", "CORP"}, {"patched_to", "2014-04-08"}};
  s["hosts"]["SEVEN"] = {{"baseline", "base"}, {"member_of", "CORP"}};
  s["hosts"]["SRV"] = {{"os", "windows-server-2016"}, {"edition", "standard"}, {"member_of", "CORP"}, {"patched_to", "2024-01-09"}};
  s["hosts"]["PROFILES"] = {{"os", "windows-10"}, {"edition", "pro"}, {"member_of", "CORP"}, {"patched_to", "unknown"},
                            {"windows_firewall", {{"wmi_inbound", "allowed"}, {"profiles", {{"public", {{"wmi_group", true}}}}}}}};
  return s;
}

}  // namespace

TEST_CASE("the built-in changes are the files of rules/changes, and right") {
  std::vector<import::SourceFile> files;
  for (const auto& f : rules::builtin_change_sets()) files.push_back({std::string(f.name), std::string(f.text)});
  CHECK(files.size() == tests::files_below("rules/changes", ".json").size());
  for (const auto& f : files) CHECK(f.text == tests::text_of(tests::source_dir() / "rules/changes" / f.name));
  import::Diagnostics diagnostics;
  CHECK(import::read_change_sets(files, tests::statements(), diagnostics).size() == 5);
  CHECK(diagnostics.empty());
}

TEST_CASE("a change with a mistake is told, with its place") {
  const std::string good = R"({"name": "x", "summary": "s.", "sources": ["B-UAC-02"], "set": {"uac.enabled": true}})";
  CHECK(problems_of_change(good).empty());
  const auto told = [](const std::string& text, const std::string& pointer, const std::string& message, const std::string& hint) {
    const auto problems = problems_of_change(text);
    INFO(text);
    REQUIRE_FALSE(problems.empty());
    CHECK(problems.front().pointer == pointer);
    CHECK_THAT(problems.front().message, Catch::Contains(message));
    CHECK_THAT(problems.front().hint, Catch::Contains(hint));
  };
  const std::string head = R"({"name": "x", "summary": "s.", "sources": ["B-UAC-02"], )";
  told(head + R"("set": {"uac.enabeld": true}})", "/set/uac.enabeld", "is not a fact of a host", "did you mean 'uac.enabled'?");
  told(head + R"("set": {"os_kind": "client"}})", "/set/os_kind", "is not a fact of a host", "");
  told(head + R"("set": {"uac.enabled": "yes"}})", "/set/uac.enabled", "expected true or false", "");
  told(head + R"("set": {"ntlm.incoming": "refuse"}})", "/set/ntlm.incoming", "is no value of", "");
  told(head + R"("set": {"dcom.access.everyone": ["remote-access"]}})", "/set/dcom.access.everyone", "a list of rights cannot be set", "");
  told(head + R"("at_least": {"winmgmt.state": "running"}})", "/at_least/winmgmt.state", "have no order", "use 'set'");
  told(head + R"("set": {"os": "{value}"}})", "", "belong together", "");
  told(head + R"("value": "v", "set": {"ipv4": true}})", "", "belong together", "");
  told(head + R"("upgrade": true, "set": {"ipv4": true}})", "", "an upgrade sets the release", "");
  told(head + R"("sett": {"ipv4": true}})", "/sett", "unknown key 'sett'", "did you mean 'set'?");
  told(R"({"name": "x", "summary": "s.", "sources": ["B-NO-01"], "set": {"ipv4": true}})", "/sources/0", "there is no statement 'B-NO-01'", "");
  told(R"({"name": "x", "summary": "s.", "set": {"ipv4": true}})", "", "the key 'sources' is missing", "");
  CHECK_FALSE(problems_of_change(good, "y.json").empty());
}

TEST_CASE("the hardening is enforced where it was published and is not yet") {
  const std::string change = "dcom-hardening-enforced";
  const tests::Folder f;
  Json s = estate();
  s["hosts"]["CLIENT"] = {{"os", "windows-xp"}, {"service_pack", 3}, {"member_of", "CORP"}};
  s["hosts"]["SRV"]["windows_firewall"] = {{"wmi_group", true}};
  s["hosts"]["SRV"]["patched_to"] = "2022-02-01";  // the switch is off
  s["hosts"]["CLIENT"]["windows_firewall"] = {{"enabled", false}};
  s["connections"] = Json::array({{{"id", "k"}, {"from", "CLIENT"}, {"to", "SRV"}, {"account", "CORP\\admin"}, {"api", "moniker"}}});
  f.write("s.json", s.dump());
  auto r = tests::run(f, "whatif s.json --change " + change);
  INFO(r.out << r.err);
  CHECK(r.exit == 1);
  CHECK(r.out.find("hardening-refuses-activation-level") != std::string::npos);
  CHECK(r.out.find("target.patched_to of SRV: 2022-02-01 -> 2023-03-14") != std::string::npos);
  // No date is lowered, and what is enforced already stays as it is.
  s["hosts"]["SRV"]["patched_to"] = "2024-01-09";
  f.write("s.json", s.dump());
  r = tests::run(f, "whatif s.json --change " + change + "@SRV");
  CHECK(r.exit == 0);
  CHECK(r.err.find("leaves every host as it is") != std::string::npos);
  CHECK(tests::run(f, "whatif s.json --change " + change + "@OLD").err.find("leaves every host as it is") != std::string::npos);
}

TEST_CASE("closing the group closes it in every profile, and the outcome that was stated") {
  const tests::Folder f;
  Json s = estate();
  s["connections"] = Json::array({{{"id", "k"}, {"from", "CLIENT"}, {"to", "PROFILES"}, {"account", "CORP\\admin"}, {"api", "moniker"}}});
  const auto because = [&](const std::string& what) {
    f.write("s.json", s.dump());
    const auto r = tests::run(f, "whatif s.json --change firewall-group-closed@PROFILES");
    INFO(r.out << r.err);
    CHECK(r.exit == 1);
    CHECK(r.out.find("closes ") != std::string::npos);
    CHECK(r.out.find("because   target.windows_firewall." + what) != std::string::npos);
  };
  because("wmi_inbound of PROFILES: allowed -> blocked");
  s["hosts"]["PROFILES"]["windows_firewall"] = {{"active_profile", "public"}, {"exception_scope", "any"}, {"profiles", {{"public", {{"wmi_group", true}}}}}};
  because("wmi_group of PROFILES: true -> false");
}

TEST_CASE("an upgrade is for older releases of the same kind, and what depends on the old one goes") {
  const tests::Folder f;
  f.write("s.json", estate().dump());
  f.write("expected.json", [] {
    Json s = estate();
    s["hosts"]["OLD"] = {{"os", "windows-11"}, {"service_pack", 0}, {"member_of", "CORP"}, {"patched_to", "unknown"}};
    s["hosts"]["SEVEN"] = {{"os", "windows-11"}, {"service_pack", 0}, {"build", "unknown"}, {"edition", "unknown"}, {"member_of", "CORP"}};
    for (const char* host : {"CLIENT", "TARGET"}) s["hosts"][host]["os"] = "windows-11";
    s["hosts"]["PROFILES"]["os"] = "windows-11";
    return s.dump();
  }());
  f.write("more.json", R"({"connections": [{"id": "all", "from": "CLIENT", "to": {"name": "*"}, "account": "CORP\\admin", "api": "moniker"}]})");
  const auto expected = tests::run(f, "check expected.json --overlay more.json --format json"), before = tests::run(f, "check s.json --overlay more.json --format json");
  CHECK(Json::parse(expected.out)["connections"].size() == estate()["hosts"].size() - 1);
  CHECK(expected.out != before.out);
  // The same verdicts by the change as by a scenario that states its result.
  const auto by_diff = tests::run(f, "diff s.json expected.json --pairs CLIENT-TARGET --format json"), by_change = tests::run(f, "whatif s.json --change release-upgraded=windows-11 --pairs CLIENT-TARGET --format json");
  INFO(by_change.err);
  CHECK(by_change.out == by_diff.out);
  CHECK(by_change.exit == 1);
  const auto servers = tests::run(f, "whatif s.json --change release-upgraded@SRV=windows-11");
  CHECK(servers.exit == 0);
  CHECK(servers.err.find("none is known to run an older release of the same kind") != std::string::npos);
  CHECK(tests::run(f, "whatif s.json --change release-upgraded@os=windows-7=win10 --pairs CLIENT-TARGET").out.find("windows-7 -> windows-10") != std::string::npos);
}

TEST_CASE("a change that there is not, or in another form, is bad input with a hint") {
  const tests::Folder f;
  f.write("s.json", estate().dump());
  const auto told = [&](const std::string& change, const std::string& what) {
    const auto r = tests::run(f, "whatif s.json --change '" + change + "'");
    INFO(change << "\n" << r.err);
    CHECK(r.exit == 2);
    CHECK(r.err.find(what) != std::string::npos);
  };
  told("ntlm-of", "did you mean 'ntlm-off'?");
  told("nonsense", "`wmireach changes` lists them");
  told("ntlm-off=deny", "the change takes no value");
  told("ntlm-off@", "no host is named behind '@'");
  told("ntlm-off@SVR", "did you mean 'SRV'?");
  told("release-upgraded", "the change needs a value");
  told("release-upgraded=windows-12", "is no value of release");
  told("release-upgraded=linux", "is no release of Windows");
  const auto list = tests::run(f, "changes");
  CHECK(list.exit == 0);
  for (const auto& file : rules::builtin_change_sets()) CHECK(list.out.find(std::string(file.name.substr(0, file.name.find('.'))) + "[@WHERE]") != std::string::npos);
}

TEST_CASE("check, explain and matrix take a patch over the scenario") {
  const tests::Folder f;
  Json s = tests::plain_scenario({{"hosts", {{"TARGET", {{"windows_firewall", {{"wmi_inbound", "allowed"}}}}}}}});
  f.write("s.json", s.dump());
  f.write("off.json", R"({"hosts": {"TARGET": {"dcom": {"enabled": false}}}})");
  CHECK(tests::run(f, "check s.json").exit == 0);
  CHECK(tests::run(f, "check s.json --overlay off.json").out.find("dcom-disabled-on-target") != std::string::npos);
  CHECK(tests::run(f, "explain s.json CLIENT-TARGET --overlay off.json").exit == 1);
  CHECK(tests::run(f, "matrix s.json CLIENT-TARGET --from CLIENT --to TARGET --overlay off.json").exit == 1);
  CHECK(tests::run(f, "check s.json --overlay none.json").exit == 2);
}
