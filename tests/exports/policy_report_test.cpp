// SPDX-License-Identifier: Apache-2.0
// Reports of group policies and resultant sets; lines are those of the examples.
#include <catch2/catch.hpp>

#include "exports/assemble.hpp"
#include "import/scenario_reader.hpp"
#include "tests/exports/examples_of.hpp"
#include "tests/exports/survey_texts.hpp"

using namespace wmireach;
using tests::note_with;
using tests::setting_text;

TEST_CASE("a report of one policy, with security, firewall, templates and preferences") {
  const auto s = tests::read_example("policy-report/gpreport.xml");
  REQUIRE(s.policies.size() == 1);
  const auto& policy = s.policies.front();
  CHECK(policy.id == "0A1B2C3D-0000-4000-8000-00000000000A");
  CHECK(policy.name == "Kiosks");
  CHECK(policy.linked_to == std::vector<std::string>{"corp.example/Kiosks"});
  const auto& p = policy.settings;
  CHECK(setting_text(p, "user_rights/network_logon") == R"(["S-1-5-32-544","CORP\\monitor"] at 13)");
  CHECK(setting_text(p, "lm_compatibility_level") == "3 at 24");
  CHECK(setting_text(p, "dcom/launch") == "\"D:(A;;CCDCLCSWRP;;;BA)(A;;CCDCLCSWRP;;;S-1-5-21-1-2-3-1110)\" at 28");
  CHECK(setting_text(p, "local_groups/Distributed COM Users") == R"(["S-1-5-21-1-2-3-1110"] at 31)");
  CHECK(setting_text(p, "winmgmt/start_type") == "\"disabled\" at 40");
  CHECK(setting_text(p, "windows_firewall/profiles/domain/enabled") == "true at 50");
  CHECK(setting_text(p, "windows_firewall/profiles/domain/outbound") == "\"blocked\" at 53");
  CHECK(setting_text(p, "rpc/restrict_remote_clients") == "\"authenticated-without-exceptions\" at 71");
  CHECK(setting_text(p, "winrm/http_listener") == "true at 83");
  CHECK(setting_text(p, "winrm/listener_filter_matches") == "\"unknown\" at 83");
  CHECK(setting_text(p, "winrm/basic").empty());  // that of the client
  CHECK(setting_text(p, "dcom/enabled") == "true at 101");
  CHECK(setting_text(p, "uac/local_account_token_filter_policy") == "true at 114");
  CHECK(setting_text(p, "uac/enabled").empty());
  CHECK(note_with(s, "the preference for EnableLUA is for some computers only") == "gpreport.xml:116");
}

TEST_CASE("a report of all policies; a part that is switched off does not count") {
  const auto s = tests::read_example("policy-report/all.xml");
  REQUIRE(s.policies.size() == 2);
  CHECK(s.policies[0].settings.empty());
  CHECK(note_with(s, "the computer part of 'Off' is switched off") == "all.xml:8");
  CHECK(setting_text(s.policies[1].settings, "guest_only_logons") == "false at 30");
}

TEST_CASE("a resultant set is a computer; settings that lost are left out") {
  const auto s = tests::read_example("resultant-set/pc1.xml");
  REQUIRE(s.computers.size() == 1);
  const auto& c = s.computers.front();
  CHECK(c.netbios_name == "PC1");
  CHECK(c.domain == "corp.example");
  CHECK(c.rank == exports::Rank::machine);
  CHECK(setting_text(c.settings, "lm_compatibility_level") == "5 at 28");
  CHECK(setting_text(c.settings, "windows_firewall/profiles/domain/enabled") == "true at 38");
  CHECK(c.settings.size() == 2);
}

TEST_CASE("a resultant set of the user alone says nothing, and that is said") {
  const auto s = tests::read_example("resultant-set/user-only.xml");
  CHECK(s.computers.empty());
  CHECK(note_with(s, "holds no results of a computer") == "user-only.xml:0");
}

TEST_CASE("what stands before a fault in the XML is kept") {
  exports::Survey s;
  std::string text = tests::bytes_of(tests::example("policy-report/all.xml"));
  exports::read_export("all.xml", text.substr(0, text.rfind("<GPO")), s);
  CHECK(s.policies.size() == 1);
  CHECK(note_with(s, "malformed XML") != "none");
}

TEST_CASE("the reports of real policies") {
  const auto folder = tests::samples();
  if (folder.empty()) {
    WARN("WMIREACH_SAMPLES names no folder with real exports");
    return;
  }
  exports::Survey s;
  REQUIRE(exports::read_export("gpreport.xml", tests::bytes_of(folder / "gpo/windows/gpreport.xml"), s));
  REQUIRE(exports::read_export("firewall.xml", tests::bytes_of(folder / "gpo/windows-firewall/gpreport.xml"), s));
  REQUIRE(s.policies.size() == 2);
  CHECK(s.policies[0].id == "356FB116-26CD-4FBF-830B-6D736B802FD7");
  CHECK(s.policies[0].name == "DoD Windows 10 STIG - Computer (SHB v10.1.0)");
  const auto& p = s.policies[0].settings;
  CHECK(setting_text(p, "user_rights/deny_network_logon") == "[\"S-1-5-32-546\"] at 251");
  CHECK(setting_text(p, "user_rights/network_logon") == "[\"S-1-5-32-544\"] at 322");
  CHECK(setting_text(p, "uac/enabled") == "true at 410");
  CHECK(setting_text(p, "uac/filter_administrator_token") == "true at 437");
  CHECK(setting_text(p, "kerberos/aes") == "true at 455");
  CHECK(setting_text(p, "limit_blank_password_use") == "true at 516");
  CHECK(setting_text(p, "lm_compatibility_level") == "5 at 525");
  CHECK(setting_text(p, "uac/local_account_token_filter_policy") == "false at 1125");
  CHECK(setting_text(p, "rpc/restrict_remote_clients") == "\"authenticated\" at 1402");
  CHECK(setting_text(p, "winrm/basic") == "false at 2078");
  CHECK(p.size() == 10);
  const auto& w = s.policies[1].settings;
  CHECK(setting_text(w, "windows_firewall/profiles/domain/outbound") == "\"allowed\" at 144");
  CHECK(setting_text(w, "windows_firewall/profiles/domain/enabled") == "true at 150");
  CHECK(setting_text(w, "windows_firewall/profiles/public/outbound") == "\"allowed\" at 173");
  CHECK(setting_text(w, "windows_firewall/profiles/public/enabled") == "true at 179");
  CHECK(setting_text(w, "windows_firewall/profiles/private/outbound") == "\"allowed\" at 196");
  CHECK(setting_text(w, "windows_firewall/profiles/private/enabled") == "true at 202");
  CHECK(w.size() == 6);
}
