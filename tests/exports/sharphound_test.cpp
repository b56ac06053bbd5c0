// SPDX-License-Identifier: Apache-2.0
// What is read of SharpHound's files, and what becomes of it. Lines are those of the examples.
#include <catch2/catch.hpp>

#include <algorithm>

#include "exports/assemble.hpp"
#include "exports/release_name.hpp"
#include "import/scenario_reader.hpp"
#include "tests/exports/examples_of.hpp"

using namespace wmireach;
using tests::read_example;
using tests::setting_text;

namespace {

exports::Survey whole_domain() {
  exports::Survey survey;
  for (const char* name : {"computers", "domains", "gpos", "groups", "ous", "users"})
    exports::read_export(std::string(name) + ".json", tests::bytes_of(tests::example("sharphound/" + std::string(name) + ".json")), survey);
  return survey;
}

const exports::Computer& computer(const exports::Survey& s, const std::string& name) { return *std::ranges::find(s.computers, name, &exports::Computer::netbios_name); }

std::string note_with(const exports::Survey& s, const std::string& part) {
  for (const auto& n : s.notes)
    if (n.message.find(part) != std::string::npos) return n.file + ":" + std::to_string(n.line);
  return "none";
}

import::JsonNode scenario_of(exports::Survey& survey, const exports::AssembleOptions& options = {.title = "test"}) { return exports::assemble(survey, options); }

const import::JsonNode& at(const import::JsonNode& from, std::initializer_list<const char*> path) {
  const import::JsonNode* n = &from;
  for (const char* key : path) {
    n = n->find(key);
    REQUIRE(n != nullptr);
  }
  return *n;
}

}  // namespace

TEST_CASE("a computer has its release, its local groups and its rights from the lines where they stand") {
  const auto s = read_example("sharphound/computers.json");
  const auto& app = computer(s, "APP1");
  CHECK(app.dns_name == "APP1.CORP.EXAMPLE");
  CHECK(setting_text(app.settings, "os") == "\"windows-server-2022\" at 5");
  CHECK(setting_text(app.settings, "edition") == "\"standard\" at 5");
  CHECK(setting_text(app.settings, "kerberos/spn_registered") == "true at 6");
  CHECK(setting_text(app.settings, "local_groups/Administrators") == R"(["S-1-5-21-1-2-3-512","S-1-5-32-500"] at 9)");
  CHECK(setting_text(app.settings, "local_groups/Distributed COM Users") == R"(["S-1-5-21-1-2-3-1110"] at 13)");
  CHECK(setting_text(app.settings, "user_rights/network_logon") == R"(["S-1-5-11"] at 19)");
}

TEST_CASE("what was not collected is not empty") {
  const auto s = read_example("sharphound/computers.json");
  CHECK(setting_text(computer(s, "APP1").settings, "local_groups/Remote Management Users").empty());
  CHECK(setting_text(computer(s, "NAS1").settings, "kerberos/spn_registered").empty());
}

TEST_CASE("a wrong count is told") {
  const auto s = read_example("sharphound/computers.json");
  CHECK(note_with(s, "says that it has 6 records, and has 5") == "computers.json:42");
  const auto groups = read_example("sharphound/groups.json");
  CHECK(groups.notes.empty());  // its "meta" stands in front of the data
  CHECK(groups.principals.size() == 5);
}

TEST_CASE("trusts keep the direction in which the other domain is named") {
  auto s = whole_domain();
  const auto scenario = scenario_of(s);
  const auto& trusts = at(scenario, {"trusts"}).items;
  REQUIRE(trusts.size() == 3);
  // Outbound: this domain trusts the other one. 20 = 0x14: quarantined, and cross-organization.
  const auto plant = std::ranges::find_if(trusts, [](const auto& t) { return t.find("trusted")->text == "PLANT.EXAMPLE"; });
  REQUIRE(plant != trusts.end());
  CHECK(plant->find("trusting")->text == "CORP.EXAMPLE");
  CHECK(plant->find("sid_filtering")->integer == 1);
  CHECK(plant->find("selective_authentication")->integer == 1);
  // Inbound: the other one trusts this domain; what it filters, only it knows.
  const auto partner = std::ranges::find_if(trusts, [](const auto& t) { return t.find("trusting")->text == "PARTNER.EXAMPLE"; });
  REQUIRE(partner != trusts.end());
  CHECK(partner->find("kind")->text == "forest");
  CHECK(partner->find("sid_filtering")->text == "unknown");
  const auto child = std::ranges::find_if(trusts, [](const auto& t) { return t.find("kind")->text == "parent-child"; });
  REQUIRE(child != trusts.end());
  CHECK(child->find("direction")->text == "two-way");
}

TEST_CASE("the scenario of a domain reads, with names for SIDs, and computers that are not in use left out") {
  auto s = whole_domain();
  const auto scenario = scenario_of(s, {.title = "test", .asks = {{"CORP.EXAMPLE\\mon", "DC1", "APP1"}}});
  import::Diagnostics wrong;
  const auto estate = import::read_scenario(scenario, "import", wrong);
  for (const auto& d : wrong) UNSCOPED_INFO(d.pointer << ": " << d.message);
  REQUIRE(estate);
  CHECK(at(scenario, {"hosts"}).find("OLD1") == nullptr);
  CHECK(at(scenario, {"hosts", "APP1", "local_groups", "Administrators"}).items.front().text == "CORP.EXAMPLE\\Domain Admins");
  CHECK(at(scenario, {"hosts", "APP1", "local_groups", "Distributed COM Users"}).items.front().text == "CORP.EXAMPLE\\WMI Readers");
  // The built-in groups of a domain are the local groups of its controllers.
  CHECK(at(scenario, {"hosts", "DC1", "local_groups", "Administrators"}).items.front().text == "CORP.EXAMPLE\\Domain Admins");
  CHECK(at(scenario, {"hosts", "DC1", "found_in", "local_groups.Administrators"}).text == "groups.json:11");
  CHECK(at(scenario, {"domains", "CORP.EXAMPLE", "netbios"}).text == "CORP");
  const auto& administrator = at(scenario, {"accounts", "CORP.EXAMPLE\\Administrator"});
  CHECK(administrator.find("protected_user")->integer == 1);
  CHECK(administrator.find("sensitive")->integer == 1);
  const auto& mon = at(scenario, {"accounts", "CORP.EXAMPLE\\mon"});
  CHECK(mon.find("protected_user")->integer == 0);
  CHECK(mon.find("relies_on_sid_history")->text == "unknown");
  CHECK(at(scenario, {"accounts"}).find("CORP.EXAMPLE\\nobody") == nullptr);
  const auto& app = estate->hosts[estate->find_host("APP1")];
  CHECK(estate->found_in.at(app.facts[static_cast<std::size_t>(rules::HostFact::os)].origin.where) == "computers.json:5");
}

TEST_CASE("policies come in the order of the containers: enforced ones first, and none from behind a blocked inheritance") {
  auto s = whole_domain();
  const auto policy = [&](const char* directory_id, const char* name, bool value, std::uint32_t line) {
    s.policies.push_back({.directory_id = directory_id, .name = name, .place = {0, line}, .settings = {{"uac/enabled", {.kind = import::JsonNode::Kind::boolean, .integer = value ? 1 : 0}, {0, line}}}});
  };
  policy("B0000000-0000-0000-0000-000000000002", "Domain", true, 101);
  policy("B0000000-0000-0000-0000-000000000003", "Servers", true, 102);
  // The directory names the enforced one; its backup has the settings.
  s.policies.push_back({.id = "C0000000-0000-0000-0000-000000000001", .name = "Hardening", .place = {0, 103}, .settings = {{"uac/enabled", {.kind = import::JsonNode::Kind::boolean}, {0, 104}}}});
  const auto scenario = scenario_of(s);
  CHECK(at(scenario, {"hosts", "APP1", "baseline"}).text == "Hardening + Servers");
  CHECK(at(scenario, {"baselines", "Hardening + Servers", "uac", "enabled"}).integer == 0);
  CHECK(at(scenario, {"baselines", "Hardening + Servers", "found_in", "uac.enabled"}).text == "computers.json:104");
}

TEST_CASE("addresses of a scan do not say that the other IP version is off") {
  exports::Survey s;
  s.files.push_back("scan");
  s.computers.push_back({.netbios_name = "A", .addresses = {"192.0.2.1"}, .rank = exports::Rank::scan});
  s.computers.push_back({.netbios_name = "B", .addresses = {"192.0.2.2"}, .rank = exports::Rank::machine});
  const auto scenario = scenario_of(s);
  CHECK(at(scenario, {"hosts", "A", "ipv6"}).text == "unknown");
  CHECK(at(scenario, {"hosts", "A"}).find("ipv4") == nullptr);
  CHECK(at(scenario, {"hosts", "B"}).find("ipv6") == nullptr);
}

TEST_CASE("the releases that directories and inventories write are known") {
  const auto name = [](const char* caption) {
    const auto r = exports::release_of(caption);
    return r ? r->release + (r->edition.empty() ? "" : " " + r->edition) : "none";
  };
  CHECK(name("Windows Server 2012 R2 Datacenter") == "windows-server-2012-r2 datacenter");
  CHECK(name("Windows Server\xC2\xAE 2008 Standard without Hyper-V") == "windows-server-2008 standard");
  CHECK(name("Windows Server 2008 R2 Enterprise") == "windows-server-2008-r2 enterprise");
  CHECK(name("Microsoft Windows 10 Pro for Workstations") == "windows-10 pro");
  CHECK(name("Windows 10 IoT Enterprise") == "windows-10 iot-enterprise");
  CHECK(name("Windows 7 Professional") == "windows-7 pro");
  CHECK(name("Windows 8.1 Enterprise") == "windows-8.1 enterprise");
  CHECK(name("Windows XP Professional") == "windows-xp pro");
  CHECK(name("Microsoft Windows Server 2022 Datacenter: Azure Edition") == "windows-server-2022 datacenter-azure");
  CHECK(name("Hyper-V Server 2016") == "windows-server-2016");
  CHECK(name("Windows Vista(TM) Business") == "windows-vista business");
  CHECK(name("Ubuntu 22.04 LTS") == "non-windows");
  CHECK(name("Windows Storage Appliance") == "none");
  CHECK(name("") == "none");
  CHECK(exports::build_of("10.0 (17763)") == 17763);
  CHECK(exports::build_of("10.0.20348.2113") == 20348);
  CHECK(exports::build_of("6.1") == 0);
}
