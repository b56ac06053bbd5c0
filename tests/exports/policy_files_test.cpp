// SPDX-License-Identifier: Apache-2.0
// Which files are one policy, and what becomes of it in a scenario.
#include <catch2/catch.hpp>

#include "exports/assemble.hpp"
#include "exports/policy_files.hpp"
#include "import/scenario_reader.hpp"
#include "tests/exports/examples_of.hpp"
#include "tests/exports/survey_texts.hpp"

using namespace wmireach;
using tests::note_with;
using tests::setting_text;

namespace {

exports::Survey with(const std::vector<std::pair<std::string, std::string>>& files) {
  exports::Survey s;
  for (const auto& [name, from] : files) exports::read_export(name, tests::bytes_of(tests::example(from)), s);
  return s;
}

const char *template_file = "security-template/GptTmpl.inf", *pol_file = "registry-pol/machine.pol", *report_file = "policy-report/gpreport.xml";

}  // namespace

TEST_CASE("the files of a backup are one policy: the report names it, and the policy's own files count") {
  const std::string backup = "backup/{11111111-2222-3333-4444-555555555555}";
  auto s = with({{backup + "/DomainSysvol/GPO/Machine/microsoft/windows nt/SecEdit/GptTmpl.inf", template_file}, {backup + "/DomainSysvol/GPO/Machine/registry.pol", pol_file}, {backup + "/gpreport.xml", report_file}});
  exports::join_policies(s);
  REQUIRE(s.policies.size() == 1);
  CHECK(s.policies.front().id == "0A1B2C3D-0000-4000-8000-00000000000A");
  CHECK(s.policies.front().name == "Kiosks");
  const auto& p = s.policies.front().settings;
  CHECK(setting_text(p, "lm_compatibility_level") == "5 at 6");
  CHECK(setting_text(p, "windows_firewall/profiles/domain/enabled") == "true at 2");
  CHECK(setting_text(p, "dcom/enabled") == "true at 101");
  CHECK(note_with(s, "lm_compatibility_level of 'Kiosks' is '3' here, and '5' at " + s.files[0] + ":6") == backup + "/gpreport.xml:24");
}

TEST_CASE("files side by side are one policy, and those of SYSVOL have its number") {
  auto s = with({{"gpo/a/GptTmpl.inf", template_file}, {"gpo/a/registry.pol", pol_file}, {"gpo/b/registry.pol", pol_file}, {"sysvol/{0a1b2c3d-0000-4000-8000-00000000000a}/Machine/registry.pol", pol_file}});
  exports::join_policies(s);
  REQUIRE(s.policies.size() == 3);
  CHECK(s.policies[0].name == "a");
  CHECK(s.policies[1].name == "b");
  CHECK(s.policies[2].id == "0A1B2C3D-0000-4000-8000-00000000000A");
}

TEST_CASE("a report elsewhere belongs to the files by its number") {
  auto s = with({{"reports/Kiosks.xml", report_file}, {"sysvol/{0A1B2C3D-0000-4000-8000-00000000000A}/Machine/registry.pol", pol_file}});
  exports::join_policies(s);
  REQUIRE(s.policies.size() == 1);
  CHECK(s.policies.front().name == "Kiosks");
  CHECK(setting_text(s.policies.front().settings, "windows_firewall/profiles/private/enabled") == "false at 3");
}

TEST_CASE("two policies in one folder stay two") {
  auto s = with({{"gpo/a/x/Machine/registry.pol", pol_file}, {"gpo/a/y/Machine/registry.pol", pol_file}, {"report/gpreport.xml", "policy-report/all.xml"}});
  exports::join_policies(s);
  CHECK(s.policies.size() == 4);
}

TEST_CASE("policies, resultant sets and exports of the registry make a scenario that can be read") {
  auto s = with({{"gpo/GptTmpl.inf", template_file}, {"gpo/registry.pol", pol_file}, {"gpo/gpreport.xml", report_file}, {"pc1.xml", "resultant-set/pc1.xml"}, {"pc7.reg", "reg-file/computer.reg"}, {"old.reg", "reg-file/old.reg"}});
  const std::string text = import::write_json(exports::assemble(s, {.title = "test", .assignments = {{"gpo", "*"}, {"old.reg", "PC7"}}}));
  import::Diagnostics diagnostics;
  const auto estate = import::read_scenario(text, "scenario", diagnostics);
  for (const auto& d : diagnostics) FAIL_CHECK(d.pointer << ": " << d.message);
  REQUIRE(estate);
  CHECK(estate->hosts.size() == 2);
  CHECK(text.find("\"lm_compatibility_level\": \"pc1.xml:28\"") != std::string::npos);
  CHECK(text.find("\"rpc.restriction_valid\": \"old.reg:4\"") != std::string::npos);
}

TEST_CASE("whoever a descriptor names is among the accounts of the scenario") {
  auto s = with({{"pc7.reg", "reg-file/computer.reg"}, {"gpo/gpreport.xml", report_file}});
  s.principals.push_back({.kind = exports::PrincipalKind::user, .sid = "S-1-5-21-1-2-3-1110", .domain = "corp.example", .name = "monitor"});
  const std::string text = import::write_json(exports::assemble(s, {.title = "test", .assignments = {{"gpo", "PC7"}}}));
  CHECK(text.find("corp.example\\\\monitor") != std::string::npos);
  CHECK(text.find("(A;;CCDCLCSWRP;;;S-1-5-21-1-2-3-1110)") != std::string::npos);
}

TEST_CASE("an account that a policy names without its SID is the one that the directory has by another name of the domain") {
  auto s = with({{"pc7.reg", "reg-file/computer.reg"}, {"GptTmpl.inf", template_file}});
  s.principals.push_back({.kind = exports::PrincipalKind::user, .sid = "S-1-5-21-1-2-3-1200", .domain = "corp.example", .name = "monitor"});
  const std::string text = import::write_json(exports::assemble(s, {.title = "test", .assignments = {{"GptTmpl.inf", "*"}}}));
  CHECK(text.find("CORP\\\\monitor") == std::string::npos);
  CHECK(text.find("corp.example\\\\monitor") != std::string::npos);
  CHECK(note_with(s, "no source tells the SID of") == "none");
  auto alone = with({{"GptTmpl.inf", template_file}});
  exports::assemble(alone, {.title = "test"});
  CHECK(note_with(alone, "no source tells the SID of 'CORP\\monitor'") == "GptTmpl.inf:13");
}

TEST_CASE("a policy is assigned by any of its files, or by a folder above them") {
  for (const char* file : {"gpo/GptTmpl.inf", "gpo/registry.pol", "gpo", "gpo/"}) {
    INFO(file);
    auto s = with({{"pc7.reg", "reg-file/computer.reg"}, {"gpo/GptTmpl.inf", template_file}, {"gpo/registry.pol", pol_file}});
    const exports::AssembleOptions options{.title = "test", .assignments = {{file, "PC7"}}};
    exports::assemble(s, options);
    CHECK(note_with(s, "and changes no computer") == "none");
    CHECK(note_with(s, "no computer is known to have them") == "none");
  }
  auto s = with({{"pc7.reg", "reg-file/computer.reg"}, {"gpo2/GptTmpl.inf", template_file}});
  const exports::AssembleOptions options{.title = "test", .assignments = {{"gpo", "PC7"}}};
  exports::assemble(s, options);
  CHECK(note_with(s, "was assigned to 'PC7', and changes no computer") != "none");
}
