// SPDX-License-Identifier: Apache-2.0
// Pictures as DOT. The golden files are in tests/golden; WMIREACH_UPDATE_GOLDEN=1 writes them anew: look at the pictures
// (dot -Tpng) before you keep them.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <unistd.h>

#include "cli/commands.hpp"
#include "cli/prediction.hpp"
#include "import/scenario_reader.hpp"
#include "rules/builtin.hpp"
#include "tests/generators/dot_text.hpp"
#include "viz/connection_picture.hpp"
#include "viz/estate_picture.hpp"
#include "viz/estate_summary.hpp"
#include "viz/label.hpp"

using namespace wmireach;
using tests::check_golden;
using tests::checked;
using tests::has_label;
using tests::Picture;

namespace {

namespace fs = std::filesystem;
using analyzer::VerdictKind;

const fs::path source = WMIREACH_SOURCE_DIR;

model::Estate estate_of(const std::string& json) {
  import::Diagnostics diagnostics;
  auto estate = import::read_scenario(json, "test", diagnostics);
  for (const auto& d : diagnostics) UNSCOPED_INFO(d.pointer << ": " << d.message);
  REQUIRE(estate);
  return std::move(*estate);
}

const std::string plants = R"({
  "format": 1, "as_of": "2026-11-01",
  "domains": { "corp.example": { "netbios": "CORP" }, "plant.example": { "netbios": "PLANT" } },
  "trusts": [ { "trusting": "plant.example", "trusted": "corp.example", "kind": "forest", "direction": "one-way", "selective_authentication": true } ],
  "zones": { "office": {}, "dmz": {}, "plant": {} },
  "links": [ { "from": "office", "to": "dmz", "allow": [ { "protocol": "tcp", "ports": ["135", "49152-65535"] } ] },
             { "from": "office", "to": "plant", "allow": [ { "protocol": "tcp", "ports": ["135"] } ] } ],
  "hosts": {
    "MON1": { "os": "windows-server-2022", "member_of": "corp.example", "zone": "office" },
    "ADM1": { "os": "windows-11", "member_of": "corp.example", "zone": "office" },
    "WEB1": { "os": "windows-server-2019", "member_of": "corp.example", "zone": "dmz", "windows_firewall": { "wmi_group": true, "exception_scope": "any" } },
    "KIOSK": { "os": "windows-10", "edition": "pro", "workgroup": "WORKGROUP", "zone": "dmz", "windows_firewall": { "wmi_group": true } },
    "PLC1": { "os": "windows-server-2016", "member_of": "plant.example", "zone": "plant" },
    "LOST1": { "os": "unknown", "windows_firewall": { "wmi_group": true } } },
  "accounts": { "CORP\\mon": { "kind": "domain", "groups": { "*": ["Administrators"] } },
                "KIOSK\\reader": { "kind": "local", "host": "KIOSK", "groups": { "KIOSK": ["Administrators"] } } },
  "connections": [
    { "id": "mon-web", "from": "MON1", "to": "WEB1", "account": "CORP\\mon", "api": "get-wmiobject", "namespace": "root\\cimv2" },
    { "id": "mon-kiosk", "from": "MON1", "to": "KIOSK", "account": "KIOSK\\reader", "credentials": "explicit", "api": "get-wmiobject", "namespace": "root\\cimv2" },
    { "id": "mon-plc", "from": "MON1", "to": "PLC1", "account": "CORP\\mon", "api": "get-wmiobject", "namespace": "root\\cimv2" },
    { "id": "mon-lost", "from": "MON1", "to": "LOST1", "account": "CORP\\mon", "api": "get-wmiobject", "namespace": "root\\cimv2" },
    { "id": "adm-cim", "from": "ADM1", "to": "WEB1", "account": "CORP\\mon", "api": "cimsession", "namespace": "root\\cimv2" } ] })";

const std::string way_back = R"({
  "format": 1, "as_of": "2026-11-01",
  "domains": { "corp.example": { "netbios": "CORP" } },
  "zones": { "office": {}, "core": {}, "plant": {} },
  "links": [ { "from": "office", "to": "core", "both_ways": true }, { "from": "core", "to": "plant" },
             { "from": "plant", "to": "core", "allow": [ { "protocol": "tcp", "ports": ["135"] } ] } ],
  "hosts": {
    "MON1": { "os": "windows-server-2022", "member_of": "corp.example", "zone": "office", "windows_firewall": { "wmi_group": true } },
    "PLC1": { "os": "windows-server-2016", "member_of": "corp.example", "zone": "plant", "windows_firewall": { "wmi_group": true } },
    "FILE1": { "os": "windows-server-2016", "member_of": "corp.example", "zone": "core" } },
  "accounts": { "CORP\\mon": { "kind": "domain", "groups": { "*": ["Administrators"] } } },
  "connections": [ { "id": "back", "from": "MON1", "to": "PLC1", "second_hop": "FILE1", "mode": "asynchronous", "account": "CORP\\mon",
                     "credentials": "current", "api": "swbemlocator", "namespace": "root\\cimv2" } ] })";

// What cli would write, without its sentences: golden files change with the picture, not with the wording of rules.
std::string draw_connection(const model::Estate& estate, const std::string& id) {
  const auto& program = rules::builtin_program();
  const auto p = cli::predict(program, estate, estate.find_connection(id), rules::FrameOptions{});
  viz::ConnectionText text{.title = {id + ": " + std::string(to_string(p.verdict.kind))}};
  for (std::uint32_t i = 0; i < program.rules().size(); ++i)
    if (p.verdict.outcomes[i].truth() != model::Truth::True) text.rules.push_back({i, "summary of the rule", {"error of the rule"}, {"a fact", "another fact"}});
  return viz::connection_picture(program, p.verdict, *p.frame, text);
}

viz::EstateText text_for(const model::Estate& estate, const std::vector<VerdictKind>& kinds) {
  viz::EstateText text{.title = {"an estate"}};
  for (std::size_t i = 0; i < estate.connections.size(); ++i) {
    const auto kind = kinds[i % kinds.size()];
    text.connections.push_back({kind, kind == VerdictKind::fails ? "network" : "", "detail of " + estate.connections[i].id});
  }
  return text;
}

const std::vector<VerdictKind> each_kind{VerdictKind::connects, VerdictKind::fails, VerdictKind::fails, VerdictKind::undetermined};

// `count` hosts over `zones` zones; the first host of all connects to every other.
model::Estate large_estate(std::size_t count, std::size_t zones) {
  model::Estate e;
  for (std::size_t z = 0; z < zones; ++z) {
    e.zones.push_back({"zone-" + std::to_string(z)});
    e.domains.push_back({"d" + std::to_string(z) + ".example", "", ""});
    if (z > 0) e.links.push_back({static_cast<model::Index>(z - 1), static_cast<model::Index>(z), {}, model::RuleAction::allow});
    if (z > 0) e.trusts.push_back({static_cast<model::Index>(z - 1), static_cast<model::Index>(z)});
  }
  for (std::size_t h = 0; h < count; ++h) {
    model::Host host;
    host.name = "H" + std::to_string(h);
    host.facts.resize(static_cast<std::size_t>(rules::HostFact::count));
    host.zone = static_cast<model::Index>(h % zones);
    host.domain = host.zone;
    e.hosts.push_back(std::move(host));
    model::Connection c;
    c.id = "c" + std::to_string(h);
    c.from = 0;
    c.to = static_cast<model::Index>(h);
    if (h > 0) e.connections.push_back(std::move(c));
  }
  return e;
}

}  // namespace

TEST_CASE("the picture of an estate is the golden one") {
  const auto estate = estate_of(plants);
  check_golden("estate_with_trust.dot", viz::estate_picture(estate, text_for(estate, each_kind)));
}

TEST_CASE("the picture of a failing connection is the golden one") {
  check_golden("connection_kiosk.dot", draw_connection(estate_of(plants), "mon-kiosk"));
}

TEST_CASE("the picture of a callback and a second hop is the golden one") {
  check_golden("connection_callback.dot", draw_connection(estate_of(way_back), "back"));
}

TEST_CASE("the picture of zones with counts is the golden one") {
  const auto estate = estate_of(plants);
  check_golden("estate_summary.dot", viz::estate_summary(estate, text_for(estate, each_kind)));
}

TEST_CASE("the same input gives the same picture") {
  const auto estate = estate_of(plants);
  CHECK(viz::estate_picture(estate, text_for(estate, each_kind)) == viz::estate_picture(estate, text_for(estate, each_kind)));
  CHECK(draw_connection(estate, "mon-plc") == draw_connection(estate_of(plants), "mon-plc"));
}

TEST_CASE("pictures are well formed, and every edge ends at a declared node") {
  const auto estate = estate_of(plants);
  for (const auto& c : estate.connections) {
    INFO(c.id);
    checked(draw_connection(estate, c.id));
  }
  checked(draw_connection(estate_of(way_back), "back"));
  checked(viz::estate_picture(estate, text_for(estate, each_kind)));
  checked(viz::estate_summary(estate, text_for(estate, each_kind)));
  checked(viz::estate_picture(model::Estate{}, {}));
  checked(viz::estate_summary(model::Estate{}, {}));
}

TEST_CASE("the failing element carries FAILS and its stage, and only a failing connection has one") {
  for (const auto& path : fs::recursive_directory_iterator(source / "scenarios")) {
    if (path.path().extension() != ".json") continue;
    std::ifstream in(path.path(), std::ios::binary);
    const auto estate = estate_of({std::istreambuf_iterator<char>(in), {}});
    for (model::Index i = 0; i < estate.connections.size(); i += 3) {
      const auto p = cli::predict(rules::builtin_program(), estate, i, rules::FrameOptions{});
      INFO(path.path().filename().generic_string() << " " << estate.connections[i].id);
      const auto picture = checked(viz::connection_picture(rules::builtin_program(), p.verdict, *p.frame, {}));
      const bool fails = p.verdict.first_blocker.has_value();
      CHECK(has_label(picture, "\u00D7 FAILS  ") == fails);
      if (fails) CHECK(has_label(picture, "  " + std::string(to_string(*p.verdict.stage)) + "\\n"));
      if (fails) CHECK(has_label(picture, std::string(rules::builtin_program().rules()[*p.verdict.first_blocker].name)));
    }
  }
}

TEST_CASE("a link that blocks is marked on the link, a firewall on the firewall, a host on the host") {
  const auto estate = estate_of(plants);
  const std::string blocked = draw_connection(estate, "mon-plc");
  CHECK(blocked.find("row4_2 [label=\"TCP 135 open\"") != std::string::npos);
  CHECK(blocked.find("row4_3 [label=\"\u00D7 FAILS  5  endpoint-mapper\\nTCP 135 closed\\nwindows-firewall-blocks-endpoint-mapper") != std::string::npos);
  CHECK(blocked.find("row7_2 [label=\"\u00D7 would also fail  8  service-port\\nTCP 49152-65535 closed") != std::string::npos);
  CHECK(draw_connection(estate, "mon-kiosk").find("row6_4 [label=\"\u00D7 FAILS  7  dcom-activation\\n") != std::string::npos);
}

TEST_CASE("the whole way to the failing element is heavy, and the way behind it dashed") {
  const std::string dot = draw_connection(estate_of(way_back), "back");
  CHECK(dot.find("row12_2 -> row12_3 [color=\"#767676\", style=\"dashed\", arrowhead=\"vee\", arrowtail=\"vee\", arrowsize=\"1\", dir=\"back\"") != std::string::npos);
  CHECK(dot.find("row12_3 -> row12_4 [color=\"#D55E00\", penwidth=\"3\", arrowhead=\"vee\", arrowtail=\"vee\", arrowsize=\"1\", dir=\"back\"") != std::string::npos);
  auto estate = estate_of(plants);
  estate.links[1].rules.clear();
  const std::string blocked = draw_connection(estate, "mon-plc");
  CHECK(blocked.find("row4_0 -> row4_1 [color=\"#D55E00\", penwidth=\"3\", dir=\"none\"]") != std::string::npos);
  CHECK(blocked.find("row4_1 -> row4_2 [color=\"#D55E00\", penwidth=\"3\"]") != std::string::npos);
}

TEST_CASE("the callback and the second hop have arrows of their own, and a legend for them where they are") {
  const std::string both = draw_connection(estate_of(way_back), "back");
  CHECK(both.find("row12_4 -> row12_5 [color=\"#A0487A\", penwidth=\"2.5\", arrowhead=\"vee\"") != std::string::npos);  // of the target's firewall, which it passes
  CHECK(both.find("row13_5 -> row13_6 [color=\"#767676\", style=\"dashed\", arrowhead=\"diamond\"") != std::string::npos);  // not reached
  CHECK(both.find("label=\"callback\"") != std::string::npos);
  CHECK(both.find("label=\"second hop\"") != std::string::npos);
  const std::string neither = draw_connection(estate_of(plants), "mon-plc");
  CHECK(neither.find("vee") == std::string::npos);
  CHECK(neither.find("label=\"callback\"") == std::string::npos);
}

TEST_CASE("what is not known has a question mark and names the facts") {
  const auto picture = checked(draw_connection(estate_of(plants), "mon-lost"));
  CHECK(has_label(picture, "?  4  network\\nmissing:\\na fact\\nanother fact"));
  CHECK(has_label(picture, "zone not stated"));
}

TEST_CASE("names stay inside their strings") {
  auto estate = estate_of(plants);
  const std::string hostile = "a\"]; b -> c [label=\"\\N\\G \\\" <script>alert('1')</script> &lt; \n\t\x01 \xC3\xA4 \xFF \\";
  estate.title = hostile;
  for (auto& h : estate.hosts) h.name += hostile;
  for (auto& z : estate.zones) z.name += hostile;
  for (auto& d : estate.domains) d.name += hostile;
  for (auto& c : estate.connections) c.id += hostile;
  estate.hosts[3].workgroup = hostile;
  const auto plain = estate_of(plants);
  auto text = text_for(estate, each_kind);
  text.title = {hostile};
  for (auto& c : text.connections) c.detail = c.reason = hostile;

  const auto same_shape = [](const Picture& a, const Picture& b) {
    CHECK(a.nodes == b.nodes);
    CHECK(a.edges == b.edges);
    CHECK(has_label(a, "<script>"));
  };
  same_shape(checked(viz::estate_picture(estate, text)), checked(viz::estate_picture(plain, text_for(plain, each_kind))));
  same_shape(checked(viz::estate_summary(estate, text)), checked(viz::estate_summary(plain, text_for(plain, each_kind))));
  for (std::size_t i = 0; i < plain.connections.size(); ++i)
    same_shape(checked(draw_connection(estate, estate.connections[i].id)), checked(draw_connection(plain, plain.connections[i].id)));
}

TEST_CASE("quoting leaves no byte that ends a string or is no UTF-8") {
  CHECK(viz::quoted({"label", "a\"b\\N&c"}) == R"("a\"b\\N&amp;c")");
  CHECK(viz::quoted({"label", viz::Lines{"a\nb", "c"}}) == R"("a b\nc")");
  CHECK(viz::quoted({"label", viz::Lines{"a", "b"}, 'l'}) == R"("a\lb\l")");
  CHECK(viz::clean("\xC3") == "\xEF\xBF\xBD");
  CHECK(viz::clean("\xED\xA0\x80") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(viz::clean("\xC2\x85 \xF0\x9F\x98\x80") == "  \xF0\x9F\x98\x80");
}

TEST_CASE("long texts are shortened in the middle, by characters") {
  CHECK(viz::shortened("short", 8) == "short");
  CHECK(viz::shortened("abcdefghij", 5) == "ab\u2026ij");
  CHECK(viz::shortened("\u00E4\u00E4\u00E4\u00E4\u00E4\u00E4", 3) == "\u00E4\u2026\u00E4");
  CHECK(viz::wrapped("one two  three", 7) == std::vector<std::string>{"one two", "three"});
  auto estate = estate_of(plants);
  estate.hosts[0].name = std::string(60, 'x') + "END";
  const std::string dot = viz::estate_picture(estate, text_for(estate, each_kind));
  CHECK(dot.find("xx\u2026xx") != std::string::npos);
  CHECK(dot.find("tooltip=\"" + estate.hosts[0].name + "\\n") != std::string::npos);
}

TEST_CASE("a large estate is drawn with counts, and never needs many nodes") {
  for (const auto& [hosts, zones] : {std::pair<std::size_t, std::size_t>{300, 8}, {300, 40}, {2000, 500}}) {
    const auto estate = large_estate(hosts, zones);
    const auto picture = checked(viz::estate_picture(estate, text_for(estate, each_kind)));
    CHECK(picture.nodes.size() < 60);
    CHECK(picture.edges < 200);
    CHECK_FALSE(has_label(picture, "\"H1"));
  }
  const auto estate = large_estate(300, 3);
  const auto picture = checked(viz::estate_picture(estate, text_for(estate, {VerdictKind::fails})));
  CHECK(has_label(picture, "100 computers"));
  CHECK(has_label(picture, "inside: \u00D7 FAILS 99"));
  CHECK(has_label(picture, "\u00D7 FAILS 100"));
}

TEST_CASE("a verdict that is sure only as a whole says where it may fail") {
  const auto estate = estate_of(plants);
  const auto& program = rules::builtin_program();
  auto p = cli::predict(program, estate, estate.find_connection("mon-lost"), rules::FrameOptions{});
  p.verdict.kind = VerdictKind::fails;
  CHECK(has_label(checked(viz::connection_picture(program, p.verdict, *p.frame, {})), "\u00D7 FAILS here or further on"));
}

TEST_CASE("draw writes DOT without Graphviz, and says what is missing for other formats") {
  const fs::path folder = fs::temp_directory_path() / ("wmireach_viz_test_" + std::to_string(getpid()));
  fs::create_directories(folder);
  const std::string scenario = (folder / "plants.json").string();
  std::ofstream(scenario, std::ios::binary) << plants;
  const std::string path = std::getenv("PATH") == nullptr ? "" : std::getenv("PATH");
  setenv("PATH", folder.c_str(), 1);
  cli::Options options;
  options.output = (folder / "plants.dot").string();
  CHECK(cli::draw(options, "", scenario, "") == cli::as_expected);
  CHECK(cli::draw(options, "", scenario, "mon-kiosk") == cli::as_expected);
  CHECK_THROWS_AS(cli::draw(options, "", scenario, "no-such-connection"), cli::BadInput);
  std::ifstream in(options.output, std::ios::binary);
  const auto drawn = checked({std::istreambuf_iterator<char>(in), {}});
  CHECK(has_label(drawn, "uac-filters-local-administrator"));
  CHECK(has_label(drawn, "0x80070005 E_ACCESSDENIED"));

  CHECK(cli::draw(options, "trusts", scenario, "") == cli::as_expected);
  std::ifstream trusts(options.output, std::ios::binary);
  CHECK(has_label(checked({std::istreambuf_iterator<char>(trusts), {}}), "Trusts: 2 domains in 2 forests, 1 trust"));
  CHECK(cli::draw(options, "zones", scenario, "") == cli::as_expected);
  std::ifstream zones(options.output, std::ios::binary);
  CHECK(has_label(checked({std::istreambuf_iterator<char>(zones), {}}), "zone office\\n2 computers"));
  CHECK_THROWS_AS(cli::draw(options, "trusts", scenario, "mon-kiosk"), cli::BadInput);

  options.output = (folder / "plants.SVG").string();
  CHECK_THROWS_AS(cli::draw(options, "", scenario, ""), cli::BadInput);
  CHECK_FALSE(fs::exists(options.output));
  setenv("PATH", path.c_str(), 1);
  fs::remove_all(folder);
}
