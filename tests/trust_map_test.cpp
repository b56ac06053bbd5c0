// SPDX-License-Identifier: Apache-2.0
// The trust map. WMIREACH_UPDATE_GOLDEN=1 writes the golden file anew: look at the picture (dot -Tpng) before you keep it.
#include <catch2/catch.hpp>

#include "tests/generators/dot_text.hpp"
#include "tests/generators/estates.hpp"
#include "viz/trust_map.hpp"

using namespace wmireach;
using namespace wmireach::tests;

namespace {

const std::string every_kind = R"({
  "format": 1, "as_of": "2026-11-01",
  "domains": { "corp.example": { "netbios": "CORP", "forest": "corp.example" }, "emea.corp.example": { "forest": "corp.example" },
               "widgets.example": { "forest": "corp.example" }, "plant.example": {}, "KRB.EXAMPLE": {}, "OLDNT": {},
               "partner.example": { "forest": "partner.example" },
               "a-name-of-more-than-sixty-characters-in-all.subsidiary.m\u00fcnchen.example": { "forest": "partner.example" } },
  "trusts": [
    { "trusting": "plant.example", "trusted": "CORP", "selective_authentication": true },
    { "trusting": "CORP", "trusted": "partner.example", "kind": "forest", "direction": "two-way", "selective_authentication": true },
    { "trusting": "OLDNT", "trusted": "CORP", "sid_filtering": false },
    { "trusting": "CORP", "trusted": "KRB.EXAMPLE", "kind": "realm", "transitive": true },
    { "trusting": "emea.corp.example", "trusted": "widgets.example", "kind": "shortcut", "direction": "two-way" },
    { "trusting": "plant.example", "trusted": "OLDNT", "selective_authentication": "unknown", "sid_filtering": "unknown" } ],
  "hosts": { "A1": { "os": "windows-server-2019", "member_of": "CORP" }, "A2": { "os": "windows-server-2019", "member_of": "CORP" },
             "K1": { "os": "windows-10", "edition": "pro", "workgroup": "KIOSKS" }, "K2": { "os": "windows-10", "edition": "pro", "workgroup": "UNUSED" } },
  "connections": [ { "id": "c", "from": "A1", "to": "K1", "api": "get-wmiobject" } ] })";

std::string line_with(const std::string& dot, const std::string& part) {
  const auto at = dot.find(part);
  REQUIRE(at != std::string::npos);
  return dot.substr(at, dot.find('\n', at) - at);
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the trust map is the golden one") { check_golden("trust_map.dot", viz::trust_map(read_estate(every_kind), {.title = {"an estate"}})); }

TEST_CASE("a trust is an arrow from the trusting to the trusted domain, and its line and signs say what it is") {
  const std::string dot = viz::trust_map(read_estate(every_kind), {});
  checked(dot);
  // External: not transitive, and filters SIDs unless it is stated otherwise (docs/scenario-format.md). The guards stand at the trusting end.
  const std::string external = line_with(dot, "domain3 -> domain0 ");
  CHECK(has(external, "external trust\\nselective authentication\\n "));
  CHECK(has(external, "arrowhead=\"onormal\", arrowtail=\"boxodot\""));
  CHECK(has(external, "style=\"dashed\""));
  CHECK(has(external, "plant.example accepts accounts of corp.example"));
  // A two-way trust guards both ends, behind their arrow heads.
  const std::string forest = line_with(dot, "domain0 -> domain6 ");
  CHECK(has(forest, "arrowhead=\"onormalboxodot\", arrowtail=\"onormalboxodot\""));
  CHECK(has(forest, "penwidth"));
  CHECK_FALSE(has(forest, "dashed"));
  const std::string unfiltered = line_with(dot, "domain5 -> domain0 ");
  CHECK(has(unfiltered, "external trust\\nno SID filtering"));
  CHECK(has(unfiltered, "arrowtail=\"none\""));
  const std::string realm = line_with(dot, "domain0 -> domain4 ");
  CHECK(has(realm, "realm trust\\ntransitive"));
  CHECK_FALSE(has(realm, "dashed"));
  CHECK(has(line_with(dot, "domain1 -> domain2 "), "shortcut trust"));
  CHECK(has(line_with(dot, "domain3 -> domain5 "), "selective authentication?\\nSID filtering?"));
  // Domains of one forest trust each other without a word of the scenario; only a name tells a child.
  CHECK(has(line_with(dot, "domain0 -> domain1 "), "parent-child"));
  CHECK(has(line_with(dot, "domain0 -> domain2 "), "same forest"));
}

TEST_CASE("a trust map has a frame for each forest with a name, and the workgroups that are asked for") {
  const auto picture = checked(viz::trust_map(read_estate(every_kind), {}));
  CHECK(has_label(picture, "forest corp.example"));
  CHECK(has_label(picture, "forest partner.example"));
  CHECK_FALSE(has_label(picture, "forest plant.example"));
  CHECK(has_label(picture, "workgroup KIOSKS\\n1 computer\\n"));
  CHECK_FALSE(has_label(picture, "UNUSED"));
  CHECK(has_label(picture, "\"corp.example\\n2 computers\""));
  CHECK(has_label(picture, "a-name-of-more"));
  CHECK(has_label(picture, "\"a-name-of-more-than-sixty-characters-in-all.subsidiary.m\u00fcnchen.example\""));
}

TEST_CASE("a trust map of many domains fits on a page and says what is left out") {
  model::Estate e;
  for (model::Index d = 0; d < 500; ++d) {
    e.domains.push_back({"d" + std::to_string(d) + ".example", "", d % 2 == 0 ? "even.example" : ""});
    for (model::Index to = 0; to < d && to < 20; ++to) e.trusts.push_back({d, to});
  }
  for (int g = 0; g < 50; ++g) {
    model::Host h;
    h.name = "H" + std::to_string(g);
    h.workgroup = "W" + std::to_string(g);
    e.hosts.push_back(std::move(h));
    model::Connection c;
    c.from = c.to = static_cast<model::Index>(g);
    e.connections.push_back(std::move(c));
  }
  const std::string dot = viz::trust_map(e, {});
  const auto picture = checked(dot);
  CHECK(picture.nodes.size() == 24 + 6 + 1);
  CHECK(picture.edges == 60);
  CHECK(has_label(picture, "the 24 domains with the most trusts and computers, of 500"));
  CHECK(has_label(picture, "45 more workgroups"));
  CHECK(has(dot, "more trusts are not drawn"));
  checked(viz::trust_map(model::Estate{}, {}));
}

TEST_CASE("names stay inside the strings of a trust map") {
  const auto plain = read_estate(every_kind);
  auto estate = plain;
  const std::string hostile = "a\"]; b -> c [label=\"\\N\\G \\\" <script> &lt; \n\t\x01 \xC3\xA4 \xFF \\";
  for (auto& d : estate.domains) {
    d.name += hostile;
    d.netbios += hostile;
    if (!d.forest.empty()) d.forest += hostile;
  }
  for (auto& h : estate.hosts)
    if (!h.workgroup.empty()) h.workgroup += hostile;
  const auto a = checked(viz::trust_map(estate, {.title = {hostile}})), b = checked(viz::trust_map(plain, {}));
  CHECK(a.nodes == b.nodes);
  CHECK(a.edges == b.edges);
}
