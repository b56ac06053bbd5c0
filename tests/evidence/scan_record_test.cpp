// SPDX-License-Identifier: Apache-2.0
// Ports of nmap scans as looks at connections. States and reasons: nmap.org/book/man-port-scanning-basics.html and nmap.dtd.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "evidence/scan_record.hpp"
#include "exports/xml.hpp"

using namespace wmireach;
using namespace wmireach::evidence;
using observation::Ending;
using observation::Look;
using observation::Result;
using observation::Step;

namespace {

std::string example(const std::string& name) {
  std::ifstream in(std::filesystem::path(WMIREACH_SOURCE_DIR) / "tests/exports/corpus/nmap" / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

exports::PortScan scan_of(const std::string& text) {
  import::Diagnostics notes;
  return exports::read_nmap_ports(text, "scan.xml", notes);
}

Wanted wanted(const std::string& id, AddressBytes target) { return {.connection = id, .client = "CLIENT", .target = id, .target_addresses = {std::move(target)}, .target_names = {}, .client_addresses = {}, .others = {}}; }

Wanted over_ws_man(const std::string& id, AddressBytes target, std::uint16_t port) {
  Wanted w = wanted(id, std::move(target));
  w.ws_man = true;
  w.port = port;
  return w;
}

Look look(const observation::Sighting& s, Step step) {
  const Look* l = observation::deciding_look(s, step);
  REQUIRE(l != nullptr);
  return *l;
}

std::string host(const std::string& ports) {
  return "<nmaprun scanner=\"nmap\" start=\"1700000000\"><host><status state=\"up\"/><address addr=\"192.0.2.1\" addrtype=\"ipv4\"/><ports>" + ports + "</ports></host><runstats><finished/></runstats></nmaprun>";
}

Look connect_by(const std::string& state, const std::string& reason) {
  const auto found = scan_record(scan_of(host("<port protocol=\"tcp\" portid=\"135\"><state state=\"" + state + "\" reason=\"" + reason + "\"/></port>")), {wanted("c", {192, 0, 2, 1})});
  REQUIRE(found.record.sightings.size() == 1);
  return look(found.record.sightings[0], Step::connect);
}

}  // namespace

TEST_CASE("a scan: open, filtered and closed ports of several computers") {
  const auto found = scan_record(scan_of(example("scan.xml")), {wanted("open", {192, 0, 2, 10}), wanted("filtered", {192, 0, 2, 11}), over_ws_man("http", {192, 0, 2, 11}, 5985), over_ws_man("https", {192, 0, 2, 11}, 5986),
                                                               wanted("down", {192, 0, 2, 12}), wanted("nowhere", {192, 0, 2, 99}), wanted("no-ports", {192, 0, 2, 13})});
  CHECK(found.record.source == observation::Source::scan);
  CHECK(found.record.seen_at == "2023-11-14T22:13:20Z");  // date -u -d @1700000000
  REQUIRE(found.record.sightings.size() == 5);
  const auto& s = found.record.sightings;
  CHECK(s[0].connection == "open");
  CHECK(look(s[0], Step::connect).result == Result::passed);
  CHECK(look(s[0], Step::connect).to == "192.0.2.10");
  CHECK(look(s[0], Step::authenticate).result == Result::not_tried);
  CHECK(look(s[1], Step::connect).ending == Ending::dropped);
  CHECK(look(s[1], Step::connect).code == 0x800706BA);
  CHECK_THAT(look(s[1], Step::connect).text, Catch::Matchers::Contains("no-response"));
  CHECK(look(s[2], Step::connect).result == Result::passed);
  CHECK(look(s[3], Step::connect).ending == Ending::refused);
  CHECK_FALSE(look(s[3], Step::connect).code);
  CHECK(s[4].connection == "no-ports");
  CHECK(look(s[4], Step::connect).result == Result::not_tried);
  CHECK(found.notes.size() == 2);  // one target is down, one was not scanned
}

TEST_CASE("states and reasons decide how a look ended") {
  CHECK(connect_by("open", "syn-ack").ending == Ending::done);
  CHECK(connect_by("closed", "reset").ending == Ending::refused);
  CHECK(connect_by("closed", "conn-refused").ending == Ending::refused);
  CHECK(connect_by("filtered", "no-response").ending == Ending::dropped);
  for (const char* prohibited : {"admin-prohibited", "host-prohibited", "net-prohibited"}) CHECK(connect_by("filtered", prohibited).ending == Ending::prohibited);
  for (const char* unreachable : {"net-unreach", "host-unreach"}) CHECK(connect_by("filtered", unreachable).ending == Ending::unreachable);
  CHECK(connect_by("filtered", "port-unreach").ending == Ending::refused);
  for (const char* either : {"open|filtered", "closed|filtered", "unfiltered"}) CHECK(connect_by(either, "no-response").result == Result::not_tried);
}

TEST_CASE("the port of the WMI service: stated, or the whole dynamic range") {
  const std::string open_135 = "<port protocol=\"tcp\" portid=\"135\"><state state=\"open\" reason=\"syn-ack\"/></port>";
  const auto service = [](const std::string& ports, const Wanted& w) { return look(scan_record(scan_of(host(ports)), {w}).record.sightings.at(0), Step::service_port); };
  auto fixed = wanted("c", {192, 0, 2, 1});
  fixed.service_port = 24158;
  const auto refused = service(open_135 + "<port protocol=\"tcp\" portid=\"24158\"><state state=\"closed\" reason=\"reset\"/></port>", fixed);
  CHECK(refused.ending == Ending::refused);
  CHECK(refused.port == 24158);
  const auto any = wanted("c", {192, 0, 2, 1});
  // As nmap 7.94 sums ports up.
  const auto whole = [](const std::string& ports) { return "<extraports state=\"filtered\" count=\"1\"><extrareasons reason=\"no-response\" count=\"1\" proto=\"tcp\" ports=\"" + ports + "\"/></extraports>"; };
  CHECK(service(open_135 + whole("49152-65535"), any).ending == Ending::dropped);
  CHECK(service(open_135 + whole("1-134,49152-65534,65535"), any).ending == Ending::dropped);
  CHECK(service(open_135 + whole("49152-65534"), any).result == Result::not_tried);
  const auto one_open = service(open_135 + "<port protocol=\"tcp\" portid=\"49666\"><state state=\"open\" reason=\"syn-ack\"/></port>" + whole("49152-49665,49667-65535"), any);
  CHECK(one_open.result == Result::not_tried);
  CHECK_THAT(one_open.text, Catch::Matchers::Contains("16383 filtered, 1 open"));
  auto narrow = any;
  narrow.dynamic_range = {5000, 5001};
  CHECK(service(open_135 + whole("5000-5001"), narrow).ending == Ending::dropped);
  CHECK(service(open_135 + whole("oops,9-3,,-,70000"), narrow).result == Result::not_tried);
}

TEST_CASE("ranges that overlap without end take no time") {
  std::string ports;
  for (int i = 0; i < 60000; ++i) ports += "49152-65534,";
  const auto scan = scan_of(host("<extraports state=\"filtered\" count=\"1\"><extrareasons reason=\"no-response\" count=\"1\" ports=\"" + ports + "\"/></extraports>"));
  CHECK(scan.hosts.at(0).tcp.size() < 20);
}

TEST_CASE("a scanned computer is found by a name as well, and a scan that breaks off is read as far as it goes") {
  Wanted by_name = wanted("c", {10, 0, 0, 1});
  by_name.target_names = {"app1.corp.example"};
  const auto found = scan_record(scan_of(example("scan.xml")), {by_name});
  REQUIRE(found.record.sightings.size() == 1);
  CHECK(look(found.record.sightings[0], Step::connect).to == "192.0.2.10");
  import::Diagnostics notes;
  const auto broken = exports::read_nmap_ports(example("broken-off.xml"), "broken-off.xml", notes);
  CHECK_FALSE(broken.is_whole);
  CHECK(notes.size() == 2);  // the entity that it declares, and the end that is missing
  CHECK_FALSE(scan_of("").began_at);
  CHECK(scan_of("<nmaprun").hosts.empty());
  CHECK_FALSE(scan_of("<nmaprun start=\"x\"></nmaprun>").began_at);
}
