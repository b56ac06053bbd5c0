// SPDX-License-Identifier: Apache-2.0
// What recorded captures show of connections of a scenario, against what the peers were told to do (tests/capture/recorded/README.md) and what
// tshark says of them; and captures put together from events, for what was not recorded.
#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

#include "capture/read_capture.hpp"
#include "dcerpc/activation.hpp"
#include "dcerpc/object_resolver.hpp"
#include "dcerpc/wmi_login.hpp"
#include "evidence/capture_record.hpp"
#include "tests/capture/capture_files.hpp"

using namespace wmireach;
using namespace wmireach::evidence;
using capture::Beginning;
using capture::Conversation;
using capture::RpcEvent;
using capture::RpcEventKind;
using observation::Ending;
using observation::Look;
using observation::Result;
using observation::Sighting;
using observation::Step;
using tests::capture_file;
using tests::capture_of;

namespace {

Wanted wanted(AddressBytes client, AddressBytes target, const std::string& user = "") {
  return {.connection = "c", .client = "CLIENT", .target = "TARGET", .target_addresses = {std::move(target)}, .target_names = {}, .client_addresses = {std::move(client)}, .others = {}, .user = user, .user_domains = {"corp"}};
}
const AddressBytes recorder{203, 0, 113, 1}, stand_in{203, 0, 113, 20}, samba{203, 0, 113, 30};

// The packets from one ordinal to another, both included; ordinals count from 1 on.
capture::Capture part_of(const std::string& name, std::size_t first, std::size_t last) {
  auto packets = tests::packets_of(capture_file(name));
  return capture_of(tests::pcap_of({packets.begin() + static_cast<std::ptrdiff_t>(first - 1), packets.begin() + static_cast<std::ptrdiff_t>(std::min(last, packets.size()))}, tests::ethernet));
}

Sighting sighting_of(const capture::Capture& read, const Wanted& w) {
  const auto found = capture_record(read, {w});
  REQUIRE(found.record.source == observation::Source::capture);
  REQUIRE(found.record.sightings.size() == 1);
  return found.record.sightings.front();
}

Look look(const Sighting& s, Step step) {
  const Look* l = observation::deciding_look(s, step);
  INFO(to_string(step));
  REQUIRE(l != nullptr);
  return *l;
}

std::string found(const Look& l, const std::string& what) {
  for (const auto& [key, value] : l.found)
    if (key == what) return value;
  return "";
}

std::string results(const Sighting& s) {
  std::string text;
  for (const Step step : {Step::resolve, Step::connect, Step::endpoint_mapper, Step::object_resolver, Step::authenticate, Step::activate, Step::service_port, Step::log_in}) {
    const auto r = observation::result_of(s, step);
    text += !r ? '?' : *r == Result::passed ? '+' : *r == Result::failed ? 'x' : '-';
  }
  return text;
}

}  // namespace

TEST_CASE("a login that succeeds, step by step") {
  const auto s = sighting_of(part_of("impacket.pcap", 1, 56), wanted(recorder, stand_in));
  CHECK(s.connection == "c");
  CHECK(s.target == "TARGET");
  CHECK(results(s) == "-+-+++++");
  CHECK(look(s, Step::connect).to == "203.0.113.20");
  CHECK(look(s, Step::connect).port == 135);
  CHECK(found(look(s, Step::authenticate), "mechanism") == "NTLM");
  CHECK(found(look(s, Step::authenticate), "level") == "pkt-integrity");
  CHECK(found(look(s, Step::authenticate), "account") == "CORP\\adm");  // tshark: ntlmssp.auth.domain, ntlmssp.auth.username
  CHECK(look(s, Step::service_port).port == 49700);
  CHECK(look(s, Step::log_in).port == 49700);
  CHECK(found(look(s, Step::log_in), "namespace") == "//./root/cimv2");
  CHECK_FALSE(look(s, Step::resolve).text.empty());
  CHECK_FALSE(look(s, Step::endpoint_mapper).text.empty());
}

TEST_CASE("an activation that is sealed is proven by what follows it") {
  const auto s = sighting_of(part_of("impacket.pcap", 57, 94), wanted(recorder, stand_in));
  CHECK(results(s) == "-+--++++");
  CHECK(found(look(s, Step::activate), "level") == "pkt-privacy");
  CHECK_THAT(look(s, Step::activate).text, Catch::Matchers::Contains("sealed"));
  CHECK(found(look(s, Step::log_in), "level") == "pkt-integrity");
  // Without what follows, nobody knows.
  const auto alone = sighting_of(part_of("impacket.pcap", 57, 68), wanted(recorder, stand_in));
  CHECK(results(alone) == "-+--+---");
  CHECK_THAT(look(alone, Step::activate).text, Catch::Matchers::Contains("sealed"));
}

TEST_CASE("what the stand-in refused is found, with its code") {
  const auto nowhere = sighting_of(part_of("impacket.pcap", 95, 122), wanted(recorder, stand_in));
  CHECK(results(nowhere) == "-+--+++x");
  CHECK(look(nowhere, Step::log_in).ending == Ending::error);
  CHECK(look(nowhere, Step::log_in).code == 0x8004100E);
  const auto no_launch = sighting_of(part_of("impacket.pcap", 123, 138), wanted(recorder, stand_in));
  CHECK(results(no_launch) == "-+--+x--");
  CHECK(look(no_launch, Step::activate).code == 0x80070005);
  CHECK(look(no_launch, Step::service_port).ending == Ending::out_of_order);
  const auto wrong_password = sighting_of(part_of("impacket.pcap", 139, 151), wanted(recorder, stand_in));
  CHECK(results(wrong_password) == "-+--x---");
  CHECK(look(wrong_password, Step::authenticate).ending == Ending::fault);
  CHECK(look(wrong_password, Step::authenticate).code == 0x80070005);
  const auto no_rights = sighting_of(part_of("impacket.pcap", 152, 183), wanted(recorder, stand_in));
  CHECK(results(no_rights) == "-+--+++x");
  CHECK(look(no_rights, Step::log_in).code == 0x80041003);
  const auto too_low = sighting_of(part_of("impacket.pcap", 184, 1000), wanted(recorder, stand_in));
  CHECK(results(too_low) == "-+--+x--");
  CHECK(found(look(too_low, Step::activate), "level") == "connect");
}

TEST_CASE("a port of the service that nobody answers, behind a sealed activation") {
  const auto read = capture_of(capture_file("blocked.pcap"));
  const auto s = sighting_of(read, wanted({192, 0, 2, 10}, stand_in));
  CHECK(results(s) == "-+--++x-");
  CHECK(look(s, Step::service_port).ending == Ending::dropped);
  CHECK(look(s, Step::service_port).port == 49700);
  CHECK(look(s, Step::service_port).code == 0x800706BA);
  // Two attempts: the first one, with the firewall open, was a success.
  CHECK_THAT(found(look(s, Step::resolve), "note"), Catch::Matchers::Contains("2 attempts") && Catch::Matchers::Contains("packets 32 to 44"));
  CHECK(results(sighting_of(part_of("blocked.pcap", 1, 31), wanted({192, 0, 2, 10}, stand_in))) == "-+--++++");
}

TEST_CASE("an account and a namespace choose among attempts") {
  const auto read = capture_of(capture_file("impacket.pcap"));
  auto low = wanted(recorder, stand_in, "low");
  CHECK(results(sighting_of(read, low)) == "-+--+x--");
  auto blind = wanted(recorder, stand_in, "nons");
  CHECK(look(sighting_of(read, blind), Step::log_in).code == 0x80041003);
  auto elsewhere = wanted(recorder, stand_in, "low");
  elsewhere.user_domains = {"other"};
  const auto none = capture_record(read, {elsewhere});
  CHECK(none.record.sightings.empty());
  REQUIRE(none.notes.size() == 1);
  CHECK_THAT(none.notes[0], Catch::Matchers::Contains("another account"));
  auto named = wanted(recorder, stand_in, "nons");
  named.wmi_namespace = "root\\other";
  CHECK(capture_record(read, {named}).record.sightings.empty());
  named.wmi_namespace = "ROOT\\CIMV2";
  CHECK(capture_record(read, {named}).record.sightings.size() == 1);
}

TEST_CASE("Samba: the endpoint mapper, an interface that is not offered, and authentication that is and is not accepted") {
  // Streams of samba.tshark: 0 to 2 list and map, 3 is refused, 4 to 7 authenticate.
  CHECK(results(sighting_of(part_of("samba.pcap", 1, 41), wanted(recorder, samba))).substr(0, 3) == "-++");
  const auto refused = sighting_of(part_of("samba.pcap", 42, 51), wanted(recorder, samba));
  CHECK(look(refused, Step::object_resolver).ending == Ending::rejected);
  CHECK(look(refused, Step::activate).ending == Ending::skipped);
  CHECK(results(sighting_of(part_of("samba.pcap", 52, 67), wanted(recorder, samba))) == "-++-+---");
  const auto wrong = sighting_of(part_of("samba.pcap", 85, 97), wanted(recorder, samba));
  CHECK(look(wrong, Step::authenticate).result == Result::failed);
  CHECK_THAT(look(wrong, Step::authenticate).text, Catch::Matchers::Contains("0x1C01000B"));
}

TEST_CASE("connections that do not come about") {
  const auto read = capture_of(capture_file("beginnings.pcapng"));
  struct Expected {
    AddressBytes client, target;
    std::uint16_t port;
    Result result;
    Ending ending;
  };
  const AddressBytes v6_client{0x20, 1, 0xd, 0xb8, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, v6{0x20, 1, 0xd, 0xb8, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2}, other{203, 0, 113, 21};
  const std::vector<Expected> expected{{recorder, samba, 135, Result::passed, Ending::done},
                                       {recorder, samba, 136, Result::failed, Ending::refused},
                                       {recorder, other, 137, Result::failed, Ending::dropped},
                                       {recorder, other, 138, Result::failed, Ending::prohibited},
                                       {recorder, other, 139, Result::failed, Ending::refused},
                                       {v6_client, v6, 137, Result::failed, Ending::dropped},
                                       {v6_client, v6, 138, Result::failed, Ending::prohibited}};
  for (const auto& e : expected) {
    INFO(e.port);
    auto w = wanted(e.client, e.target);
    w.ws_man = true;  // a listener at a port of its own
    w.port = e.port;
    const auto l = look(sighting_of(read, w), Step::connect);
    CHECK(l.result == e.result);
    CHECK(l.ending == e.ending);
  }
  CHECK(look(sighting_of(read, wanted(v6_client, v6)), Step::connect).code == 0x800706BA);
}

TEST_CASE("whose packets they are") {
  const auto read = capture_of(capture_file("impacket.pcap"));
  auto w = wanted({192, 0, 2, 99}, stand_in);
  const auto none = capture_record(read, {w});
  CHECK(none.record.sightings.empty());
  CHECK(none.notes.size() == 1);
  w.client_addresses.clear();
  CHECK(capture_record(read, {w}).record.sightings.empty());
  w.any_client = true;
  CHECK(capture_record(read, {w}).record.sightings.size() == 1);
  w.others = {recorder};
  CHECK(capture_record(read, {w}).record.sightings.empty());
  CHECK(capture_record(read, {wanted(recorder, stand_in)}).record.seen_at == "2026-11-26T15:44:49Z");  // tshark: frame.time_epoch 1795707889
}

namespace {

// A capture of one attempt whose activation and login are both sealed, as Windows makes it at pkt-privacy: over one connection to the endpoint
// mapper with alter_context, and one to the service (MS-DCOM 3.2.4.1.1, MS-WMI 3.2.3).
class Made {
 public:
  Made() { capture_.ended_at = 60'000'000; }

  Conversation& to(std::uint16_t port, Beginning beginning = Beginning::established) {
    Conversation c;
    c.client = {{.is_ipv6 = false, .bytes = {192, 0, 2, 1}}, static_cast<std::uint16_t>(50000 + capture_.conversations.size())};
    c.server = {{.is_ipv6 = false, .bytes = {192, 0, 2, 2}}, port};
    c.first_packet = ++capture_.packets;
    c.beginning = beginning;
    capture_.conversations.push_back(std::move(c));
    return capture_.conversations.back();
  }
  RpcEvent& event(RpcEventKind kind, std::vector<dcerpc::Syntax> interfaces, std::optional<std::uint16_t> opnum = {}) {
    RpcEvent e{.kind = kind, .packet = ++capture_.packets, .call_id = call_, .auth_type = dcerpc::AuthType::negotiate, .auth_level = dcerpc::AuthLevel::privacy, .interfaces = std::move(interfaces), .opnum = opnum};
    e.sealed = kind == RpcEventKind::request || kind == RpcEventKind::response;
    auto& events = capture_.conversations.back().events;
    events.push_back(std::move(e));
    return events.back();
  }
  void bind(const dcerpc::Syntax& to, bool alter = false) {
    event(alter ? RpcEventKind::alter_context : RpcEventKind::bind, {to});
    event(alter ? RpcEventKind::alter_context_response : RpcEventKind::bind_ack, {}).answers = {{}};
  }
  void call(const dcerpc::Syntax& interface_, std::uint16_t opnum, bool answered = true) {
    ++call_;
    event(RpcEventKind::request, {interface_}, opnum);
    if (answered) event(RpcEventKind::response, {interface_}, opnum);
  }
  void activate() {
    to(135);
    bind(dcerpc::remote_scm_activator);
    call(dcerpc::remote_scm_activator, dcerpc::opnum_remote_create_instance);
  }
  void log_in(bool answered = true) {
    to(49666);
    bind(dcerpc::wbem_level_1_login);
    call(dcerpc::wbem_level_1_login, dcerpc::opnum_ntlm_login, answered);
  }
  capture::Capture& capture() { return capture_; }
  Sighting sighting() const { return sighting_of(capture_, wanted({192, 0, 2, 1}, {192, 0, 2, 2})); }

 private:
  capture::Capture capture_;
  std::uint32_t call_ = 1;
};

}  // namespace

TEST_CASE("a sealed login is known to succeed only by the calls behind it") {
  Made alone;
  alone.activate();
  alone.log_in();
  CHECK(results(alone.sighting()) == "-+--+++-");
  CHECK_THAT(look(alone.sighting(), Step::log_in).text, Catch::Matchers::Contains("it was answered"));
  alone.bind(dcerpc::wbem_services, true);
  CHECK(results(alone.sighting()) == "-+--++++");
}

TEST_CASE("an answer that does not come, one that is cut off, and a connection that is torn down") {
  Made silent;
  silent.activate();
  silent.log_in(false);
  CHECK(look(silent.sighting(), Step::log_in).ending == Ending::silent);
  silent.capture().conversations.back().reset_by_server = true;
  CHECK(look(silent.sighting(), Step::log_in).ending == Ending::closed);
  silent.capture().conversations.back().reset_by_server = false;
  silent.capture().conversations.back().ended_by_server = true;
  CHECK(look(silent.sighting(), Step::log_in).ending == Ending::closed);
  silent.capture().conversations.back().ended_by_server = false;
  silent.capture().ended_at = 0;
  CHECK(look(silent.sighting(), Step::log_in).result == Result::not_tried);
  Made syn;
  syn.to(135, Beginning::no_answer);
  CHECK(look(syn.sighting(), Step::connect).ending == Ending::dropped);
  syn.capture().ended_at = 0;
  CHECK(look(syn.sighting(), Step::connect).result == Result::not_tried);
}

TEST_CASE("a client that keeps its connections makes several attempts over them") {
  Made m;
  m.activate();
  m.event(RpcEventKind::request, {dcerpc::remote_scm_activator}, dcerpc::opnum_remote_create_instance).call_id = 9;
  auto& fault = m.event(RpcEventKind::fault, {dcerpc::remote_scm_activator}, dcerpc::opnum_remote_create_instance);
  fault.call_id = 9;
  fault.fault = 5;
  const auto s = m.sighting();
  CHECK(results(s) == "-+--+x--");
  CHECK_THAT(found(look(s, Step::resolve), "note"), Catch::Matchers::Contains("2 attempts"));
}

TEST_CASE("pings of what is in use are no attempts") {
  Made m;
  m.activate();
  m.log_in();
  m.bind(dcerpc::wbem_services, true);
  m.to(135);
  m.bind(dcerpc::object_exporter);
  m.call(dcerpc::object_exporter, 1);  // SimplePing (MS-DCOM 3.1.2.5.1.2)
  const auto s = m.sighting();
  CHECK(results(s) == "-+--++++");
  CHECK(found(look(s, Step::resolve), "note").empty());
}

TEST_CASE("rpcclient of Samba authenticates by NTLM and by SPNEGO") {
  const auto s = sighting_of(capture_of(capture_file("rpcclient.pcap")), wanted(recorder, samba));
  CHECK(look(s, Step::authenticate).result == Result::passed);
  std::vector<std::string> mechanisms;
  for (const auto& l : s.looks)
    if (l.step == Step::authenticate) mechanisms.push_back(found(l, "mechanism") + " " + found(l, "level"));
  CHECK(std::ranges::find(mechanisms, "NTLM pkt-privacy") != mechanisms.end());  // dcerpc.auth_type 10 and 9 in rpcclient.tshark
  CHECK(std::ranges::find(mechanisms, "Negotiate pkt-integrity") != mechanisms.end());
}

TEST_CASE("a capture that begins in the middle, and one of another class") {
  Made m;
  m.log_in();
  m.capture().conversations.back().beginning = Beginning::unseen;
  m.bind(dcerpc::wbem_services, true);
  CHECK(results(m.sighting()) == "------++");
  Made other;
  other.activate();
  auto& request = other.capture().conversations.back().events[2];
  REQUIRE(request.kind == RpcEventKind::request);
  request.sealed = false;
  request.activated_class = dcerpc::Uuid{};
  CHECK(results(other.sighting()) == "-+--+---");
}

TEST_CASE("damaged captures give looks that are well formed") {
  std::mt19937 random(20261126);
  const auto file = capture_file("impacket.pcap");
  for (int i = 0; i < 300; ++i) {
    auto damaged = file;
    for (int n = 0; n < 20; ++n) damaged[24 + random() % (damaged.size() - 24)] = static_cast<std::uint8_t>(random());
    const auto read = capture::read_capture(damaged);
    if (!read.capture) continue;
    for (const auto& s : capture_record(*read.capture, {wanted(recorder, stand_in)}).record.sightings) {
      CHECK(std::ranges::is_sorted(s.looks, {}, &Look::step));
      for (const auto& l : s.looks) {
        CHECK((l.result == Result::passed) == (l.ending == Ending::done));
        CHECK((l.result == Result::not_tried) == (l.ending == Ending::skipped || l.ending == Ending::out_of_order));
      }
    }
  }
}

TEST_CASE("names of accounts and namespaces") {
  Wanted w;
  w.user = "mon";
  w.user_domains = {"corp", "corp.example"};
  for (const char* same : {"CORP\\Mon", "mon", ".\\mon", "mon@corp.example", "corp.example\\MON", ""}) CHECK(may_be_account(w, same));
  for (const char* other : {"CORP\\other", "PART\\mon", "mon@part.example"}) CHECK_FALSE(may_be_account(w, other));
  w.wmi_namespace = "root\\cimv2";
  for (const char* same : {"root\\cimv2", "\\\\host\\ROOT\\CIMV2", "//./root/cimv2"}) CHECK(is_namespace(w, same));
  for (const char* other : {"root\\default", "\\\\root\\cimv2", "//host"}) CHECK_FALSE(is_namespace(w, other));
  CHECK(utc_text(1700000000) == "2023-11-14T22:13:20Z");  // date -u -d @1700000000
  CHECK(utc_text(-1).empty());
}
