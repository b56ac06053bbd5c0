// SPDX-License-Identifier: Apache-2.0
// Real exports of others. They are not part of this project: WMIREACH_SAMPLES names the folder that has them. Each expectation was looked up in
// the export by hand, by searching for the words of the fact, before it was compared with what import says.
#include <catch2/catch.hpp>

#include <map>

#include "exports/assemble.hpp"
#include "import/scenario_reader.hpp"
#include "tests/exports/examples_of.hpp"

using namespace wmireach;

namespace {

bool have_samples() {
  if (!tests::samples().empty()) return true;
  WARN("skipped: WMIREACH_SAMPLES names no folder with real exports");
  return false;
}

struct Traced {
  const char* pointer;   // of the scenario; '|' between keys
  const char* value;     // as JSON, without spaces
  const char* found_in;  // the end of the file's name, and the line
};

const import::JsonNode* follow(const import::JsonNode& from, std::string pointer) {
  const import::JsonNode* at = &from;
  while (at != nullptr && !pointer.empty()) {
    const auto bar = pointer.find('|');
    at = at->find(pointer.substr(0, bar));
    pointer = bar == std::string::npos ? "" : pointer.substr(bar + 1);
  }
  return at;
}

std::string one_line(const import::JsonNode& n) {
  std::string out;
  bool text = false;
  for (const char c : import::write_json(n)) {
    if (c == '"') text = !text;
    if (text || (c != ' ' && c != '\n')) out += c;
  }
  return out;
}

}  // namespace

TEST_CASE("facts of the SharpHound sample, each traced by hand to its file and line") {
  if (!have_samples()) return;
  exports::Survey survey;
  const auto archive = tests::samples() / "sharphound/ad_sampledata.zip";
  REQUIRE(exports::read_export("ad.zip", tests::bytes_of(archive), survey));
  const auto scenario = exports::assemble(survey, {.title = "sample", .asks = {{"PHANTOM.CORP\\alice", "", ""}}});
  import::Diagnostics wrong;
  REQUIRE(import::read_scenario(scenario, "sample", wrong));
  CHECK(follow(scenario, "hosts")->members.size() == 33);  // 34 records, one of them disabled: EXTSRV02
  CHECK(follow(scenario, "domains")->members.size() == 5);
  const Traced facts[] = {
      {"hosts|DC01|os", "\"windows-server-2019\"", "20240305110018_computers.json:2384"},
      {"hosts|DC01|edition", "\"standard\"", "20240305110018_computers.json:2384"},
      {"hosts|DC01|kerberos|spn_registered", "true", "20240305110018_computers.json:2358"},
      {"hosts|DF-WIN10-DEV01|os", "\"windows-10\"", "20240305110018_computers.json:2982"},
      {"hosts|DF-WIN10-DEV01|edition", "\"pro\"", "20240305110018_computers.json:2982"},
      {"hosts|EXTCA01|local_groups|Administrators", R"(["WRAITH.CORP\\Domain Admins","WRAITH.CORP\\truster"])", "20240305111414_computers.json:1444"},
      {"hosts|EXTCA01|local_groups|Distributed COM Users", "[]", "20240305111414_computers.json:1498"},
      {"hosts|EXTCA01|local_groups|Remote Desktop Users", "[]", "20240305111414_computers.json:1602"},
      {"hosts|EXTCA01|local_groups|Remote Management Users", "[]", "20240305111414_computers.json:1610"},
  };
  for (const auto& f : facts) {
    INFO(f.pointer);
    const auto* value = follow(scenario, f.pointer);
    REQUIRE(value != nullptr);
    CHECK(one_line(*value) == f.value);
    const std::string pointer = f.pointer;
    const auto host_end = pointer.find('|', pointer.find('|') + 1);
    std::string path = pointer.substr(host_end + 1);
    for (char& c : path)
      if (c == '|') c = '.';
    const auto* found = follow(scenario, pointer.substr(0, host_end) + "|found_in|" + path);
    REQUIRE(found != nullptr);
    CHECK(found->text == std::string("ad.zip/") + f.found_in);
  }
  std::map<std::string, std::string> trusts;
  for (const auto& t : follow(scenario, "trusts")->items) {
    const auto* direction = t.find("direction");
    trusts[t.find("trusting")->text + " trusts " + t.find("trusted")->text] =
        t.find("kind")->text + " " + (direction == nullptr ? "one-way" : direction->text) + " sid_filtering " + one_line(*t.find("sid_filtering")) + " " + t.find("found_in")->text;
  }
  // PHANTOM records GHOST as Bidirectional ParentChild, REVENANT as Inbound External, WRAITH as Bidirectional External with SidFilteringEnabled.
  CHECK(trusts.at("GHOST.CORP trusts PHANTOM.CORP").starts_with("parent-child two-way sid_filtering false"));
  CHECK(trusts.at("REVENANT.CORP trusts PHANTOM.CORP") == "external one-way sid_filtering \"unknown\" ad.zip/20240305110018_domains.json:113");
  CHECK(trusts.at("PHANTOM.CORP trusts WRAITH.CORP") == "external two-way sid_filtering true ad.zip/20240305110018_domains.json:121");
  CHECK(trusts.at("CHILD.WRAITH.CORP trusts WRAITH.CORP").starts_with("parent-child two-way sid_filtering false"));
  CHECK(trusts.size() == 4);
}
