// SPDX-License-Identifier: Apache-2.0
// What is read of nmap's XML. Lines are those of the examples.
#include <catch2/catch.hpp>

#include <algorithm>

#include "exports/assemble.hpp"
#include "exports/nmap_system.hpp"
#include "import/scenario_reader.hpp"
#include "tests/exports/examples_of.hpp"

using namespace wmireach;
using tests::read_example;
using tests::setting_text;

namespace {

const exports::Computer& with_address(const exports::Survey& s, const std::string& address) {
  const auto at = std::ranges::find_if(s.computers, [&](const auto& c) { return std::ranges::find(c.addresses, address) != c.addresses.end(); });
  REQUIRE(at != s.computers.end());
  return *at;
}

std::string note_with(const exports::Survey& s, const std::string& part) {
  for (const auto& n : s.notes)
    if (n.message.find(part) != std::string::npos) return n.file + ":" + std::to_string(n.line);
  return "none";
}

exports::Survey sample(const std::string& name) {
  exports::Survey survey;
  const auto path = tests::samples() / "nmap" / name;
  exports::read_export(name, tests::bytes_of(path), survey);
  return survey;
}

std::string release(const char* nmap_name) {
  const auto s = exports::system_of(nmap_name);
  return s ? s->release : "none";
}

}  // namespace

TEST_CASE("a scanned computer has its names, addresses, release and listeners") {
  const auto s = read_example("nmap/scan.xml");
  REQUIRE(s.computers.size() == 3);
  const auto& app = with_address(s, "192.0.2.10");
  CHECK(app.rank == exports::Rank::scan);
  CHECK(app.addresses == std::vector<std::string>{"192.0.2.10", "2001:db8::10"});
  CHECK(app.dns_name == "app1.corp.example");
  CHECK(app.netbios_name == "APP1");
  CHECK(app.domain == "corp.example");
  CHECK(setting_text(app.settings, "os") == "\"windows-server-2019\" at 22");
  CHECK(setting_text(app.settings, "build") == "17763 at 14");
  CHECK(setting_text(app.settings, "winrm/http_listener") == "true at 20");
  CHECK(setting_text(app.settings, "winrm/state") == "\"running\" at 20");
  const auto& old = with_address(s, "192.0.2.13");
  CHECK(setting_text(old.settings, "os") == "\"windows-server-2008-r2\" at 37");
  CHECK(setting_text(old.settings, "edition") == "\"standard\" at 37");
  CHECK(old.netbios_name == "OLD1");
}

TEST_CASE("a scan never says that WMI is let in, or that the computer itself blocks it") {
  const auto s = read_example("nmap/scan.xml");
  for (const auto& c : s.computers)
    for (const auto& x : c.settings) CHECK_FALSE(x.path.starts_with("windows_firewall"));
  CHECK(note_with(s, "drops packets that came from the scanner: 192.0.2.11") == "scan.xml:28");
  CHECK(note_with(s, "TCP 135 answers the scanner: app1.corp.example") == "scan.xml:13");
}

TEST_CASE("another product on WinRM's port is no listener of WinRM, and a name of two releases is none") {
  const auto s = read_example("nmap/scan.xml");
  CHECK(with_address(s, "192.0.2.11").settings.empty());
  CHECK(note_with(s, "the release of 192.0.2.11 may be any of several") == "scan.xml:32");
}

TEST_CASE("a scan that was broken off keeps what it had, and its entities lead nowhere") {
  const auto s = read_example("nmap/broken-off.xml");
  REQUIRE(s.computers.size() == 1);
  CHECK(s.computers[0].dns_name == "web1.corp.example");
  CHECK(note_with(s, "external entity 'own'") == "broken-off.xml:3");
  CHECK(note_with(s, "the scan has no end") == "broken-off.xml:0");
  CHECK(note_with(s, "malformed XML") != "none");
}

TEST_CASE("nmap's names of systems") {
  CHECK(release("Microsoft Windows 10 1709 - 1909") == "windows-10");
  CHECK(release("Microsoft Windows Server 2003 SP1 or SP2") == "windows-server-2003");
  CHECK(release("Microsoft Windows XP SP2 or SP3") == "none");  // Home or Professional
  CHECK(release("Microsoft Windows Server 2012 or Server 2012 R2") == "none");
  CHECK(release("Microsoft Windows Server 2008 or 2008 R2") == "none");
  CHECK(release("Microsoft Windows 8.1 Update 1") == "windows-8.1");
  CHECK(release("Microsoft Windows 7 or 8.1 Update 1") == "none");
  CHECK(release("Microsoft Windows Vista SP0 or SP1, Windows Server 2008 SP1, or Windows 7") == "none");
  CHECK(release("Microsoft Windows Phone 7.5") == "none");
  CHECK(release("Linux 4.15 - 5.6") == "non-windows");
  CHECK(release("Linux 3.10 or Windows 7") == "none");
  CHECK(release("") == "none");
  CHECK_FALSE(exports::common_system({"Microsoft Windows 10 1809", "Microsoft Windows Server 2019"}));
}

TEST_CASE("what a scan says makes a scenario") {
  auto s = read_example("nmap/scan.xml");
  import::Diagnostics wrong;
  const auto estate = import::read_scenario(exports::assemble(s, {.title = "test"}), "import", wrong);
  for (const auto& d : wrong) UNSCOPED_INFO(d.pointer << ": " << d.message);
  REQUIRE(estate);
  CHECK(estate->hosts.size() == 3);
}

TEST_CASE("real scans") {
  if (tests::samples().empty()) {
    WARN("WMIREACH_SAMPLES names no folder; real scans were not read");
    return;
  }
  const auto honeypot = sample("dionaea_scan.xml");
  REQUIRE(honeypot.computers.size() == 1);
  CHECK(honeypot.computers[0].addresses == std::vector<std::string>{"172.28.1.3"});                  // line 24; 17 is only a hint
  CHECK(honeypot.computers[0].dns_name == "dionaea.libnmap-testing_testing_net");                    // line 28
  CHECK(honeypot.computers[0].netbios_name == "HOMEUSER-3AF6FE");                                    // line 251, without its zero byte
  CHECK(honeypot.computers[0].place.line == 23);
  CHECK(setting_text(honeypot.computers[0].settings, "os").empty());                                 // Windows XP at 248, Linux at 190
  CHECK(note_with(honeypot, "may be any of several: 'Windows XP', 'Linux 4.15 - 5.6'") == "dionaea_scan.xml:248");
  CHECK(note_with(honeypot, "TCP 135 answers the scanner") == "dionaea_scan.xml:60");
  const auto guesses = sample("os_scan6.xml");
  REQUIRE(guesses.computers.size() == 3);
  CHECK(setting_text(with_address(guesses, "192.168.1.1").settings, "os") == "\"non-windows\" at 793");
  CHECK(setting_text(with_address(guesses, "192.168.1.5").settings, "os").empty());                  // 817 to 831: five that differ
  CHECK(note_with(guesses, "the release of 192.168.1.5 may be any of several") == "os_scan6.xml:817");
  const auto whole = sample("fullscan.xml");
  REQUIRE(whole.computers.size() == 2);                                                              // "up" at 780 and 901 only
  CHECK(with_address(whole, "192.168.1.4").place.line == 901);
  const auto two = sample("2_hosts.xml");
  REQUIRE(two.computers.size() == 1);                                                                // the other one is localhost
  CHECK(two.computers[0].dns_name == "scanme.nmap.org");                                             // line 37
  CHECK(two.computers[0].addresses.front() == "74.207.244.221");                                     // line 34
  for (const char* other : {"defused_et_included.xml", "defused_et_local_includer.xml"}) CHECK(sample(other).files.empty());
}
