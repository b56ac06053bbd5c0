// SPDX-License-Identifier: Apache-2.0
// Tables as text (RFC 4180), inventories, and tables of firewall rules.
#include <catch2/catch.hpp>

#include <algorithm>

#include "exports/assemble.hpp"
#include "exports/csv.hpp"
#include "import/scenario_reader.hpp"
#include "tests/exports/examples_of.hpp"

using namespace wmireach;
using tests::read_example;
using tests::setting_text;

namespace {

std::string shown(std::string_view text) {
  import::Diagnostics notes;
  const auto table = exports::parse_csv(text, "table", notes);
  std::string out;
  const auto row = [&](const exports::CsvRow& r) {
    out += std::to_string(r.line) + ":";
    for (const auto& f : r.fields) out += "[" + f + "]";
  };
  row(table.header);
  for (const auto& r : table.rows) row(r);
  for (const auto& n : notes) out += " note " + std::to_string(n.line);
  return out;
}

const exports::Computer& computer(const exports::Survey& s, const std::string& name) {
  const auto at = std::ranges::find(s.computers, name, &exports::Computer::netbios_name);
  REQUIRE(at != s.computers.end());
  return *at;
}

std::string note_with(const exports::Survey& s, const std::string& part) {
  for (const auto& n : s.notes)
    if (n.message.find(part) != std::string::npos) return n.file + ":" + std::to_string(n.line);
  return "none";
}

}  // namespace

TEST_CASE("quotes, line breaks and separators of CSV") {
  CHECK(shown("a,b\r\n1,2\r\n") == "1:[a][b]2:[1][2]");
  CHECK(shown("a;b,c\td;e\n1;2;3\n") == "1:[a][b,c\td][e]2:[1][2][3]");
  CHECK(shown("a\tb\n\"1\t2\"\t3") == "1:[a][b]2:[1\t2][3]");
  CHECK(shown("a,b\n\"say \"\"x\"\"\",\"two\nlines\"\nlast,") == "1:[a][b]2:[say \"x\"][two\nlines]4:[last][]");
  CHECK(shown("sep=|\na|b\n1|2") == "2:[a][b]3:[1][2]");
  CHECK(shown("#TYPE System.Object\n\"a\",\"b\"\n\n,\n\"1\",\"2\"") == "2:[a][b]5:[1][2]");
  CHECK(shown("a,b\n\"open,2\n3,4") == "1:[a][b]2:[\"open][2]3:[3][4] note 2");
  CHECK(shown("").empty() == false);
}

TEST_CASE("an inventory with the columns of Get-ADComputer") {
  const auto s = read_example("inventory/directory.csv");
  const auto& app = computer(s, "APP1");
  CHECK(app.rank == exports::Rank::inventory);
  CHECK(app.dns_name == "app1.corp.example");
  CHECK(app.addresses == std::vector<std::string>{"192.0.2.10"});
  CHECK(setting_text(app.settings, "os") == "\"windows-server-2019\" at 2");
  CHECK(setting_text(app.settings, "edition") == "\"standard\" at 2");
  CHECK(setting_text(app.settings, "build") == "17763 at 2");
  const auto& old = computer(s, "OLD1");
  CHECK_FALSE(old.in_use);
  CHECK(setting_text(old.settings, "os") == "\"windows-server-2008-r2\" at 3");
  CHECK(note_with(s, "the column 'Site' was left out") == "directory.csv:1");
}

TEST_CASE("an inventory names its own columns, and facts by their paths") {
  const auto s = read_example("inventory/own-columns.csv");
  const auto& first = computer(s, "KIOSK1");
  CHECK(first.place.line == 3);
  CHECK(setting_text(first.settings, "workgroup") == "\"WORKGROUP\" at 3");
  CHECK(setting_text(first.settings, "uac/enabled") == "false at 3");
  CHECK(setting_text(first.settings, "lm_compatibility_level") == "5 at 3");
  CHECK(setting_text(first.settings, "winrm/http_listener").empty());  // "ja" is no truth that is known
  CHECK(note_with(s, "'ja' is no value of the column 'Fernzugriff'") == "own-columns.csv:3");
  const auto& second = computer(s, "KIOSK2");
  CHECK(setting_text(second.settings, "os") == "\"windows-11\" at 5");
  CHECK(setting_text(second.settings, "winrm/http_listener") == "true at 5");
  CHECK(setting_text(second.settings, "uac/enabled") == "\"unknown\" at 5");
  CHECK(note_with(s, "'9' is no value of the column 'lm_compatibility_level'") == "own-columns.csv:5");
  CHECK(note_with(s, "the row names no computer") == "own-columns.csv:6");
  CHECK(setting_text(computer(s, "KIOSK3").settings, "winrm/http_listener") == "false at 7");
  CHECK(note_with(s, "a quote is opened and never closed") == "own-columns.csv:7");
}

TEST_CASE("an inventory that calls a computer of a domain one of a workgroup still makes a scenario") {
  auto s = read_example("inventory/own-columns.csv");
  s.files.push_back("directory");
  s.computers.push_back({.dns_name = "kiosk1.corp.example", .netbios_name = "KIOSK1", .domain = "corp.example", .rank = exports::Rank::directory, .place = {1, 7}});
  import::Diagnostics wrong;
  const auto estate = import::read_scenario(exports::assemble(s, {.title = "test"}), "import", wrong);
  for (const auto& d : wrong) UNSCOPED_INFO(d.pointer << ": " << d.message);
  REQUIRE(estate);
  CHECK(estate->domains[estate->hosts[estate->find_host("KIOSK1")].domain].name == "corp.example");
  CHECK(note_with(s, "KIOSK1 is in 'WORKGROUP' here") == "own-columns.csv:3");
}

TEST_CASE("a table of firewall rules") {
  const auto s = read_example("firewall-table/controller.csv");
  REQUIRE(s.policies.size() == 1);
  const auto& p = s.policies[0];
  CHECK(p.name == "controller");
  CHECK(p.rank == exports::Rank::machine);
  CHECK(setting_text(p.settings, "windows_firewall/dcom_rule") == "true at 2");
  CHECK(setting_text(p.settings, "windows_firewall/wmi_rule") == "\"unknown\" at 5");
  CHECK(setting_text(p.settings, "windows_firewall/winrm_rule") == "true at 6");
  CHECK(setting_text(p.settings, "windows_firewall/winrm_scope") == "\"local-subnet\" at 6");
  CHECK(p.settings.size() == 4);
  CHECK(note_with(s, "which way its rules go") == "controller.csv:1");
  const auto console = read_example("firewall-table/console.txt");
  REQUIRE(console.policies.size() == 1);
  // The list of the console has no services, so a rule of svchost.exe may be another one's.
  CHECK(setting_text(console.policies[0].settings, "windows_firewall/profiles/domain/dcom_rule") == "\"unknown\" at 2");
  CHECK(setting_text(console.policies[0].settings, "windows_firewall/winrm_rule") == "true at 3");
  CHECK(setting_text(console.policies[0].settings, "windows_firewall/profiles/public/winrm_scope") == "\"local-subnet\" at 4");
}

TEST_CASE("real table of the rules of a domain controller") {
  if (tests::samples().empty()) {
    WARN("WMIREACH_SAMPLES names no folder; the real table was not read");
    return;
  }
  exports::Survey s;
  REQUIRE(exports::read_export("controller.csv", tests::bytes_of(tests::samples() / "firewall/domain-controller-inbound-builtin.csv"), s));
  REQUIRE(s.policies.size() == 1);
  // Whom "Client" (line 10) and "Management" (33, 34) stand for, the table does not say.
  CHECK(setting_text(s.policies[0].settings, "windows_firewall/dcom_rule") == "\"unknown\" at 10");
  CHECK(setting_text(s.policies[0].settings, "windows_firewall/winrm_rule") == "\"unknown\" at 33");
  CHECK(setting_text(s.policies[0].settings, "windows_firewall/wmi_rule") == "\"unknown\" at 34");
  CHECK(s.policies[0].settings.size() == 4);  // and winrm_scope
}
