// SPDX-License-Identifier: Apache-2.0
// Security templates; lines are those of the examples.
#include <catch2/catch.hpp>

#include "tests/exports/examples_of.hpp"
#include "tests/exports/survey_texts.hpp"

using namespace wmireach;
using tests::note_with;
using tests::setting_text;

TEST_CASE("a template of a policy") {
  const auto s = tests::read_example("security-template/GptTmpl.inf");
  REQUIRE(s.policies.size() == 1);
  CHECK(s.policies.front().rank == exports::Rank::policy);
  const auto& p = s.policies.front().settings;
  CHECK(setting_text(p, "lm_compatibility_level") == "5 at 6");
  CHECK(setting_text(p, "guest_only_logons") == "false at 7");
  CHECK(setting_text(p, "dcom/access") == "\"D:(A;;CCDCLC;;;WD)(A;;CCDC;;;AN)\" at 8");
  CHECK(setting_text(p, "uac/enabled") == "\"unknown\" at 9");  // a REG_BINARY is no switch
  CHECK(setting_text(p, "ntlm/outgoing") == "\"deny\" at 10");
  CHECK(setting_text(p, "user_rights/network_logon") == R"(["S-1-5-32-544","S-1-5-21-1-2-3-1110","CORP\\monitor"] at 13)");
  CHECK(setting_text(p, "user_rights/deny_network_logon") == "[] at 14");
  CHECK(setting_text(p, "local_groups/Distributed COM Users") == R"(["S-1-5-21-1-2-3-1110"] at 18)");
  CHECK(setting_text(p, "winmgmt/start_type") == "\"automatic\" at 20");
  CHECK(note_with(s, "'a line that is none'") == "GptTmpl.inf:11");
  CHECK(s.notes.size() == 2);
}

TEST_CASE("an export of secedit is the state of a computer") {
  const auto s = tests::read_example("security-template/secedit.inf");
  REQUIRE(s.policies.size() == 1);
  CHECK(s.policies.front().rank == exports::Rank::machine);
  CHECK(setting_text(s.policies.front().settings, "user_rights/network_logon") == "[\"S-1-1-0\"] at 4");
}

TEST_CASE("GptTmpl.inf of a real policy") {
  const auto folder = tests::samples();
  if (folder.empty()) {
    WARN("WMIREACH_SAMPLES names no folder with real exports");
    return;
  }
  exports::Survey s;
  REQUIRE(exports::read_export("GptTmpl.inf", tests::bytes_of(folder / "gpo/windows/GptTmpl.inf"), s));
  REQUIRE(s.policies.size() == 1);
  const auto& p = s.policies.front().settings;
  CHECK(setting_text(p, "uac/enabled") == "true at 23");
  CHECK(setting_text(p, "uac/filter_administrator_token") == "true at 26");
  CHECK(setting_text(p, "kerberos/aes") == "true at 28");
  CHECK(setting_text(p, "limit_blank_password_use") == "true at 32");
  CHECK(setting_text(p, "lm_compatibility_level") == "5 at 33");
  CHECK(setting_text(p, "user_rights/network_logon") == "[\"S-1-5-32-544\"] at 64");
  CHECK(setting_text(p, "user_rights/deny_network_logon") == "[\"S-1-5-32-546\"] at 74");
  CHECK(p.size() == 7);
  CHECK(s.notes.empty());
}
