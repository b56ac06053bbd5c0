// SPDX-License-Identifier: Apache-2.0
// The HTML report as text; tests/browser/ shows it in a browser.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/fragment_link.hpp"
#include "cli/report_page.hpp"
#include "embed/sha256.hpp"
#include "report/page_template.hpp"
#include "tests/generators/program_run.hpp"

using namespace wmireach;
using namespace wmireach::tests;
using Json = nlohmann::json;

namespace {

const std::string branch = (source_dir() / "scenarios/topologies/branch-offices.json").string();

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

std::string between(const std::string& text, const std::string& start, const std::string& end) {
  const auto from = text.find(start);
  REQUIRE(from != std::string::npos);
  const auto at = from + start.size();
  return text.substr(at, text.find(end, at) - at);
}

// With what connections share in its place, as the page has it (report/script/10-data.js).
Json data_of(const std::string& page) {
  Json data = Json::parse(between(page, "id=\"data\">", "</script>"));
  if (!data.contains("sides")) return data;
  for (auto& side : data["sides"])
    for (auto& c : side["connections"])
      for (std::size_t i = 0; i < side["shared"].size(); ++i) c[side["shared"][i].get<std::string>()] = side["pool"][c["shared"][i].get<std::size_t>()];
  return data;
}

std::string picture_of(const Json& side, const Json& lines) {
  std::string text;
  for (const auto& l : lines) text += side["pool"][l.get<std::size_t>()].get<std::string>() + "\n";
  return text;
}

std::size_t facts_in(const Json& side, const Json& groups) {
  std::size_t n = 0;
  for (const auto& group : groups) n += side["pool"][group.get<std::size_t>()].size();
  return n;
}

// The facts of a connection: name, subject, value, kind, origin, source, from and evidence of each.
std::vector<Json> facts_of(const Json& side, const Json& connection) {
  std::vector<Json> facts;
  for (const auto& group : side["pool"][connection["facts"].get<std::size_t>()])
    for (const auto& fact : side["pool"][group.get<std::size_t>()]) {
      facts.emplace_back();
      for (const auto& part : side["facts"][fact.get<std::size_t>()]) facts.back().push_back(side["pool"][part.get<std::size_t>()]);
    }
  return facts;
}

}  // namespace

TEST_CASE("SHA-256 gives the digests of its standard") {
  CHECK(embed::policy_hash("") == "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
  CHECK(embed::policy_hash("abc") == "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
  CHECK(embed::policy_hash(std::string(1'000'000, 'a')) == "sha256-zcduXJkU+5KBocfihNc+Z/GAmkiklyAOBG05zMcRLNA=");
}

TEST_CASE("the page's policy allows its own style and script, and nothing else") {
  std::string page;
  for (const auto& piece : report::page_template()) page += piece.text;
  CHECK(page.find("style-src '" + embed::policy_hash(between(page, "<style>", "</style>")) + "'") != std::string::npos);
  CHECK(page.find("script-src '" + embed::policy_hash(between(page, "<script>", "</script>")) + "'") != std::string::npos);
  CHECK(page.find("default-src 'none'") != std::string::npos);
  CHECK(page.find("unsafe") == std::string::npos);
}

TEST_CASE("nothing that a scenario says ends the element that it stands in") {
  const std::string evil = "</script><!-- </title> ]]> & \u2028\u2029 \"'";
  const std::string plain = cli::report_page("", {}, Json{{"text", ""}}.dump());
  const std::string page = cli::report_page(evil, {{evil, evil, evil}}, Json{{"text", evil}}.dump());
  for (const char* tag : {"</script>", "</title>", "<!--", "</noscript>"}) CHECK(occurrences(page, tag) == occurrences(plain, tag));
  CHECK(data_of(page)["text"] == evil);
  CHECK(page.find("\u2028") == page.find("\u2028", page.find("<title>")));  // in the title only, where it is text
}

TEST_CASE("an address within the page holds no character that means something elsewhere") {
  CHECK(cli::connection_link("mon-kiosk") == "#connection/mon%2Dkiosk");
  CHECK(cli::connection_link("a/b?c=d&e\"<\u00e4>") == "#connection/a%2Fb%3Fc%3Dd%26e%22%3C%C3%A4%3E");
  CHECK(cli::filter_link("zone", "dmz & more") == "#connections?zone=dmz%20%26%20more");
  CHECK(cli::arrow_link("A", "B", "fails") == "#connections?from=A&to=B&verdict=fails");
}

TEST_CASE("the report says what check says") {
  const Folder folder;
  const auto checked = Json::parse(run(folder, "check '" + branch + "' --format json").out);
  const Result written = run(folder, "report '" + branch + "' --pictures 0");
  REQUIRE(written.exit == 0);
  const Json data = data_of(written.out), side = data["sides"][0];
  REQUIRE(side["connections"].size() == checked["connections"].size());
  for (std::size_t i = 0; i < side["connections"].size(); ++i) {
    const Json &packed = side["connections"][i], &whole = checked["connections"][i];
    INFO(packed["id"]);
    for (const char* key : {"id", "from", "to", "account", "verdict", "first_blocker", "either", "latent", "limits", "missing", "side_effects", "error", "repairs"}) CHECK(packed[key] == whole[key]);
    CHECK(facts_in(side, packed["assumptions"]) == whole["assumptions"].size());
    const Json& findings = packed["findings"];
    CHECK(facts_of(side, packed).size() > 20);
    REQUIRE(findings.size() == whole["findings"].size());
    for (std::size_t f = 0; f < findings.size(); ++f) {
      const std::string rule = std::to_string(findings[f][0].get<int>());
      CHECK(data["rules"][rule]["name"] == whole["findings"][f]["rule"]);
      CHECK(findings[f][1] == whole["findings"][f]["truth"]);
      if (packed["messages"].contains(rule)) CHECK(packed["messages"][rule] == whole["findings"][f]["message"]);
    }
    CHECK_FALSE(packed.contains("picture"));
  }
}

TEST_CASE("pictures are capped, those that do not work first, and the same input gives the same bytes") {
  const Folder folder;
  REQUIRE(run(folder, "report '" + branch + "' --pictures 9 -o one.html").exit == 0);
  REQUIRE(run(folder, "report '" + branch + "' --pictures 9 -o other.html").exit == 0);
  const std::string page = text_of(folder / "one.html");
  CHECK(page == text_of(folder / "other.html"));
  const Json side = data_of(page)["sides"][0];
  for (const auto& c : side["connections"]) CHECK(c.contains("picture") == (c["verdict"] != "connects"));
  const std::string picture = picture_of(side, side["connections"][0]["picture"]);
  CHECK(picture.starts_with("<svg"));
  CHECK(picture.find("<!--") == std::string::npos);
  CHECK(picture.find("style=") == std::string::npos);  // the page's policy would refuse it
  CHECK(picture.find("<title>") == std::string::npos);
  CHECK(picture.find(" id=") == std::string::npos);
  CHECK(picture.ends_with("</svg>\n"));
  CHECK(picture.find("xlink:href=\"#connection/north%2D135%2Donly/support\"") != std::string::npos);
}

TEST_CASE("without Graphviz a report says how to do without pictures") {
  const Folder folder;
  const Result r = run(folder, "report '" + branch + "' -o report.html", "PATH=/nowhere");
  CHECK(r.exit == 2);
  CHECK(r.err.find("--pictures 0") != std::string::npos);
  CHECK_FALSE(fs::exists(folder / "report.html"));
  CHECK(run(folder, "report '" + branch + "' --pictures 0 -o report.html", "PATH=/nowhere").exit == 0);
}

TEST_CASE("two scenarios become one page with what differs") {
  const Folder folder;
  const Result r = run(folder, "whatif '" + branch + "' --set 'NORTH-PRN1:windows_firewall.wmi_inbound=allowed' --format html");
  CHECK(r.exit == 1);
  const Json data = data_of(r.out);
  CHECK(data["sides"].size() == 2);
  CHECK(data["difference"]["changes"].size() == 1);
  CHECK(data["sides"][1]["hash"].is_null());
  CHECK(run(folder, "diff '" + branch + "' '" + branch + "' --format html").exit == 0);
}
