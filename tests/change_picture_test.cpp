// SPDX-License-Identifier: Apache-2.0
// Pictures of a change. WMIREACH_UPDATE_GOLDEN=1 writes the golden files anew: look at the pictures (dot -Tpng) before you keep them.
#include <catch2/catch.hpp>

#include "tests/generators/dot_text.hpp"
#include "tests/generators/estates.hpp"
#include "tests/generators/program_run.hpp"
#include "viz/change_picture.hpp"
#include "viz/change_summary.hpp"

using namespace wmireach;
using namespace wmireach::tests;

namespace {

using analyzer::VerdictKind;
using viz::ChangeShown;

const Json today = Json::parse(R"({
  "format": 1, "as_of": "2026-11-01",
  "domains": { "corp.example": { "netbios": "CORP" } },
  "zones": { "office": {}, "plant": {} },
  "links": [ { "from": "office", "to": "plant", "allow": [ { "ports": [135] } ] } ],
  "hosts": {
    "MON1": { "os": "windows-server-2022", "member_of": "CORP", "zone": "office" },
    "WEB1": { "os": "windows-server-2016", "member_of": "CORP", "zone": "office" },
    "PLC1": { "os": "windows-server-2016", "member_of": "CORP", "zone": "plant" },
    "OLD1": { "os": "windows-7", "member_of": "CORP", "zone": "plant" } },
  "connections": [ { "id": "web", "from": "MON1", "to": "WEB1", "api": "get-wmiobject" }, { "id": "plc", "from": "MON1", "to": "PLC1", "api": "get-wmiobject" },
                   { "id": "plc2", "from": "MON1", "to": "PLC1", "api": "get-wmiobject" }, { "id": "old", "from": "MON1", "to": "OLD1", "api": "get-wmiobject" } ] })");

// A plant of its own domain and trust, with another server, a wider link, and without the old computer.
Json planned() {
  Json s = today;
  s["domains"]["plant.example"] = Json::object();
  s["trusts"] = Json::parse(R"([ { "trusting": "plant.example", "trusted": "CORP" } ])");
  s["links"][0]["allow"][0]["ports"] = {"135", "49152-65535"};
  s["hosts"]["PLC1"]["member_of"] = "plant.example";
  s["hosts"]["PLC1"]["os"] = "windows-server-2022";
  s["hosts"].erase("OLD1");
  s["hosts"]["NEW1"] = {{"os", "windows-11"}, {"member_of", "plant.example"}, {"zone", "plant"}};
  s["connections"][3] = {{"id", "new"}, {"from", "MON1"}, {"to", "NEW1"}, {"api", "get-wmiobject"}};
  return s;
}

struct Case {
  model::Estate before, after;
  viz::ChangeText text;
};

viz::ConnectionLabel label(VerdictKind kind, std::string reason = "") { return {kind, std::move(reason), "a detail", "", ""}; }

Case plant_moves() {
  Case c{read_estate(today.dump()), read_estate(planned().dump()), {}};
  using enum VerdictKind;
  c.text = {{"a change"}, {{}, {label(connects), label(fails, "service-port"), label(fails, "service-port"), label(undetermined)}, {}, {}},
            {{}, {label(connects), label(connects), label(fails, "authentication"), label(fails, "network")}, {}, {}}};
  return c;
}

std::string draw(const Case& c, ChangeShown shown) { return viz::change_picture(c.before, c.after, c.text, shown); }

std::string line_with(const std::string& dot, const std::string& part) {
  const auto at = dot.find(part);
  REQUIRE(at != std::string::npos);
  return dot.substr(at, dot.find('\n', at) - at);
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// `zones` zones of `each` computers, all of which the first one of all reads.
Json wide(int zones, int each) {
  Json s = today;
  s["zones"].clear();
  s["links"] = Json::array();
  s["hosts"].clear();
  s["connections"] = Json::array();
  for (int z = 0; z < zones; ++z) {
    s["zones"]["Z" + std::to_string(z)] = Json::object();
    for (int h = 0; h < each; ++h) {
      const std::string name = "H" + std::to_string(z) + "-" + std::to_string(h);
      s["hosts"][name] = {{"os", "windows-10"}, {"zone", "Z" + std::to_string(z)}};
      s["connections"].push_back({{"id", "to " + name}, {"from", "H0-0"}, {"to", name}, {"api", "get-wmiobject"}});
    }
  }
  return s;
}

viz::ChangeText turning_text(const model::Estate& before, const model::Estate& after, VerdictKind was, VerdictKind is, std::size_t turning) {
  viz::ChangeText t;
  t.before.connections.assign(before.connections.size(), label(was));
  t.after.connections.assign(after.connections.size(), label(was));
  for (std::size_t i = 0; i < turning; ++i) t.after.connections[i] = label(is);
  return t;
}

}  // namespace

TEST_CASE("the picture of a change is the golden one") { check_golden("change.dot", draw(plant_moves(), ChangeShown::change)); }

TEST_CASE("the pictures before and after are the golden ones") {
  check_golden("change_before.dot", draw(plant_moves(), ChangeShown::before));
  check_golden("change_after.dot", draw(plant_moves(), ChangeShown::after));
}

TEST_CASE("what a change adds, removes and changes is marked, and the rest steps back") {
  const std::string dot = draw(plant_moves(), ChangeShown::change);
  checked(dot);
  CHECK(has(line_with(dot, "host0 ["), "label=\"MON1"));
  CHECK(has(line_with(dot, "host2 ["), "label=\"\u2260 changed\\nPLC1\\nWindows Server 2022\\nplant.example\\nos: windows-server-2016 \u2192 windows-server-2022\\nwas in corp.example\""));
  CHECK(has(line_with(dot, "host3 ["), "label=\"\u2212 removed\\nOLD1"));
  CHECK(has(line_with(dot, "host3 ["), "style=\"dashed\""));
  CHECK(has(line_with(dot, "host4 ["), "label=\"+ added\\nNEW1"));
  CHECK(has(line_with(dot, "domain1 ["), "+ added\\nplant.example"));
  CHECK(has(line_with(dot, "domain1 -> domain0"), "+ added\\nexternal trust"));
  CHECK(has(dot, "label=\"\u2260 changed\\nTCP 135, 49152-65535\\nwas:\\nTCP 135\\n \""));
}

TEST_CASE("a verdict that turns says what it was and is") {
  const std::string dot = draw(plant_moves(), ChangeShown::change);
  CHECK(has(dot, "label=\"opens\\n\u00D7 FAILS \u2192 connects\\nplc\\n \""));
  CHECK(has(dot, "label=\"at another stage\\n\u00D7 FAILS\\nplc2\\nservice-port \u2192 authentication\\n \""));
  CHECK(has(dot, "label=\"\u2212 removed\\n? undetermined\\nold\\n \""));
  CHECK(has(dot, "label=\"+ added\\n\u00D7 FAILS\\nnew\\nnetwork\\n \""));
  const std::string same = line_with(dot, "host0 -> host1");
  CHECK(has(same, "label=\"connects\\nweb\\n \""));
  CHECK(has(same, "color=\"#AAAAAA\""));
}

TEST_CASE("before and after have the nodes and edges of the change, and hide what is not there") {
  const Case c = plant_moves();
  const std::string before = draw(c, ChangeShown::before), after = draw(c, ChangeShown::after);
  const auto both = checked(draw(c, ChangeShown::change)), first = checked(before), second = checked(after);
  CHECK(first.nodes == both.nodes);
  CHECK(second.nodes == both.nodes);
  CHECK(first.edges == both.edges);
  CHECK(second.edges == both.edges);
  CHECK(has(line_with(before, "host4 ["), "invis"));
  CHECK_FALSE(has(line_with(after, "host4 ["), "invis"));
  CHECK(has(line_with(after, "host3 ["), "invis"));
  CHECK_FALSE(has(line_with(before, "host3 ["), "invis"));
  CHECK(has(line_with(before, "host2 ["), "Windows Server 2016"));
  CHECK(has(line_with(after, "host2 ["), "Windows Server 2022"));
  for (const auto& dot : {before, after}) CHECK_FALSE(has(dot, "changed"));
}

TEST_CASE("a change that changes nothing marks nothing") {
  const auto estate = read_estate(today.dump());
  const auto text = turning_text(estate, estate, VerdictKind::connects, VerdictKind::fails, 0);
  const auto picture = checked(viz::change_picture(estate, estate, text, ChangeShown::change));
  for (const char* mark : {"+ added", "\u2212 removed", "\u2260 changed", "opens", "closes"}) CHECK_FALSE(has_label(picture, mark));
  checked(viz::change_picture({}, {}, {}, ChangeShown::change));
}

TEST_CASE("of a large estate only what the change touches is drawn, and zones with counts where that is much") {
  const auto estate = read_estate(wide(30, 20).dump());
  const auto few = checked(viz::change_picture(estate, estate, turning_text(estate, estate, VerdictKind::connects, VerdictKind::fails, 3), ChangeShown::change));
  CHECK(few.edges == 3);
  CHECK(has_label(few, "17 other computers, not touched"));
  CHECK(has_label(few, "without 29 zones that are not touched"));
  CHECK_FALSE(has_label(few, "zone Z7"));
  CHECK(has_label(few, "closes\\nconnects \u2192 \u00D7 FAILS\\nto H0-2"));
  const auto all = checked(viz::change_picture(estate, estate, turning_text(estate, estate, VerdictKind::connects, VerdictKind::fails, 600), ChangeShown::change));
  CHECK(all.nodes.size() == 20 + 1);
  CHECK(all.edges <= 40);
  CHECK(has_label(all, "closes 20"));
  CHECK(has_label(all, "11 other zones"));
  CHECK_FALSE(has_label(all, "H0-2"));
  checked(viz::change_picture(estate, estate, turning_text(estate, estate, VerdictKind::connects, VerdictKind::fails, 600), ChangeShown::before));
}

TEST_CASE("names stay inside the strings of a picture of a change") {
  const Case plain = plant_moves();
  Case c = plant_moves();
  const std::string hostile = "a\"]; b -> c [label=\"\\N\\G \\\" <script> &lt; \n\t\x01 \xC3\xA4 \xFF \\";
  for (auto* e : {&c.before, &c.after}) {
    for (auto& h : e->hosts) h.name += hostile;
    for (auto& z : e->zones) z.name += hostile;
    for (auto& d : e->domains) d.name += hostile;
    for (auto& n : e->connections) n.id += hostile;
  }
  for (const auto shown : {ChangeShown::change, ChangeShown::before, ChangeShown::after}) {
    const auto a = checked(draw(c, shown)), b = checked(draw(plain, shown));
    CHECK(a.nodes == b.nodes);
    CHECK(a.edges == b.edges);
  }
  checked(viz::change_summary(c.before, c.after, c.text, ChangeShown::change));
}

TEST_CASE("a difference is drawn where a picture is asked for, and keeps its exit code") {
  const Folder f;
  f.write("s.json", plain_scenario().dump());  // the firewall of its target is as Windows sets it up
  f.write("works.json", plain_scenario({{"hosts", {{"TARGET", {{"windows_firewall", {{"wmi_group", true}}}}}}}}).dump());
  const Result drawn = run(f, "diff works.json s.json --format dot");
  CHECK(drawn.exit == 1);
  CHECK_THAT(drawn.out, Catch::Contains("What changes: 1 of 1 connections: 1 closes"));
  CHECK_THAT(drawn.out, Catch::Contains("closes\\nconnects \u2192 \u00D7 FAILS"));
  CHECK(run(f, "diff works.json s.json -o change.dot").exit == 1);
  CHECK(text_of(f / "change.dot") == drawn.out);
  CHECK_THAT(run(f, "diff works.json s.json --format dot --show before").out, Catch::Contains("Before: 2 computers, 1 connection: 1 connect"));
  CHECK(run(f, "diff s.json s.json --format dot").exit == 0);
}
