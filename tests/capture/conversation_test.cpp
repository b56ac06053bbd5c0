// SPDX-License-Identifier: Apache-2.0
// What is read from recorded captures, against what tshark says of them and what the peers were told to do.
#include <catch2/catch.hpp>

#include <algorithm>
#include <iomanip>
#include <map>
#include <sstream>

#include "capture/ntlm_account.hpp"
#include "capture/read_capture.hpp"
#include "tests/capture/capture_files.hpp"

using namespace wmireach;
using namespace wmireach::capture;
using tests::capture_file;
using tests::capture_of;

namespace {

int packet_type(RpcEventKind kind) {
  static const std::map<RpcEventKind, int> types{{RpcEventKind::request, 0}, {RpcEventKind::response, 2}, {RpcEventKind::fault, 3}, {RpcEventKind::bind, 11},
                                                 {RpcEventKind::bind_ack, 12}, {RpcEventKind::bind_nak, 13}, {RpcEventKind::alter_context, 14},
                                                 {RpcEventKind::alter_context_response, 15}, {RpcEventKind::auth3, 16}};
  return types.at(kind);
}

// One line as in the .tshark files. Opnums of responses and faults are tshark's as well as ours.
std::string line_of(std::size_t stream, const RpcEvent& event) {
  std::ostringstream out;
  const auto field = [&](bool present, auto value) {
    if (present) out << ' ' << value;
    else out << " -";
  };
  const bool has_trailer = event.auth_type != dcerpc::AuthType::none;
  out << stream << ' ' << event.packet << ' ' << packet_type(event.kind) << ' ' << event.call_id;
  field(event.opnum.has_value(), event.opnum.value_or(0));
  field(has_trailer, static_cast<int>(event.auth_type));
  field(has_trailer, static_cast<int>(event.auth_level));
  std::ostringstream fault;
  fault << "0x" << std::hex << std::setw(8) << std::setfill('0') << event.fault.value_or(0);
  field(event.fault.has_value(), fault.str());
  field(!event.answers.empty(), event.answers.empty() ? 0 : static_cast<int>(event.answers[0].result));
  const bool refused = !event.answers.empty() && event.answers[0].result != dcerpc::ContextResult::acceptance;
  field(refused, refused ? event.answers[0].reason : 0);
  const bool asks = event.kind == RpcEventKind::bind || event.kind == RpcEventKind::alter_context;
  field(asks, asks ? dcerpc::format(event.interfaces.at(0).uuid) : "");
  return out.str();
}

void check_against_tshark(const std::string& name) {
  const auto bytes = capture_file(name + ".tshark");
  std::istringstream lines(std::string(bytes.begin(), bytes.end()));
  std::vector<std::string> expected, found;
  for (std::string line; std::getline(lines, line);)
    if (!line.starts_with('#')) expected.push_back(line);
  const Capture read = capture_of(capture_file(name + ".pcap"));
  std::vector<std::pair<std::size_t, std::string>> by_packet;
  for (std::size_t stream = 0; stream < read.conversations.size(); ++stream) {
    CHECK(read.conversations[stream].gaps == 0);
    for (const auto& event : read.conversations[stream].events) by_packet.emplace_back(event.packet, line_of(stream, event));
  }
  std::ranges::stable_sort(by_packet, {}, &std::pair<std::size_t, std::string>::first);
  for (auto& [packet, line] : by_packet) found.push_back(line);
  CHECK(expected.size() >= 2);
  CHECK(found == expected);
}

}  // namespace

TEST_CASE("every PDU is found as tshark finds it") {
  check_against_tshark("samba");
  check_against_tshark("rpcclient");
  check_against_tshark("impacket");
  check_against_tshark("cooked");
  check_against_tshark("blocked");
}

TEST_CASE("activations and logins are read where they are not sealed") {
  // What the server was told: tests/capture/recorded/README.md; the HRESULTs are also tshark's dcom.hresult.
  struct Outcome {
    std::string what;
    bool sealed;
    std::optional<std::uint32_t> result;
    bool operator==(const Outcome&) const = default;
  };
  const Capture read = capture_of(capture_file("impacket.pcap"));
  std::vector<Outcome> found;
  for (const auto& conversation : read.conversations)
    for (const auto& event : conversation.events) {
      if (event.kind == RpcEventKind::request && event.activated_class == dcerpc::class_wbem_level_1_login) found.push_back({"activation", event.sealed, std::nullopt});
      else if (event.kind == RpcEventKind::request && event.wmi_namespace) found.push_back({*event.wmi_namespace, event.sealed, std::nullopt});
      else if (event.kind == RpcEventKind::request && event.sealed) found.push_back({"sealed", true, std::nullopt});
      else if ((event.kind == RpcEventKind::response && event.result) || event.kind == RpcEventKind::fault) found.back().result = event.result ? event.result : event.fault;
    }
  CHECK((found == std::vector<Outcome>{
            {"activation", false, 0}, {"//./root/cimv2", false, 0},
            {"sealed", true, std::nullopt}, {"//./root/cimv2", false, 0},
            {"activation", false, 0}, {"//./root/nosuch", false, 0x8004100e},
            {"activation", false, 0x80070005},
            {"activation", false, 5},
            {"activation", false, 0}, {"//./root/cimv2", false, 0x80041003},
            {"activation", false, 0x80070005}}));
}

TEST_CASE("the account that NTLM names, the port of the service, and when it was") {
  const Capture read = capture_of(capture_file("impacket.pcap"));
  // tshark: ntlmssp.auth.domain and ntlmssp.auth.username by tcp.stream; frame.time_epoch of the first packet.
  const std::map<std::size_t, std::string> accounts{{2, "CORP\\adm"}, {4, "CORP\\adm"}, {6, "CORP\\adm"}, {8, "CORP\\low"}, {9, "CORP\\adm"}, {10, "CORP\\nons"}, {12, "CORP\\adm"}};
  for (const auto& [stream, account] : accounts) {
    const auto& events = read.conversations.at(stream).events;
    const auto named = std::ranges::find_if(events, [](const RpcEvent& e) { return e.account.has_value(); });
    REQUIRE(named != events.end());
    CHECK(named->kind == RpcEventKind::auth3);
    CHECK(*named->account == account);
  }
  CHECK(read.conversations.at(2).events.back().service_port == 49700);
  CHECK(read.began_at == 1795707889570930);
  CHECK(read.conversations.at(0).began_at == read.began_at);
  CHECK(read.ended_at > read.began_at);
}

TEST_CASE("an NTLM message whose names point out of it names nobody") {
  const auto message = [](std::uint32_t domain_offset, std::uint16_t length) {
    dcerpc::Writer out;
    out.raw(dcerpc::Bytes{'N', 'T', 'L', 'M', 'S', 'S', 'P', 0}).u32(3).zeros(16);
    out.u16(length).u16(length).u32(domain_offset).u16(4).u16(4).u32(64).zeros(16).u32(1);
    out.u16('a').u16('b');
    return out.take();
  };
  CHECK(ntlm_account(message(64, 4)) == "ab\\ab");
  CHECK(ntlm_account(message(64, 0)) == "ab");
  for (const std::uint32_t offset : {65U, 100U, 0xFFFFFFFFU}) CHECK_FALSE(ntlm_account(message(offset, 4)));
  CHECK_FALSE(ntlm_account(message(64, 0xFFFF)));
  const auto whole = message(64, 4);
  for (std::size_t n = 0; n < whole.size(); ++n) CHECK_FALSE(ntlm_account(dcerpc::View(whole).first(n)));
}

TEST_CASE("who ends a connection") {
  // tshark: the first packet of each tcp.stream with tcp.flags.fin. Samba ends the one with the wrong password; the rest is ended by the client.
  for (const char* name : {"samba.pcap", "rpcclient.pcap", "impacket.pcap", "blocked.pcap"}) {
    const Capture read = capture_of(capture_file(name));
    for (std::size_t i = 0; i < read.conversations.size(); ++i) {
      INFO(name << " " << i);
      CHECK(read.conversations[i].ended_by_server == (std::string(name) == "samba.pcap" && i == 6));
    }
  }
}

TEST_CASE("how connections begin") {
  const Capture read = capture_of(capture_file("beginnings.pcapng"));
  const std::string v4 = "203.0.113.30", other = "203.0.113.21", v6 = "2001:db8:9::2";
  struct Expected {
    std::string server;
    std::uint16_t port;
    Beginning beginning;
    std::optional<Unreachable> refusal;
  };
  const std::vector<Expected> expected{
      {v4, 135, Beginning::established, std::nullopt},
      {v4, 136, Beginning::reset, std::nullopt},
      {other, 137, Beginning::no_answer, std::nullopt},
      {other, 138, Beginning::unreachable, Unreachable::prohibited},
      {other, 139, Beginning::unreachable, Unreachable::port},
      {v6, 135, Beginning::reset, std::nullopt},
      {v6, 137, Beginning::no_answer, std::nullopt},
      {v6, 138, Beginning::unreachable, Unreachable::prohibited},
      {v6, 139, Beginning::unreachable, Unreachable::port},
  };
  REQUIRE(read.conversations.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const auto& conversation = read.conversations[i];
    INFO(expected[i].server << " " << expected[i].port);
    CHECK(format(conversation.server.address) == expected[i].server);
    CHECK(conversation.server.port == expected[i].port);
    CHECK(conversation.beginning == expected[i].beginning);
    REQUIRE(conversation.refusal.has_value() == expected[i].refusal.has_value());
    if (conversation.refusal) {
      CHECK(conversation.refusal->reason == *expected[i].refusal);
      CHECK(format(conversation.refusal->from) == expected[i].server);
    }
    CHECK_FALSE(conversation.is_rpc());
  }
  CHECK(read.packets == 28);
}

TEST_CASE("what is no capture is refused, and one that breaks off is read as far as it goes") {
  CHECK(read_capture({}).problem);
  const dcerpc::Bytes text{'h', 'e', 'l', 'l', 'o'};
  const auto none = read_capture(text);
  CHECK_FALSE(none.capture);
  REQUIRE(none.problem);
  const auto file = capture_file("samba.pcap");
  const auto part = read_capture(dcerpc::View(file).first(file.size() / 2));
  REQUIRE(part.capture);
  CHECK(part.problem);
  CHECK(part.capture->packets > 10);
  const auto wireless = read_capture(tests::pcap_of({}, 105));
  CHECK_FALSE(wireless.capture);
  REQUIRE(wireless.problem);
}

TEST_CASE("IPv6 addresses as text") {
  // RFC 5952 chapter 4.
  const auto text = [](std::array<std::uint8_t, 16> bytes) { return format(Address{.is_ipv6 = true, .bytes = bytes}); };
  CHECK(text({}) == "::");
  CHECK(text({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}) == "::1");
  CHECK(text({0x20, 1, 0xd, 0xb8}) == "2001:db8::");
  CHECK(text({0x20, 1, 0xd, 0xb8, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1}) == "2001:db8:0:1:1:1:1:1");
  CHECK(text({0x20, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1}) == "2001:0:0:1::1");
}
