// SPDX-License-Identifier: Apache-2.0
// Pictures of a matrix. WMIREACH_UPDATE_GOLDEN=1 writes the golden files anew: look at the pictures (dot -Tpng) before you keep them.
#include <catch2/catch.hpp>
#include <numeric>

#include "rules/builtin.hpp"
#include "tests/generators/dot_text.hpp"
#include "tests/generators/estates.hpp"
#include "viz/matrix_picture.hpp"
#include "viz/verdict_mix.hpp"

using namespace wmireach;
using namespace wmireach::tests;

namespace {

const char* const plants = R"({
  "format": 1, "as_of": "2026-11-01",
  "domains": { "corp.example": { "netbios": "CORP" }, "plant.example": { "netbios": "PLANT" } },
  "trusts": [ { "trusting": "plant.example", "trusted": "corp.example", "kind": "forest" } ],
  "zones": { "office": {}, "dmz": {}, "plant": {} },
  "links": [ { "from": "office", "to": "dmz" }, { "from": "office", "to": "plant", "allow": [ { "ports": [135] } ] } ],
  "hosts": {
    "MON1": { "os": "windows-server-2022", "member_of": "CORP", "zone": "office" },
    "PC###": { "count": 400, "os": "windows-11", "edition": "pro", "member_of": "CORP", "zone": "office", "windows_firewall": { "wmi_group": true } },
    "WEB##": { "count": 20, "os": "windows-server-2019", "member_of": "CORP", "zone": "dmz", "windows_firewall": { "wmi_group": true } },
    "OLD##": { "count": 5, "os": "windows-server-2016", "member_of": "CORP", "zone": "dmz", "windows_firewall": { "wmi_group": false } },
    "PLC1": { "os": "windows-server-2016", "member_of": "PLANT", "zone": "plant" },
    "LOST1": { "os": "unknown" } },
  "accounts": { "CORP\\mon": { "groups": { "*": ["Administrators"] } } },
  "connections": [ { "id": "mon", "from": "MON1", "to": "WEB01", "account": "CORP\\mon", "api": "get-wmiobject" } ] })";

std::string draw(const model::Estate& estate, viz::MatrixNodes nodes, const std::vector<model::Index>& from = {}) {
  analyzer::MatrixRequest request{estate.connections[0], from, {}};
  request.to.resize(estate.hosts.size());
  std::iota(request.to.begin(), request.to.end(), 0U);
  if (from.empty()) request.from = request.to;
  const auto matrix = analyzer::matrix(rules::builtin_program(), estate, request, {}, 1);
  return viz::matrix_picture(rules::builtin_program(), estate, request, matrix, nodes, {"an estate"});
}

// `zones` zones with two hosts each, in one chain of open links; every second zone is closed to the next.
model::Estate chain(int zones) {
  Json s = plain_scenario();
  s["hosts"].clear();
  s["links"] = Json::array();
  for (int z = 0; z < zones; ++z) {
    const std::string zone = "Z" + std::to_string(z);
    s["zones"][zone] = Json::object();
    s["hosts"]["A" + std::to_string(z)] = {{"os", "windows-10"}, {"member_of", "corp.example"}, {"zone", zone}, {"windows_firewall", {{"wmi_group", z % 3 != 0}}}};
    s["hosts"]["B" + std::to_string(z)] = {{"os", "windows-7"}, {"member_of", "corp.example"}, {"zone", zone}};
    if (z > 0) s["links"].push_back({{"from", "Z" + std::to_string(z - 1)}, {"to", zone}});
  }
  s["connections"][0]["from"] = "A0";
  s["connections"][0]["to"] = "B0";
  return read_estate(s.dump());
}

}  // namespace

TEST_CASE("the picture of a matrix by zones is the golden one") {
  const auto estate = read_estate(plants);
  check_golden("matrix_zones.dot", draw(estate, viz::MatrixNodes::zones));
}

TEST_CASE("the picture of a matrix by classes is the golden one") {
  const auto estate = read_estate(plants);
  check_golden("matrix_classes.dot", draw(estate, viz::MatrixNodes::classes, {0}));
}

TEST_CASE("pictures of matrices are well formed, small, and count every pair") {
  for (const int zones : {1, 2, 5, 12, 13, 40}) {
    const auto estate = chain(zones);
    for (const auto nodes : {viz::MatrixNodes::zones, viz::MatrixNodes::classes}) {
      INFO(zones << " zones");
      const auto picture = checked(draw(estate, nodes));
      CHECK(picture.nodes.size() <= 13);  // with the legend
      CHECK(picture.edges <= 24);
      if (zones > 12) CHECK(has_label(picture, nodes == viz::MatrixNodes::zones ? std::to_string(zones - 11) + " more zones" : " more classes"));
    }
  }
  CHECK(has_label(checked(draw(chain(13), viz::MatrixNodes::zones)), "no arrow from one box to another: every pair "));
  CHECK(has_label(checked(draw(chain(40), viz::MatrixNodes::zones, {78})), "zone Z39\\n1 client\\n2 targets"));  // the only client has a box of its own
  const auto star = checked(draw(read_estate(plants), viz::MatrixNodes::zones, {0}));
  CHECK(star.edges == 3);
  CHECK(has_label(star, "connects 20"));
  CHECK(has_label(star, "\u00D7 FAILS 5 at endpoint-mapper"));
}

TEST_CASE("names stay inside the strings of a matrix picture") {
  const std::string hostile = "a\"]; b -> c [label=\"\\N\\G \\\" <script> &lt; \n\t\x01 \xC3\xA4 \xFF \\";
  auto estate = read_estate(plants);
  const auto plain = estate;
  for (auto& h : estate.hosts) h.name += hostile;
  for (auto& z : estate.zones) z.name += hostile;
  for (const auto nodes : {viz::MatrixNodes::zones, viz::MatrixNodes::classes}) {
    const auto a = checked(draw(estate, nodes)), b = checked(draw(plain, nodes));
    CHECK(a.nodes == b.nodes);
    CHECK(a.edges == b.edges);
  }
}

TEST_CASE("large numbers are grouped") {
  CHECK(viz::grouped_digits(0) == "0");
  CHECK(viz::grouped_digits(999) == "999");
  CHECK(viz::grouped_digits(1000) == "1,000");
  CHECK(viz::grouped_digits(899970000) == "899,970,000");
}
