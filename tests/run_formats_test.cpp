// SPDX-License-Identifier: Apache-2.0
// The forms for pipelines, each held against its own specification.
#include <catch2/catch.hpp>
#include <sstream>

#include "cli/run_formats.hpp"
#include "cli/text_fixes.hpp"
#include "cli/xml_text.hpp"
#include "tests/generators/estates.hpp"
#include "tests/generators/program_run.hpp"
#include "tests/generators/schema_file.hpp"
#include "tests/generators/xml_form.hpp"

using namespace wmireach;
using namespace wmireach::tests;

namespace {

const std::string hostile = "a<b>&\"c\" ]]> # | `x` \\ %, : \x01\x1b\xEF\xBF\xBE\xC3\xA9\nnext";

// One connection that works, one that fails, one that is undetermined, one that fails and is accepted; and a requirement that is violated.
std::string mixed() {
  Json s = plain_scenario({{"hosts", {{"OPEN", {{"os", "windows-10"}, {"edition", "pro"}, {"member_of", "corp.example"}, {"windows_firewall", {{"wmi_group", true}}}}},
                                      {"VAGUE", {{"os", "windows-10"}, {"edition", "pro"}, {"member_of", "corp.example"}, {"windows_firewall", {{"wmi_group", "unknown"}}}}}}}});
  s["connections"][0]["namespace"] = "root\\cimv2";  // a rule warns where it is left out
  Json fails = s["connections"][0], open = fails, vague = fails, accepted = fails;
  fails["id"] = "closed";
  open["id"] = "open";
  open["to"] = "OPEN";
  vague["id"] = "vague";
  vague["to"] = "VAGUE";
  accepted["id"] = "waits";
  accepted["accepted"] = {{"reason", "new firewall in March"}, {"owner", "netops"}, {"until", "2027-01-31"}};
  s["connections"] = Json::array({open, fails, vague, accepted});
  Json required = fails;
  required["id"] = "all";
  required["must"] = "connect";
  s["require"] = Json::array({required});
  s["accounts"]["CORP\\admin"]["groups"] = {{"*", {"Administrators"}}};
  return s.dump(1);
}

cli::Run hostile_run() {
  cli::RunResult r{.state = cli::ResultState::failed, .id = hostile, .where = {"a file, 100%.json", 7}, .rule = "expectation-not-met", .message = hostile};
  r.details = {hostile};
  r.subject = hostile;
  cli::RunResult accepted = r;
  accepted.state = cli::ResultState::accepted;
  accepted.accepted = hostile;
  return {"test", {{hostile, hostile, {r, accepted, {.id = "good", .where = {"a", 1}, .message = "m"}}}}};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::size_t count_of(const std::vector<std::string>& lines, const std::string& start) {
  return static_cast<std::size_t>(std::ranges::count_if(lines, [&](const auto& l) { return l.starts_with(start); }));
}

SchemaFile& sarif_form() {
  static SchemaFile form(nlohmann::json::parse(text_of(source_dir() / "tests/oasis/sarif-schema-2.1.0.json")), valijson::SchemaParser::kDraft4);
  return form;
}

cli::RuleSet& builtin_rules() {
  static const cli::Options options;
  static cli::RuleSet set(options);
  return set;
}

// A text with what stands between two places, counted in code points, replaced: as a reader of SARIF carries a fix out.
std::string with_fix(const std::string& text, const Json& fix) {
  const Json& r = fix["artifactChanges"][0]["replacements"][0];
  const auto offset = [&](int line, int column) {
    std::size_t at = 0;
    for (int l = 1; l < line; ++l) at = text.find('\n', at) + 1;
    for (int c = 1; c < column; ++c)
      do ++at;
      while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
    return at;
  };
  const Json& region = r["deletedRegion"];
  const auto begin = offset(region["startLine"], region["startColumn"]), end = offset(region["endLine"], region["endColumn"]);
  return text.substr(0, begin) + r["insertedContent"]["text"].get<std::string>() + text.substr(end);
}

}  // namespace

TEST_CASE("every format has the exit code of the text, and the same bytes each time") {
  const Folder f;
  f.write("mixed.json", mixed());
  for (const std::string command : {"check mixed.json", "test mixed.json"})
    for (const auto& format : cli::run_formats()) {
      INFO(command << " " << format.name);
      const std::string arguments = command + " --format " + std::string(format.name);
      const Result r = run(f, arguments, "TZ=UTC");
      CHECK(r.exit == 1);
      CHECK(r.err.empty());
      CHECK(run(f, arguments, "TZ=Asia/Tokyo LC_ALL=C").out == r.out);
      CHECK(run(f, arguments + " -o out.txt").out.empty());
      CHECK(text_of(f / "out.txt") == r.out);
      CHECK(r.out.find(f.path().string()) == std::string::npos);
      const std::string absolute = "'" + (f / "mixed.json").string() + "'";
      CHECK(run(f, command.substr(0, command.find(' ') + 1) + absolute + " --format " + std::string(format.name)).out == r.out);
    }
}

TEST_CASE("JUnit: a suite for each scenario, counts that add up, failures, and skipped for what is accepted") {
  const Folder f;
  f.write("mixed.json", mixed());
  const XmlElement root = read_xml(run(f, "check mixed.json --format junit").out);
  CHECK(root.name == "testsuites");
  const auto suites = root.all("testsuite");
  REQUIRE(suites.size() == 1);
  CHECK(suites[0]->attributes.at("name") == "mixed.json");
  for (const auto* element : {&root, suites[0]}) {
    CHECK(element->attributes.at("tests") == "5");
    CHECK(element->attributes.at("failures") == "3");  // closed, vague and the requirement
    CHECK(element->attributes.at("skipped") == "1");
    CHECK(element->attributes.at("errors") == "0");
  }
  CHECK(root.all("testcase").size() == 5);
  CHECK(root.all("failure").size() == 3);
  CHECK(root.all("skipped").size() == 1);
  CHECK_THAT(root.all("skipped")[0]->attributes.at("message"), Catch::Contains("new firewall in March (netops, until 2027-01-31)"));
  CHECK(root.all("failure")[0]->attributes.at("type") == "windows-firewall-blocks-endpoint-mapper");
}

TEST_CASE("JUnit is XML whatever names and messages hold, and keeps what XML can hold") {
  const XmlElement root = read_xml(cli::junit_report(hostile_run()));
  const std::string kept = "a<b>&\"c\" ]]> # | `x` \\ %, : \xC3\xA9\nnext";
  CHECK(root.all("testcase")[0]->attributes.at("name") == kept);
  CHECK(root.all("failure")[0]->attributes.at("message") == kept);
  CHECK(cli::xml_text("\xEF\xBF\xBF\xEF\xBF\xBD") == "\xEF\xBF\xBD");
}

TEST_CASE("TAP 14: version, plan, points in order, YAML for what is not ok, TODO for what is accepted") {
  const Folder f;
  f.write("mixed.json", mixed());
  const auto lines = lines_of(run(f, "check mixed.json --format tap").out);
  REQUIRE(lines.size() > 7);
  CHECK(lines[0] == "TAP version 14");
  CHECK(lines[1] == "1..5");
  CHECK(lines[2] == "ok 1 - mixed.json open");
  CHECK(lines[3] == "not ok 2 - mixed.json closed");
  CHECK(lines[4] == "  ---");
  CHECK(count_of(lines, "not ok ") == 4);
  CHECK(count_of(lines, "not ok 4 - mixed.json waits # TODO accepted: new firewall in March") == 1);
  CHECK(count_of(lines, "  ---") == 4);
  CHECK(count_of(lines, "  ...") == 4);
  const auto hard = lines_of(cli::tap_report(hostile_run()));
  CHECK(count_of(hard, "ok ") + count_of(hard, "not ok ") == 3);
  for (const auto& l : hard) CHECK((l.starts_with("TAP version 14") || l == "1..3" || l.starts_with("ok 3 - ") || l.starts_with("not ok ") || l.starts_with("  ")));
  CHECK_THAT(hard[2], Catch::Contains("\\# | `x` \\\\ %"));  // '#' would begin a directive
}

TEST_CASE("GitHub annotations: one line each, escaped as the runner reads them back, ten of a level at most") {
  const Folder f;
  f.write("mixed.json", mixed());
  const auto lines = lines_of(run(f, "check mixed.json --format github").out);
  CHECK(count_of(lines, "::error file=mixed.json,line=") == 2);
  CHECK(count_of(lines, "::warning file=mixed.json,line=") == 1);
  CHECK(count_of(lines, "::notice file=mixed.json,line=") == 1);
  CHECK(lines.back() == "1 as expected, 2 failed, 1 undetermined, 1 accepted");
  const auto hard = lines_of(cli::github_report(hostile_run()));
  REQUIRE(hard.size() == 3);
  CHECK_THAT(hard[0], Catch::StartsWith("::error file=a file%2C 100%25.json,line=7,title=a<b>&\"c\" ]]> # | `x` \\ %25%2C %3A "));
  CHECK_THAT(hard[0], Catch::Contains("%25, : ") && Catch::Contains("%0Anext"));
  cli::Run many = hostile_run();
  many.suites[0].results.assign(25, many.suites[0].results[0]);
  const auto shown = lines_of(cli::github_report(many));
  CHECK(count_of(shown, "::error ") == 9);
  CHECK(count_of(shown, "::error::16 more of these") == 1);
}

TEST_CASE("Markdown: a table of all results, reasons for the others, nothing that breaks the table, below the limit of a job summary") {
  const Folder f;
  f.write("mixed.json", mixed());
  const auto lines = lines_of(run(f, "check mixed.json --format markdown").out);
  CHECK(lines[0] == "## wmireach check");
  CHECK(count_of(lines, "| as-expected | open | connects |") == 1);
  CHECK(count_of(lines, "### closed") == 1);
  CHECK(count_of(lines, "### open") == 0);
  CHECK(count_of(lines, "- accepted: new firewall in March") == 1);
  for (const auto& l : lines_of(cli::markdown_report(hostile_run())))
    if (l.starts_with("| ")) {
      std::size_t bars = 0;
      for (std::size_t i = 0; i < l.size(); ++i)
        if (l[i] == '\\') ++i;
        else bars += l[i] == '|' ? 1 : 0;
      CHECK(bars == 7);
    }
  cli::Run many = hostile_run();
  many.suites[0].results.assign(20'000, many.suites[0].results[0]);
  const std::string text = cli::markdown_report(many);
  CHECK(text.size() < 1'048'576);
  CHECK_THAT(text.substr(text.size() - 100), Catch::Contains("are left out"));
}

TEST_CASE("JSON lines and CSV: one line for each result, in the order of the scenario") {
  const Folder f;
  f.write("mixed.json", mixed());
  const auto lines = lines_of(run(f, "check mixed.json --format jsonl").out);
  REQUIRE(lines.size() == 5);
  const Json closed = Json::parse(lines[1]);
  CHECK(closed["id"] == "closed");
  CHECK(closed["state"] == "failed");
  CHECK(closed["rule"] == "windows-firewall-blocks-endpoint-mapper");
  CHECK(Json::parse(lines[3])["state"] == "accepted");
  CHECK(Json::parse(lines[0])["rule"].is_null());
  const auto table = lines_of(run(f, "check mixed.json --format csv").out);
  REQUIRE(table.size() == 6);
  CHECK(table[0] == "file,line,id,state,verdict,stage,rule,error,message,accepted");
  CHECK_THAT(table[2], Catch::Contains(",closed,failed,fails,"));
  CHECK_THAT(cli::csv_report(hostile_run()), Catch::Contains("\"a<b>&\"\"c\"\" ]]>"));
}

TEST_CASE("SARIF holds to the schema of OASIS, on every topology and with hostile names") {
  const Folder f;
  f.write("mixed.json", mixed());
  CHECK(sarif_form().problems(Json::parse(run(f, "check mixed.json --format sarif").out)).empty());
  CHECK(sarif_form().problems(Json::parse(cli::sarif_report(builtin_rules(), hostile_run()))).empty());
  CHECK_FALSE(sarif_form().accepts(Json{{"version", "2.1.0"}}));  // the schema is read at all
  for (const auto& file : files_below("scenarios/topologies", ".json")) {
    INFO(file.string());
    const std::string text = run(f, "check '" + file.string() + "' --format sarif").out;
    if (text.empty()) continue;  // a part of another file
    CHECK(sarif_form().problems(Json::parse(text)).empty());
  }
}

TEST_CASE("SARIF: rules, levels, stages as a code flow, suppressions, and no result for what is as expected") {
  const Folder f;
  f.write("mixed.json", mixed());
  const Json log = Json::parse(run(f, "check mixed.json --format sarif").out);
  const Json& run_json = log["runs"][0];
  const Json& results = run_json["results"];
  std::map<std::string, Json> by_id;
  for (const auto& r : results) {
    by_id[r["locations"][0]["logicalLocations"][0]["name"]] = r;
    CHECK(run_json["tool"]["driver"]["rules"][r["ruleIndex"].get<std::size_t>()]["id"] == r["ruleId"]);
    CHECK(r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "mixed.json");
  }
  CHECK_FALSE(by_id.contains("open"));
  const Json& closed = by_id.at("closed");
  CHECK(closed["ruleId"] == "windows-firewall-blocks-endpoint-mapper");
  CHECK(closed["level"] == "error");
  CHECK_FALSE(closed.contains("suppressions"));
  CHECK(by_id.at("vague")["level"] == "warning");
  CHECK(by_id.at("all")["ruleId"] == "requirement-violated");
  CHECK(by_id.at("waits")["suppressions"][0]["kind"] == "inSource");
  CHECK(by_id.at("waits")["suppressions"][0]["justification"] == "new firewall in March (netops, until 2027-01-31)");
  // The ladder ends in stages that are not reached, and names the fact that stops the connection.
  const Json& flow = closed["codeFlows"][0]["threadFlows"][0]["locations"];
  CHECK(flow[0]["location"]["message"]["text"] == "support: passed");
  bool failed = false;
  for (const auto& l : flow) failed = failed || l["location"]["message"]["text"].get<std::string>().starts_with("endpoint-mapper: failed: ");
  CHECK(failed);
  CHECK(flow.size() <= 1000);
  for (const auto& rule : run_json["tool"]["driver"]["rules"]) {
    CHECK(rule["properties"]["tags"].size() <= 10);
    CHECK_FALSE(rule["help"]["text"].get<std::string>().empty());
  }
}

TEST_CASE("a rule that only warns is a note of SARIF and a notice, though the connection is as expected; a test leaves it out") {
  const Folder f;
  f.write("s.json", plain_scenario({{"connection", {{"expect", {{"verdict", "fails"}}}}}}).dump());  // names no namespace
  const Json log = Json::parse(run(f, "check s.json --format sarif").out);
  REQUIRE(log["runs"][0]["results"].size() == 1);
  CHECK(log["runs"][0]["results"][0]["ruleId"] == "namespace-not-stated");
  CHECK(log["runs"][0]["results"][0]["level"] == "note");
  CHECK(lines_of(run(f, "check s.json --format github").out)[0].starts_with("::notice file=s.json,line=1,title=CLIENT-TARGET::"));
  CHECK(run(f, "test s.json --format github").out == "1 as expected\n");
}

TEST_CASE("a run without a test, and a scenario that cannot be read, are failures in every format") {
  const Folder f;
  f.write("s.json", plain_scenario().dump());
  f.write("bad.json", "{");
  for (const auto& [file, exit] : {std::pair("s.json", 1), std::pair("bad.json", 2)}) {
    INFO(file);
    const std::string command = std::string("test ") + file;
    CHECK(run(f, command).exit == exit);
    CHECK_THAT(run(f, command).out, Catch::Contains("FAIL") && Catch::EndsWith("0 passed, 0 failed, 1 not judged\n"));
    CHECK(run(f, command + " --format junit").exit == exit);
    CHECK(read_xml(run(f, command + " --format junit").out).all("error").size() == 1);
    CHECK_THAT(run(f, command + " --format tap").out, Catch::Contains("\n1..1\nnot ok 1 - "));
    CHECK_THAT(run(f, command + " --format github").out, Catch::StartsWith("::error "));
    const Json log = Json::parse(run(f, command + " --format sarif").out);
    CHECK(sarif_form().problems(log).empty());
    CHECK(log["runs"][0]["invocations"][0]["executionSuccessful"] == false);
    CHECK(log["runs"][0]["results"].size() == 1);
  }
  CHECK_THAT(run(f, "test s.json").out, Catch::Contains("no connection carries an expectation, and nothing is required"));
}

TEST_CASE("test: only what fails is explained, in words that are no state of a test") {
  const Folder f;
  Json s = Json::parse(mixed());
  s.erase("require");
  s["connections"].erase(3);
  s["connections"].erase(2);
  s["connections"][0]["expect"] = {{"verdict", "connects"}};
  s["connections"][1]["expect"] = {{"verdict", "connects"}};
  f.write("s.json", s.dump());
  const auto lines = lines_of(run(f, "test s.json --list-passes").out);
  CHECK(lines[0] == "pass s.json open");
  CHECK(lines[1] == "FAIL s.json closed: expected that it connects; predicted: it fails at endpoint-mapper by windows-firewall-blocks-endpoint-mapper, with 0x800706BA");
  CHECK_THAT(lines[2], Catch::StartsWith("     because "));
  CHECK(lines[3].starts_with("rules: "));
  CHECK(lines.back() == "1 passed, 1 failed");
  CHECK_FALSE(lines_of(run(f, "test s.json").out)[0].starts_with("pass"));
}

TEST_CASE("SARIF: a fingerprint outlives lines that are added above, and a run has at most 25,000 results") {
  const Folder f;
  f.write("mixed.json", mixed());
  const auto prints = [&] {
    std::vector<std::string> all;
    const Json log = Json::parse(run(f, "check mixed.json --format sarif").out);
    for (const auto& r : log["runs"][0]["results"]) all.push_back(r["partialFingerprints"]["primaryLocationLineHash"]);
    return all;
  };
  const auto before = prints();
  CHECK(std::set<std::string>(before.begin(), before.end()).size() == before.size());
  f.write("mixed.json", "\n\n\n" + mixed());
  CHECK(prints() == before);
  cli::Run many = hostile_run();
  many.suites[0].results.assign(25'001, many.suites[0].results[0]);
  const Json log = Json::parse(cli::sarif_report(builtin_rules(), many));
  CHECK(log["runs"][0]["results"].size() == 25'000);
  CHECK_THAT(log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].get<std::string>(), Catch::StartsWith("1 further results are left out"));
}

TEST_CASE("SARIF: a fix carried out on the file does what it says") {
  const Folder f;
  std::size_t fixes = 0;
  for (const char* name : {"mixed.json", "other.json"}) {
    // The second one is laid out in one line, with a name that has characters of several bytes.
    const std::string text = name == std::string("mixed.json") ? mixed() : [] {
      Json s = plain_scenario();
      s["title"] = "Zürich – 東京";
      return s.dump();
    }();
    f.write(name, text);
    const Json log = Json::parse(run(f, std::string("check ") + name + " --format sarif").out);
    for (const auto& r : log["runs"][0]["results"])
      for (const Json fixes_of = r.value("fixes", Json::array()); const auto& fix : fixes_of) {
        ++fixes;
        const std::string title = fix["description"]["text"];
        INFO(title);
        f.write("fixed.json", with_fix(text, fix));
        const std::string id = r["locations"][0]["logicalLocations"][0]["name"];
        const Json after = Json::parse(run(f, "check fixed.json --format json --connection " + id).out);
        const std::string verdict = after["connections"][0]["verdict"];
        CHECK(title.find("; afterwards it " + verdict) != std::string::npos);
      }
  }
  CHECK(fixes >= 2);
}

TEST_CASE("what has to be replaced is told in code points, and never in the middle of one") {
  const auto fix = cli::replacement("ab\nz\xC3\xA9" "x\xC3\xA8y", "ab\nz\xC3\xA9" "x\xC3\xA9y");  // e with a grave, then with an acute accent: both begin with C3
  CHECK(fix.start_line == 2);
  CHECK(fix.start_column == 4);
  CHECK(fix.end_line == 2);
  CHECK(fix.end_column == 5);
  CHECK(fix.inserted == "\xC3\xA9");
}
