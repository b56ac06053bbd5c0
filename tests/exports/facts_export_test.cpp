// SPDX-License-Identifier: Apache-2.0
// The script that collects facts, and what is read of its answer.
#include <catch2/catch.hpp>

#include "exports/collector.hpp"
#include "rules/vocabulary.hpp"
#include "tests/exports/examples_of.hpp"

using namespace wmireach;
using tests::setting_text;

TEST_CASE("the script in scripts/export is what the program generates") {
  CHECK(tests::bytes_of(tests::source_dir() / "scripts/export/Collect-Facts.ps1") == exports::collector_script());
}

TEST_CASE("the script names every fact of a computer once, as collected or with the reason why not") {
  const std::string script = exports::collector_script();
  for (const auto& f : rules::host_facts()) {
    if (!f.stored()) continue;
    INFO(f.name);
    const std::string name = "'" + std::string(f.name) + "'";
    const bool collected = script.find("\nAdd-Fact " + name + " ") != std::string::npos, listed = script.find("\n$notCollected[" + name + "] = ") != std::string::npos;
    CHECK(collected != listed);
  }
  CHECK(script.find(R"(Add-Fact 'uac.enabled' { Get-RegistryFlag 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System' 'EnableLUA' })") != std::string::npos);
  CHECK(script.find(R"(Add-Fact 'wmi.scripting_impersonation_level' { Get-RegistryWord 'HKLM:\SOFTWARE\Microsoft\WBEM\Scripting' 'Default Impersonation Level' @{ 1 = 'anonymous';)") != std::string::npos);
}

TEST_CASE("the script changes nothing") {
  const std::string script = exports::collector_script();
  for (const char* verb : {"Set-", "New-", "Remove-", "Start-", "Stop-", "Enable-", "Disable-", "Invoke-", "Clear-"}) {
    INFO(verb);
    CHECK(script.find(verb) == std::string::npos);
  }
}

TEST_CASE("facts of one computer, with the lines where they stand") {
  const auto s = tests::read_example("facts/app1.json");
  REQUIRE(s.computers.size() == 1);
  const auto& c = s.computers[0];
  CHECK(c.rank == exports::Rank::machine);
  CHECK(c.domain == "corp.example");
  CHECK(setting_text(c.settings, "os") == "\"windows-server-2019\" at 8");
  CHECK(setting_text(c.settings, "edition") == "\"standard\" at 8");
  CHECK(setting_text(c.settings, "uac/enabled") == "true at 10");
  CHECK(setting_text(c.settings, "lm_compatibility_level") == "5 at 11");
  CHECK(setting_text(c.settings, "dcom/default_authentication_level") == "\"pkt-integrity\" at 12");
  CHECK(setting_text(c.settings, "uac/filter_administrator_token") == "true at 14");
  CHECK(c.settings.size() == 7);
  REQUIRE(s.notes.size() == 3);  // a port of 0, a fact that is new, and an error
  CHECK(s.notes[0].line == 13);
  CHECK(s.notes[2].line == 18);
  const auto kiosk = tests::read_example("facts/kiosk1.json");
  CHECK(setting_text(kiosk.computers.at(0).settings, "workgroup") == "\"WORKGROUP\" at 1");
  CHECK(setting_text(kiosk.computers.at(0).settings, "winmgmt/state") == "\"running\" at 1");
}
