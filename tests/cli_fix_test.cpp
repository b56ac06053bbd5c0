// SPDX-License-Identifier: Apache-2.0
// Repairs and hardening from the command line, and the patches that they write.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/generators/program_run.hpp"

using namespace wmireach::tests;
using nlohmann::json;
using Catch::Matchers::Contains;

namespace {

// The story of README.md: a local administrator whose token UAC filters.
const char* const kiosk = R"({
  "format": 1, "as_of": "2026-11-01",
  "domains": { "corp.example": { "netbios": "CORP" } },
  "zones": { "office": {}, "dmz": {} },
  "links": [ { "from": "office", "to": "dmz", "allow": [ { "protocol": "tcp", "ports": ["135", "49152-65535"] } ] } ],
  "hosts": {
    "MON1":  { "os": "windows-server-2019", "member_of": "corp.example", "zone": "office" },
    "KIOSK": { "os": "windows-10", "edition": "pro", "workgroup": "WORKGROUP", "zone": "dmz", "windows_firewall": { "wmi_inbound": "allowed" } }
  },
  "accounts": { "KIOSK\\reader": { "kind": "local", "groups": { "KIOSK": ["Administrators"] } } },
  "connections": [ { "id": "mon-kiosk", "from": "MON1", "to": "KIOSK", "account": "KIOSK\\reader", "credentials": "explicit", "api": "get-wmiobject" } ]
})";

// A server with WMI on a fixed port, which the link from headquarters lets through. The depot's link lets the usual port through: moving
// WMI there would mend the depot's connection and spoil the one from headquarters.
const char* const ports = R"({
  "format": 1, "as_of": "2026-11-01",
  "domains": { "corp.example": { "netbios": "CORP" } },
  "zones": { "hq": {}, "depot": {}, "branch": {} },
  "links": [
    { "from": "hq", "to": "branch", "allow": [ { "ports": ["135", "40000"] } ] },
    { "from": "depot", "to": "branch", "allow": [ { "ports": ["135", "24158"] } ] }
  ],
  "hosts": {
    "COL1": { "os": "windows-server-2019", "member_of": "corp.example", "zone": "hq" },
    "COL2": { "os": "windows-server-2019", "member_of": "corp.example", "zone": "depot" },
    "FS1": { "os": "windows-server-2019", "member_of": "corp.example", "zone": "branch", "windows_firewall": { "wmi_group": true }, "wmi": { "standalone_host": true, "fixed_port": 40000 } }
  },
  "accounts": { "CORP\\mon": { "kind": "domain", "groups": { "*": ["Administrators"] } } },
  "connections": [
    { "id": "works", "from": "COL1", "to": "FS1", "account": "CORP\\mon", "api": "get-wmiobject" },
    { "id": "closed", "from": "COL2", "to": "FS1", "account": "CORP\\mon", "api": "get-wmiobject" }
  ]
})";

json fix_json(const Folder& folder, const std::string& arguments) {
  const auto r = run(folder, "fix " + arguments + " --format json");
  INFO(r.err);
  REQUIRE(r.exit != 2);
  return json::parse(r.out);
}

std::vector<std::vector<std::string>> texts(const json& fix) {
  std::vector<std::vector<std::string>> out;
  for (const auto& repair : fix["repairs"]) {
    auto& set = out.emplace_back();
    for (const auto& change : repair["changes"]) set.push_back(change["text"]);
    std::ranges::sort(set);
  }
  return out;
}

}  // namespace

TEST_CASE("fix: the least repairs of a filtered administrator, by statements B-UAC-02, B-DCOM-09 and B-WMI-03") {
  const Folder folder;
  folder.write("s.json", kiosk);
  const auto fix = fix_json(folder, "s.json");
  CHECK(texts(fix) == std::vector<std::vector<std::string>>{
                          {"set uac.local_account_token_filter_policy of KIOSK to true"},
                          {"add KIOSK\\reader to Distributed COM Users on KIOSK", "give KIOSK\\reader Remote Enable on root\\cimv2 of KIOSK"},
                          {"give KIOSK\\reader Remote Enable on root\\cimv2 of KIOSK", "give KIOSK\\reader Remote Launch and Remote Activation on KIOSK"}});
  CHECK(fix["repairs"][0]["safety"] == "unsafe");
  CHECK(fix["repairs"][1]["safety"] == "widens access");
  for (const auto& repair : fix["repairs"]) {
    CHECK(repair["proven_least"] == true);
    CHECK(repair["after"] == json::array({"connects"}));
    CHECK(repair["opens_besides"]["pairs"] == 0);
  }
  const auto r = run(folder, "fix s.json");
  CHECK(r.exit == 0);
  CHECK_THAT(r.out, Contains("repair 1: 1 change, unsafe, proven least\n"));
  CHECK_THAT(r.out, Contains("    undo     reg delete HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System /v LocalAccountTokenFilterPolicy /f\n"));
  CHECK_THAT(r.out, Contains("    run      net localgroup \"Distributed COM Users\" KIOSK\\reader /add\n"));
}

TEST_CASE("fix: what is forbidden, frozen or dear is left alone") {
  const Folder folder;
  folder.write("s.json", kiosk);
  CHECK(texts(fix_json(folder, "s.json --forbid unsafe")).front().size() == 2);
  CHECK(texts(fix_json(folder, "s.json --forbid uac")).front().size() == 2);
  CHECK(texts(fix_json(folder, "s.json --cost uac=3")).front().size() == 2);
  CHECK(texts(fix_json(folder, "s.json --cost uac=2 --alternatives 1")).front().size() == 2);  // two widening changes expose less than one that counts two
  for (const auto& set : texts(fix_json(folder, "s.json --forbid unsafe --forbid local-group")))
    for (const auto& change : set) CHECK_THAT(change, !Contains("Distributed COM Users"));
  const auto frozen = run(folder, "fix s.json --freeze KIOSK");
  CHECK(frozen.exit == 1);
  CHECK_THAT(frozen.out, Contains("no change that is allowed mends it") && Contains("no repair"));
}

TEST_CASE("fix: the patch is applied, checked, and does not touch the file it came from") {
  const Folder folder;
  folder.write("s.json", kiosk);
  REQUIRE(run(folder, "fix s.json --forbid unsafe --patch repair.json").exit == 0);
  CHECK(run(folder, "check s.json").exit == 1);
  CHECK(run(folder, "apply s.json repair.json -o repaired.json").exit == 0);
  const auto check = run(folder, "check repaired.json");
  CHECK(check.exit == 0);
  CHECK_THAT(check.out, Contains("1 connection: 1 connect, 0 fail, 0 undetermined"));
  const auto whatif = run(folder, "whatif s.json --overlay repair.json");
  CHECK_THAT(whatif.out, Contains("opens      mon-kiosk"));
  CHECK_THAT(run(folder, "fix repaired.json").out, Contains("no connection is to be mended"));
  // A patch for another scenario is refused, and nothing is written.
  folder.write("other.json", R"([{ "op": "replace", "path": "/hosts/GONE/os", "value": "windows-11" }])");
  const auto files = folder.files();
  const auto refused = run(folder, "apply s.json other.json -o out.json");
  CHECK(refused.exit == 2);
  CHECK_THAT(refused.err, Contains("other.json:1: error: there is nothing at its 'path'") && Contains("at /0"));
  CHECK(folder.files() == files);
}

TEST_CASE("fix: a repair that would spoil what works is no repair") {
  const Folder folder;
  folder.write("s.json", ports);
  REQUIRE(run(folder, "check s.json --connection works").exit == 0);
  CHECK(texts(fix_json(folder, "s.json closed")).front() == std::vector<std::string>{"let TCP 40000 through from depot to branch, for COL2 to FS1"});
  json alone = json::parse(ports);
  alone["connections"].erase(0);
  folder.write("alone.json", alone.dump());
  CHECK(texts(fix_json(folder, "alone.json closed")).front() == std::vector<std::string>{"set wmi.fixed_port of FS1 to 24158"});
  CHECK_THAT(run(folder, "fix s.json closed").out, Contains("the 1 connection that works already still does"));
}

TEST_CASE("fix: with a change on top, what the change breaks is mended") {
  const Folder folder;
  folder.write("s.json", ports);
  const auto fix = fix_json(folder, "s.json --set FS1:wmi.fixed_port=45000");
  REQUIRE(fix["connections"].size() == 1);
  CHECK(fix["connections"][0]["id"] == "works");
  CHECK(texts(fix).front() == std::vector<std::string>{"let TCP 45000 through from hq to branch, for COL1 to FS1"});
}

TEST_CASE("fix: an undetermined connection is asked about first") {
  const Folder folder;
  json s = json::parse(kiosk);
  s["hosts"]["KIOSK"]["uac"]["local_account_token_filter_policy"] = "unknown";
  folder.write("s.json", s.dump());
  const auto r = run(folder, "fix s.json");
  CHECK(r.exit == 0);
  CHECK_THAT(r.out, Contains("ask first: target.uac.local_account_token_filter_policy of KIOSK, which decides alone (reg query"));
  CHECK_THAT(r.out, Contains("set uac.local_account_token_filter_policy of KIOSK to true"));
}

TEST_CASE("fix: a change with which a missing fact still decides is no repair by itself") {
  const Folder folder;
  // Whether the group is on is not known. The DCOM rule lets the endpoint mapper through, not the service behind it, unless the group does.
  const std::string file = "'" + (source_dir() / "scenarios/topologies/branch-offices.json").string() + "'";
  const auto found = texts(fix_json(folder, file + " south-firewall-not-known --alternatives 4"));
  CHECK(found.size() == 4);
  CHECK(found.back() == std::vector<std::string>{"set windows_firewall.dcom_rule of SOUTH-NEW1 to true", "set windows_firewall.wmi_rule of SOUTH-NEW1 to true"});
}

TEST_CASE("fix: options that name nothing are refused with a hint") {
  const Folder folder;
  folder.write("s.json", kiosk);
  struct Wrong {
    const char *options, *says;
  };
  for (const auto& w : {Wrong{"--forbid uca.enabled", "'uca.enabled' names no change"}, Wrong{"--freeze KISOK", "no host fits 'KISOK'"},
                        Wrong{"--cost uac", "this is not NAME=COST"}, Wrong{"--cost uac=0", "this is not NAME=COST"}, Wrong{"--cost nothing=2", "'nothing' names no change"},
                        Wrong{"mon-kisok", "there is no connection 'mon-kisok'"}}) {
    INFO(w.options);
    const auto r = run(folder, std::string("fix s.json ") + w.options);
    CHECK(r.exit == 2);
    CHECK(r.out.empty());
    CHECK_THAT(r.err, Contains(w.says) && Contains("hint:"));
  }
}

TEST_CASE("harden: what works goes on, and each opening that stays is explained") {
  const Folder folder;
  folder.write("s.json", ports);
  const auto r = run(folder, "harden s.json --patch tight.json");
  CHECK(r.exit == 0);
  CHECK_THAT(r.out, Contains("while 1 connection goes on working, proven to be the most"));
  CHECK_THAT(r.out, Contains("  not: set windows_firewall.wmi_group of FS1 to false\n       works would fail at endpoint-mapper, windows-firewall-blocks-endpoint-mapper\n"));
  CHECK_THAT(r.out, Contains("  not: remove the allow rule at /links/0/allow/0, line 6\n"));
  REQUIRE(run(folder, "apply s.json tight.json -o tight-scenario.json").exit == 0);
  CHECK(run(folder, "check tight-scenario.json --connection works").exit == 0);
  CHECK_THAT(run(folder, "harden tight-scenario.json").out, Contains("0 of "));
  const auto named = run(folder, "harden s.json closed");
  CHECK(named.exit == 2);
  CHECK_THAT(named.err, Contains("the connection 'closed' does not work now"));
  const auto as_json = json::parse(run(folder, "harden s.json --format json").out);
  CHECK(as_json["required"] == json::array({"works"}));
  CHECK(as_json["proven_largest"] == true);
}

TEST_CASE("fix and harden keep the requirements of the scenario") {
  const Folder folder;
  json s = json::parse(ports);
  s["connections"] = json::array({s["connections"][1]});  // only the closed one is a connection; that headquarters gets through is required
  s["require"] = json::array({{{"id", "hq-reads"}, {"from", "COL1"}, {"to", "FS1"}, {"account", "CORP\\mon"}, {"api", "get-wmiobject"}, {"must", "connect"}}});
  folder.write("s.json", s.dump());
  CHECK(texts(fix_json(folder, "s.json closed")).front() == std::vector<std::string>{"let TCP 40000 through from depot to branch, for COL2 to FS1"});
  CHECK_THAT(run(folder, "fix s.json closed").out, Contains("every requirement that holds still does"));
  const auto hardened = json::parse(run(folder, "harden s.json --format json").out);
  CHECK(hardened["required"] == json::array({"hq-reads/COL1/FS1"}));
  // Nothing may let the depot in: then no repair is left.
  s["require"].push_back({{"id", "depot-stays-out"}, {"from", "COL2"}, {"to", "FS1"}, {"account", "CORP\\mon"}, {"api", "get-wmiobject"}, {"must", "not-connect"}});
  folder.write("s.json", s.dump());
  const auto r = run(folder, "fix s.json closed");
  CHECK(r.exit == 1);
  CHECK_THAT(r.out, Contains("no repair keeps every requirement") && Contains("repairs that would spoil the requirement depot-stays-out are left out"));
}

TEST_CASE("fix: a rule of a joint repair is about the hosts that need it, and leads from zone to zone where that does") {
  const Folder f;
  const auto r = run(f, "fix '" + (source_dir() / "scenarios/topologies/branch-offices.json").string() + "'");
  INFO(r.out << r.err);
  CHECK(r.out.find("proven least\n") != std::string::npos);
  // Both servers of the north miss the dynamic range of their release, and so does the island, which has no line at all.
  CHECK(r.out.find("let TCP 49152-65535 through from headquarters to north, for COL1 to NORTH-FS1, NORTH-PRN1 [") != std::string::npos);
  CHECK(r.out.find("let TCP 49152-65535 through from headquarters to island, for COL1 to ISLAND-FS1 [") != std::string::npos);
}
