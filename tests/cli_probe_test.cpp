// SPDX-License-Identifier: Apache-2.0
// probe from the command line, with recorded observations: nothing here touches a network. What it does live, tests/lab/probe tries.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/generators/program_run.hpp"
#include "tests/generators/schema_file.hpp"

using namespace wmireach::tests;
using nlohmann::json;
using Catch::Matchers::Contains;

namespace {

// A server reads another; both in one domain, and the account is an administrator there.
json scenario() {
  return json::parse(R"({
    "format": 1, "as_of": "2026-11-01",
    "domains": { "corp.example": { "netbios": "CORP" } },
    "hosts": {
      "MON01": { "os": "windows-server-2022", "member_of": "corp.example" },
      "SRV1": { "os": "windows-server-2019", "member_of": "corp.example", "addresses": ["192.0.2.10/24"], "windows_firewall": { "wmi_inbound": "allowed" } }
    },
    "accounts": { "CORP\\mon": { "kind": "domain", "groups": { "SRV1": ["Administrators"] } } },
    "connections": [
      { "id": "srv1", "from": "MON01", "to": "SRV1", "account": "CORP\\mon", "api": "get-wmiobject", "credentials": "explicit" },
      { "id": "back", "from": "SRV1", "to": "MON01", "account": "CORP\\mon", "api": "get-wmiobject", "credentials": "explicit" },
      { "id": "by-ip", "from": "SRV1", "to": "MON01", "account": "CORP\\mon", "api": "get-wmiobject", "credentials": "explicit", "address_form": "ip" }
    ]
  })");
}

json look(const std::string& step, const std::string& result, const std::string& ending) {
  return {{"step", step}, {"result", result}, {"ending", ending}, {"to", "192.0.2.10"}, {"port", 135}, {"milliseconds", 3}};
}

// Everything works up to the activation, which ends with this code; empty: it works to the end.
json record(const std::string& code) {
  json looks = json::array();
  for (const char* step : {"connect", "endpoint-mapper", "authenticate"}) looks.push_back(look(step, "passed", "done"));
  if (code.empty()) {
    for (const char* step : {"activate", "service-port", "log-in"}) looks.push_back(look(step, "passed", "done"));
  } else {
    looks.push_back(look("activate", "failed", "error"));
    looks.back()["code"] = code;
  }
  return {{"format", "wmireach-observations-1"}, {"observer", "MON01"}, {"seen_at", "2026-11-26T15:00:00Z"}, {"source", "probe"}, {"sightings", {{{"connection", "srv1"}, {"target", "SRV1"}, {"looks", looks}}}}};
}

json form(const std::string& name) { return json::parse(text_of(source_dir() / "schemas" / (name + ".schema.json"))); }

}  // namespace

TEST_CASE("what was seen is laid beside the prediction, and both agree") {
  const Folder folder;
  folder.write("s.json", scenario().dump());
  folder.write("seen.json", record("").dump());
  const auto r = run(folder, "probe s.json --replay seen.json");
  CHECK(r.exit == 0);
  CHECK_THAT(r.out, Contains("agree") && Contains("confirms") && Contains("target.dcom.enabled of SRV1") && Contains("1 connection: 1 agree, 0 disagree"));
  CHECK(run(folder, "probe s.json --replay seen.json -q").out.empty());
}

TEST_CASE("a disagreement names what is probably wrong, and its patch makes both agree") {
  const Folder folder;
  folder.write("s.json", scenario().dump());
  folder.write("seen.json", record("0x80070005").dump());
  const auto r = run(folder, "probe s.json --replay seen.json --format json");
  CHECK(r.exit == 1);
  const json result = json::parse(r.out);
  CHECK(SchemaFile(form("probe")).problems(result) == "");
  const auto& c = result["connections"][0];
  CHECK(c["agreement"] == "disagree");
  CHECK(c["legs"].back()["leg"] == "activation");
  REQUIRE(c["suspects"].size() >= 2);
  std::size_t patches = 0;
  for (const auto& s : c["suspects"]) {
    if (s["patch"].is_null()) continue;
    folder.write("patch.json", s["patch"].dump());
    REQUIRE(run(folder, "apply s.json patch.json -o mended.json").exit == 0);
    INFO(s.dump());
    CHECK(run(folder, "probe mended.json --replay seen.json").exit == 0);
    ++patches;
  }
  CHECK(patches >= 2);
  CHECK_THAT(run(folder, "probe s.json --replay seen.json").out, Contains("take CORP\\mon out of Administrators on SRV1"));
}

TEST_CASE("observations are merged: what is sure becomes observed, what is in doubt becomes unknown") {
  const Folder folder;
  folder.write("s.json", scenario().dump());
  folder.write("good.json", record("").dump());
  REQUIRE(run(folder, "probe s.json --replay good.json --merge merged.json -o out.txt").exit == 0);
  CHECK(run(folder, "fmt --check merged.json").exit == 0);
  const json merged = json::parse(text_of(folder / "merged.json"));
  CHECK(merged["hosts"]["SRV1"]["dcom"]["enabled"] == true);
  CHECK(merged["hosts"]["SRV1"]["found_in"]["dcom.enabled"] == "probe good.json:1");
  CHECK_FALSE(merged["hosts"]["MON01"].contains("dcom"));
  const json checked = json::parse(run(folder, "check merged.json --connection srv1 --format json").out);
  CHECK(checked["connections"][0]["verdict"] == "connects");
  CHECK_THAT(run(folder, "explain merged.json srv1").out, Contains("observed, /hosts/SRV1"));
  CHECK(SchemaFile(form("scenario")).problems(merged) == "");

  folder.write("bad.json", record("0x80070005").dump());
  const auto r = run(folder, "probe s.json --replay bad.json --merge doubt.json -o out.txt");
  CHECK(r.exit == 1);
  CHECK_THAT(r.err, Contains("that the scenario states may be wrong as well"));
  CHECK(json::parse(text_of(folder / "doubt.json"))["hosts"]["SRV1"]["dcom"]["enabled"] == "unknown");
  CHECK(run(folder, "check doubt.json --connection srv1").exit == 4);
}

TEST_CASE("a record that is none is refused with every problem, and one of another scenario by its line") {
  const Folder folder;
  folder.write("s.json", scenario().dump());
  folder.write("none.json", R"({"sightings": [{"connection": "srv1", "looks": [{"step": "fly", "result": "passed", "ending": "done"}]}]})");
  const auto none = run(folder, "probe s.json --replay none.json");
  CHECK(none.exit == 2);
  CHECK_THAT(none.err, Contains("'fly' is not known here") && Contains("does not say that it holds observations"));
  json other = record("");
  other["sightings"][0]["connection"] = "srv2";
  folder.write("other.json", other.dump(1));
  const auto r = run(folder, "probe s.json --replay other.json -o out.txt");
  CHECK(r.exit == 2);
  CHECK_THAT(r.err, Contains("the scenario has no connection 'srv2'") && Contains("did you mean 'srv1'?"));
  CHECK_FALSE(fs::exists(folder / "out.txt"));
}

TEST_CASE("neither the scenario nor the report is written over") {
  const Folder folder;
  folder.write("s.json", scenario().dump());
  folder.write("seen.json", record("").dump());
  const std::string before = text_of(folder / "s.json");
  for (const char* option : {"--merge", "--record"}) {
    const auto r = run(folder, std::string("probe s.json --replay seen.json ") + option + " ./s.json");
    CHECK(r.exit == 2);
    CHECK_THAT(r.err, Contains("this is the scenario"));
    CHECK(run(folder, std::string("probe s.json --replay seen.json -o out.txt ") + option + " out.txt").exit == 2);
  }
  CHECK(text_of(folder / "s.json") == before);
}

TEST_CASE("a dry run says what would be contacted, and contacts nothing") {
  const Folder folder;
  folder.write("s.json", scenario().dump());
  const auto r = run(folder, "probe s.json --as MON01 --dry-run");
  CHECK(r.exit == 0);
  CHECK_THAT(r.out, Contains("srv1: SRV1") && Contains("TCP 135") && Contains("as CORP\\mon") && Contains("1 connection to 1 host"));
  CHECK_THAT(run(folder, "probe s.json --as SRV1 --dry-run back").out, Contains("back: MON01"));
}

TEST_CASE("what cannot be looked at is refused, all of it at once") {
  const Folder folder;
  folder.write("s.json", scenario().dump());
  const auto nobody = run(folder, "probe s.json --as SRV2 --call SRV9=192.0.2.1 --call SRV1 --dry-run");
  CHECK(nobody.exit == 2);
  CHECK_THAT(nobody.err, Contains("the scenario has no host 'SRV2'") && Contains("the scenario has no host 'SRV9'") && Contains("'SRV1' names no host and how to call it"));
  const auto others = run(folder, "probe s.json srv1 --as SRV1 --dry-run");
  CHECK(others.exit == 2);
  CHECK_THAT(others.err, Contains("the connection 'srv1' starts at MON01, and this computer stands for SRV1"));
  const auto address = run(folder, "probe s.json by-ip --as SRV1 --dry-run");
  CHECK(address.exit == 2);
  CHECK_THAT(address.err, Contains("calls MON01 by address, and the scenario states none") && Contains("--call MON01=ADDRESS"));
  CHECK(run(folder, "probe s.json by-ip --as SRV1 --call MON01=192.0.2.20 --dry-run").exit == 0);
}
