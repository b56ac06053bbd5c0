// SPDX-License-Identifier: Apache-2.0
// Exports of the registry; lines are those of the examples.
#include <catch2/catch.hpp>

#include "tests/exports/examples_of.hpp"
#include "tests/exports/survey_texts.hpp"

using namespace wmireach;
using tests::note_with;
using tests::setting_text;

TEST_CASE("values of an export, with descriptors, lists, deletions and text over lines") {
  const auto s = tests::read_example("reg-file/settings.reg");
  REQUIRE(s.policies.size() == 1);
  CHECK(s.policies.front().rank == exports::Rank::machine);
  const auto& p = s.policies.front().settings;
  CHECK(setting_text(p, "dcom/enabled") == "false at 4");
  CHECK(setting_text(p, "dcom/default_authentication_level") == "\"connect\" at 5");
  CHECK(setting_text(p, "dcom/launch") == "\"D:(A;;CCDCLCSWRP;;;S-1-5-32-544)(D;;CC;;;S-1-1-0)(A;CIIO;0x10000000;;;S-1-5-21-1-2-3-1110)\" at 6");
  CHECK(setting_text(p, "dcom/default_impersonation_level") == "\"unknown\" at 14");
  CHECK(setting_text(p, "uac/enabled").empty());  // below a key that is deleted
  CHECK(setting_text(p, "lm_compatibility_level") == "3 at 21");
  CHECK(setting_text(p, "guest_only_logons").empty());  // deleted
  CHECK(setting_text(p, "limit_blank_password_use") == "true at 25");
  CHECK(setting_text(p, "dcom/tcp_protocol") == "true at 28");
  CHECK(setting_text(p, "dcom/udp_first") == "false at 28");
  CHECK(setting_text(p, "winmgmt/start_type") == "\"manual\" at 32");
  CHECK(setting_text(p, "wmi/standalone_host") == "false at 33");
  CHECK(setting_text(p, "windows_firewall/profiles/private/enabled") == "true at 36");
  CHECK(note_with(s, "'9' is no value of LegacyImpersonationLevel") == "settings.reg:14");
  CHECK(note_with(s, "entries of type 5") == "settings.reg:6");
  CHECK(s.notes.size() == 2);
}

TEST_CASE("an export that names its computer is that computer") {
  const auto s = tests::read_example("reg-file/computer.reg");
  CHECK(s.policies.empty());
  REQUIRE(s.computers.size() == 1);
  const auto& c = s.computers.front();
  CHECK(c.netbios_name == "PC7");
  CHECK(c.dns_name == "pc7.corp.example");
  CHECK(c.rank == exports::Rank::machine);
  CHECK(setting_text(c.settings, "os") == "\"windows-11\" at 11");
  CHECK(setting_text(c.settings, "edition") == "\"pro\" at 11");
  CHECK(setting_text(c.settings, "build") == "22631 at 12");
  CHECK(setting_text(c.settings, "winrm/http_listener") == "true at 15");
  CHECK(setting_text(c.settings, "winrm/http_port") == "5985 at 15");
}

TEST_CASE("the old form writes text in single bytes") {
  const auto s = tests::read_example("reg-file/old.reg");
  REQUIRE(s.policies.size() == 1);
  CHECK(setting_text(s.policies.front().settings, "rpc/restriction_valid") == "false at 4");
  CHECK(note_with(s, "'5000-' is no range of ports") == "old.reg:4");
}

TEST_CASE("damaged lines are noted, and the others are kept") {
  exports::Survey s;
  REQUIRE(exports::read_export("x.reg",
                               "Windows Registry Editor Version 5.00\n[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Lsa]\nnothing\n\"ForceGuest\"=dword:zz\n\"LmCompatibilityLevel\"=hex(:01\n"
                               "\"LimitBlankPasswordUse\"=hex:100\n\"LmCompatibilityLevel\"=dword:00000001\n\"Open\"=\"text",
                               s));
  REQUIRE(s.policies.size() == 1);
  CHECK(s.policies.front().settings.size() == 1);
  CHECK(setting_text(s.policies.front().settings, "lm_compatibility_level") == "1 at 7");
  CHECK(s.notes.size() == 5);
}
