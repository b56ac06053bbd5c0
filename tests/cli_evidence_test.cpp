// SPDX-License-Identifier: Apache-2.0
// `probe` with a packet capture or a scan in place of a look: what it says, what it writes, and what it refuses.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/generators/program_run.hpp"

using namespace wmireach::tests;
using nlohmann::json;
using Catch::Matchers::Contains;

namespace {

// Of the recorded captures (tests/capture/recorded/README.md): 203.0.113.1 calls 203.0.113.20, which does not let "low" activate.
json scenario() {
  return json::parse(R"({
    "format": 1, "title": "Evidence", "as_of": "2026-11-01",
    "domains": { "corp.example": { "netbios": "CORP" } },
    "hosts": {
      "COL1": { "os": "windows-server-2019", "member_of": "corp.example", "addresses": ["203.0.113.1/24"] },
      "SRV1": { "os": "windows-server-2019", "member_of": "corp.example", "addresses": ["203.0.113.20/24"], "windows_firewall": { "wmi_inbound": "allowed" } }
    },
    "accounts": { "CORP\\low": { "kind": "domain", "groups": { "SRV1": ["Administrators"] } } },
    "connections": [ { "id": "low", "from": "COL1", "to": "SRV1", "account": "CORP\\low", "api": "get-wmiobject", "namespace": "root\\cimv2" } ]
  })");
}

std::string capture(const std::string& name) { return (source_dir() / "tests/capture/recorded" / name).string(); }
std::string scan() { return (source_dir() / "tests/exports/corpus/nmap/scan.xml").string(); }

// Builds without the live look read no captures, and say so.
bool reads_captures(const Folder& folder) {
  folder.write("s.json", scenario().dump());
  const auto r = run(folder, "probe s.json --from-pcap " + capture("impacket.pcap"));
  if (r.exit != 2) return true;
  CHECK_THAT(r.err, Contains("does not read packet captures") && Contains("-DWMIREACH_PROBE=ON"));
  return false;
}

}  // namespace

TEST_CASE("a capture shows a fact of the scenario to be wrong, and names it") {
  const Folder folder;
  if (!reads_captures(folder)) return;
  const auto wrong = run(folder, "probe s.json --from-pcap " + capture("impacket.pcap") + " --record seen.json");
  INFO(wrong.out << wrong.err);
  CHECK(wrong.exit == 1);
  CHECK_THAT(wrong.out, Contains("disagree") && Contains("0x80070005") && Contains("take CORP\\low out of Administrators on SRV1") && Contains("seen at 2026-11-26T15:44:49Z by capture"));
  const auto seen = json::parse(text_of(folder / "seen.json"));
  CHECK(seen["source"] == "capture");
  CHECK(seen["sightings"][0]["connection"] == "low");
  // What was recorded is compared alike.
  CHECK(run(folder, "probe s.json --replay seen.json").out == wrong.out);
  // Without the rights that it does not have, both agree.
  auto right = scenario();
  right["accounts"]["CORP\\low"]["groups"] = json::object();
  folder.write("right.json", right.dump());
  const auto agrees = run(folder, "probe right.json --from-pcap " + capture("impacket.pcap"));
  INFO(agrees.out);
  CHECK(agrees.exit == 0);
  CHECK_THAT(agrees.out, Contains("1 agree"));
  CHECK(run(folder, "probe right.json --from-pcap " + capture("impacket.pcap") + " --merge merged.json").exit == 0);
  CHECK(run(folder, "check merged.json").exit != 2);
}

TEST_CASE("whose packets they are is told by addresses, by --call or by --as") {
  const Folder folder;
  if (!reads_captures(folder)) return;
  auto s = scenario();
  s["hosts"]["COL1"].erase("addresses");
  s["hosts"]["SRV1"].erase("addresses");
  folder.write("s.json", s.dump());
  const std::string command = "probe s.json --from-pcap " + capture("impacket.pcap");
  const auto nobody = run(folder, command);
  CHECK(nobody.exit == 4);
  CHECK_THAT(nobody.err, Contains("no address of COL1 is known") && Contains("no address of SRV1 is known"));
  CHECK(run(folder, command + " --call SRV1=203.0.113.20 --call COL1=203.0.113.1").exit == 1);
  CHECK(run(folder, command + " --call SRV1=203.0.113.20 --as COL1").exit == 1);
  const auto mistakes = run(folder, command + " --call SRV2=203.0.113.20 --call SRV1=server --call x --as COL2");
  CHECK(mistakes.exit == 2);
  CHECK_THAT(mistakes.err, Contains("no host 'SRV2'") && Contains("'server' is no address") && Contains("'x' names no host") && Contains("no host 'COL2'"));
}

TEST_CASE("a scan shows which ports answer") {
  const Folder folder;
  folder.write("s.json", scenario().dump());
  const std::string command = "probe s.json --from-nmap " + scan();
  const auto dropped = run(folder, command + " --call SRV1=192.0.2.11 --as COL1");
  INFO(dropped.out << dropped.err);
  CHECK(dropped.exit == 1);
  CHECK(dropped.err.empty());
  CHECK_THAT(dropped.out, Contains("no answer at all") && Contains("filtered, no-response") && Contains("windows_firewall.wmi_inbound of SRV1") && Contains("seen from COL1 at 2023-11-14T22:13:20Z by scan"));
  const auto open = run(folder, command + " --call SRV1=app1.corp.example --format json");
  CHECK(open.exit == 0);
  CHECK_THAT(open.err, Contains("say with --as which host it was made from"));
  const auto j = json::parse(open.out);
  CHECK(j["observations"]["source"] == "scan");
  CHECK(j["connections"][0]["agreement"] == "agree");
  const auto elsewhere = run(folder, command + " --call SRV1=192.0.2.11 --as SRV1");
  CHECK(elsewhere.exit == 4);
  CHECK_THAT(elsewhere.err, Contains("1 connection starts at other hosts than SRV1"));
  CHECK_THAT(run(folder, command).err, Contains("was not scanned"));
  CHECK(run(folder, "probe s.json --from-nmap - --call SRV1=192.0.2.10 --as COL1", "", scan()).exit == 0);
}

TEST_CASE("files that are none, and options that do not go together, are refused") {
  const Folder folder;
  folder.write("s.json", scenario().dump());
  folder.write("text", "hello");
  folder.write("other.xml", "<?xml version=\"1.0\"?><other/>");
  for (const char* file : {"text", "other.xml", "s.json"}) {
    const auto r = run(folder, std::string("probe s.json --from-nmap ") + file);
    CHECK(r.exit == 2);
    CHECK_THAT(r.err, Contains("is no scan of nmap") && Contains("nmap -oX"));
    CHECK(run(folder, std::string("probe s.json --from-pcap ") + file).exit == 2);
  }
  CHECK(run(folder, "probe s.json --from-nmap missing.xml").exit == 2);
  for (const char* both : {"--replay x.json", "--dry-run", "--no-auth", "--ask-password", "--yes", "--seconds 5", "--from-pcap text"})
    CHECK(run(folder, "probe s.json --from-nmap " + scan() + " " + both).exit == 2);
}
