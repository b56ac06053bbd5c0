// SPDX-License-Identifier: Apache-2.0
// The Windows Firewall as a script of ours and netsh show it. Lines are those of the examples.
#include <catch2/catch.hpp>

#include "exports/assemble.hpp"
#include "import/scenario_reader.hpp"
#include "tests/exports/examples_of.hpp"

using namespace wmireach;
using tests::read_example;

namespace {

std::string at(const std::vector<exports::Setting>& settings, const std::string& fact) { return tests::setting_text(settings, "windows_firewall/" + fact); }

}  // namespace

TEST_CASE("the rules and profiles of one computer") {
  auto s = read_example("firewall/kiosk.json");
  REQUIRE(s.computers.size() == 1);
  const auto& c = s.computers[0];
  CHECK(c.netbios_name == "KIOSK1");
  CHECK(c.domain == "corp.example");
  CHECK(c.rank == exports::Rank::machine);
  CHECK(at(c.settings, "active_profile") == "\"domain\" at 6");
  CHECK(at(c.settings, "profiles/domain/dcom_rule") == "true at 13");
  CHECK(at(c.settings, "dcom_rule") == "false at 12");  // 19: an app package is no part of WMI
  CHECK(at(c.settings, "profiles/domain/wmi_rule") == "\"unknown\" at 16");  // for some addresses
  CHECK(at(c.settings, "wmi_rule") == "false at 12");
  CHECK(at(c.settings, "unsecapp_rule") == "false at 12");
  CHECK(at(c.settings, "profiles/public/enabled") == "false at 10");
  CHECK(at(c.settings, "profiles/private/wmi_inbound") == "\"allowed\" at 9");
  CHECK(at(c.settings, "profiles/private/winrm_rule") == "true at 9");
  CHECK(at(c.settings, "winrm_rule") == "false at 12");
  CHECK(at(c.settings, "profiles/public/wmi_inbound") == "\"blocked\" at 10");
  CHECK(at(c.settings, "profiles/public/outbound") == "\"blocked\" at 10");
  import::Diagnostics wrong;
  const auto estate = import::read_scenario(exports::assemble(s, {.title = "test"}), "import", wrong);
  for (const auto& d : wrong) UNSCOPED_INFO(d.pointer << ": " << d.message);
  CHECK(estate);
}

TEST_CASE("rules as netsh shows them") {
  const auto s = read_example("netsh/rules.txt");
  REQUIRE(s.policies.size() == 1);
  const auto& p = s.policies[0];
  CHECK(p.rank == exports::Rank::machine);
  CHECK(at(p.settings, "profiles/private/dcom_rule") == "\"unknown\" at 2");  // the local subnet, and not the whole group
  CHECK(at(p.settings, "wmi_rule") == "true at 22");
  CHECK(at(p.settings, "winrm_rule") == "\"unknown\" at 38");
  REQUIRE(s.notes.size() == 1);
  CHECK(s.notes[0].line == 38);
}

TEST_CASE("profiles as netsh shows them") {
  const auto s = read_example("netsh/profiles.txt");
  REQUIRE(s.policies.size() == 1);
  const auto& p = s.policies[0];
  CHECK(at(p.settings, "profiles/domain/enabled") == "true at 2");
  CHECK(at(p.settings, "profiles/public/enabled") == "false at 13");
  CHECK(at(p.settings, "profiles/public/wmi_inbound") == "\"blocked\" at 13");
  CHECK(at(p.settings, "profiles/domain/wmi_inbound").empty());
}

TEST_CASE("without programs, rules of netsh settle nothing") {
  exports::Survey s;
  REQUIRE(exports::read_export("short.txt", "\nRule Name: WMI\n-----------\nEnabled: Yes\nDirection: In\nProfiles: Domain\nProtocol: TCP\nLocalPort: Any\nRemoteIP: Any\nAction: Allow\n", s));
  CHECK(at(s.policies[0].settings, "profiles/domain/wmi_rule") == "\"unknown\" at 2");
  CHECK(s.notes.back().message == "the rules do not show their programs and services");
}
