// SPDX-License-Identifier: Apache-2.0
// Captures made of the packets of recorded ones: in another frame, in another order, twice, cut, or with packets missing.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <map>

#include "tests/capture/capture_files.hpp"

using namespace wmireach;
using namespace wmireach::capture;
using dcerpc::Bytes;
using tests::capture_file;
using tests::capture_of;
using tests::packets_of;
using tests::pcap_of;

namespace {

const std::vector<Bytes>& packets() {
  static const auto all = packets_of(capture_file("impacket.pcap"));
  return all;
}

// The events without the packets that brought them, by connection.
std::vector<std::vector<RpcEvent>> events_of(const Capture& capture) {
  std::vector<std::vector<RpcEvent>> all;
  auto conversations = capture.conversations;
  std::ranges::sort(conversations, {}, [](const Conversation& c) { return std::pair(c.client, c.server); });
  for (auto& conversation : conversations) {
    for (auto& event : conversation.events) event.packet = 0;
    all.push_back(conversation.events);
  }
  return all;
}

const std::vector<std::vector<RpcEvent>>& recorded_events() {
  static const auto all = events_of(capture_of(capture_file("impacket.pcap")));
  return all;
}

// Every packet with other bytes in front of its IP header.
Capture framed(const Bytes& front, std::uint32_t link_type) {
  std::vector<Bytes> changed;
  for (const auto& packet : packets()) {
    Bytes bytes = front;
    bytes.insert(bytes.end(), packet.begin() + tests::ethernet_header, packet.end());
    changed.push_back(bytes);
  }
  return capture_of(pcap_of(changed, link_type));
}

std::size_t payload_at(const Bytes& packet) {
  const std::size_t tcp = tests::ethernet_header + static_cast<std::size_t>(packet[tests::ethernet_header] & 15) * 4;
  return tcp + static_cast<std::size_t>(packet[tcp + 12] >> 4) * 4;
}

std::uint32_t number_at(const Bytes& packet, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | packet[at + i];
  return value;
}

// The bytes [from, to) of the payload in a packet of their own.
Bytes piece(const Bytes& packet, std::size_t from, std::size_t to) {
  const std::size_t payload = payload_at(packet), ip = tests::ethernet_header, tcp = ip + 20;
  Bytes cut(packet.begin(), packet.begin() + static_cast<std::ptrdiff_t>(payload));
  cut.insert(cut.end(), packet.begin() + static_cast<std::ptrdiff_t>(payload + from), packet.begin() + static_cast<std::ptrdiff_t>(payload + to));
  const auto put = [&](std::size_t at, std::size_t bytes, std::size_t value) {
    for (std::size_t i = 0; i < bytes; ++i) cut[at + i] = static_cast<std::uint8_t>(value >> 8 * (bytes - 1 - i));
  };
  put(ip + 2, 2, cut.size() - ip);
  put(tcp + 4, 4, number_at(packet, tcp + 4) + from);
  return cut;
}

}  // namespace

TEST_CASE("the link layer makes no difference") {
  const Bytes addresses(12);
  const auto ethernet = [&](Bytes types) {
    Bytes front = addresses;
    front.insert(front.end(), types.begin(), types.end());
    return front;
  };
  CHECK((events_of(framed({}, 101)) == recorded_events()));                                                            // raw IP
  CHECK((events_of(framed({}, 228)) == recorded_events()));                                                            // raw IPv4
  CHECK((events_of(framed({2, 0, 0, 0}, 0)) == recorded_events()));                                                    // BSD loopback
  CHECK((events_of(framed({0, 0, 0, 2}, 108)) == recorded_events()));                                                  // OpenBSD loopback
  CHECK((events_of(framed(ethernet({0x81, 0, 0, 7, 8, 0}), 1)) == recorded_events()));                                 // VLAN
  CHECK((events_of(framed(ethernet({0x88, 0xA8, 0, 7, 0x81, 0, 0, 9, 8, 0}), 1)) == recorded_events()));               // VLAN in VLAN
  CHECK((events_of(framed({0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0}, 113)) == recorded_events()));              // cooked
  CHECK((events_of(framed({8, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0}, 276)) == recorded_events()));  // cooked 2
  CHECK(framed(ethernet({8, 6}), 1).conversations.empty());                                                            // ARP
}

TEST_CASE("IPv6 makes no difference, with and without extension headers") {
  for (const bool extended : {false, true}) {
    std::vector<Bytes> changed;
    for (const auto& packet : packets()) {
      const std::size_t ip = tests::ethernet_header, tcp = ip + 20, size = packet.size() - tcp + (extended ? 8 : 0);
      Bytes made{0x60, 0, 0, 0, static_cast<std::uint8_t>(size >> 8), static_cast<std::uint8_t>(size), static_cast<std::uint8_t>(extended ? 0 : 6), 64};
      for (const std::size_t at : {ip + 12, ip + 16}) {  // 2001:db8::a.b.c.d
        made.insert(made.end(), {0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0});
        made.insert(made.end(), packet.begin() + static_cast<std::ptrdiff_t>(at), packet.begin() + static_cast<std::ptrdiff_t>(at + 4));
      }
      if (extended) made.insert(made.end(), {6, 0, 1, 4, 0, 0, 0, 0});  // hop-by-hop options: padding
      made.insert(made.end(), packet.begin() + static_cast<std::ptrdiff_t>(tcp), packet.end());
      changed.push_back(made);
    }
    const Capture read = capture_of(pcap_of(changed, 101));
    CHECK((events_of(read) == recorded_events()));
    CHECK(format(read.conversations.back().server.address) == "2001:db8::cb00:7114");
  }
}

TEST_CASE("the same ends once more are another connection") {
  auto changed = packets();
  for (const auto& packet : packets()) {
    changed.push_back(packet);
    changed.back()[tests::ethernet_header + 20 + 4] ^= 0x40;  // sequence number
    changed.back()[tests::ethernet_header + 20 + 8] ^= 0x40;  // and what is acknowledged
  }
  const Capture read = capture_of(pcap_of(changed, tests::ethernet));
  auto twice = recorded_events();
  for (const auto& events : recorded_events()) twice.push_back(events);
  auto found = events_of(read);
  REQUIRE(found.size() == twice.size());
  const auto by_size = [](const auto& a, const auto& b) { return a.size() < b.size(); };
  std::ranges::stable_sort(found, by_size);
  std::ranges::stable_sort(twice, by_size);
  for (std::size_t i = 0; i < found.size(); ++i) CHECK(found[i].size() == twice[i].size());
}

TEST_CASE("segments in pieces, that overlap and come twice and in any order, make no difference", "[property]") {
  CHECK(rc::check([] {
    std::vector<Bytes> changed;
    for (const auto& packet : packets()) {
      const std::size_t size = packet.size() - payload_at(packet);
      if (size < 8) {
        changed.push_back(packet);
        continue;
      }
      const auto cut = *rc::gen::inRange<std::size_t>(1, size - 1), other = *rc::gen::inRange<std::size_t>(1, size - 1);
      std::vector<Bytes> pieces{piece(packet, 0, cut), piece(packet, cut, size), piece(packet, std::min(cut, other), std::max(cut, other) + 1), packet};
      if (*rc::gen::arbitrary<bool>()) pieces.pop_back();
      for (std::size_t i = pieces.size() - 1; i > 0; --i) std::swap(pieces[i], pieces[*rc::gen::inRange<std::size_t>(0, i + 1)]);
      changed.insert(changed.end(), pieces.begin(), pieces.end());
    }
    const Capture read = capture_of(pcap_of(changed, tests::ethernet));
    RC_ASSERT(events_of(read) == recorded_events());
    for (const auto& conversation : read.conversations) RC_ASSERT(conversation.gaps == 0u);
  }));
}

TEST_CASE("sequence numbers go round") {
  // All numbers moved, so that each of many streams passes zero at another byte.
  for (std::uint32_t before_zero = 1; before_zero < 1200; before_zero += 37) {
    auto changed = packets();
    std::map<std::string, std::uint32_t> shifts;  // by the ends of one direction
    const auto add = [](Bytes& p, std::size_t at, std::uint32_t shift) {
      const std::uint32_t value = number_at(p, at) + shift;
      for (std::size_t i = 0; i < 4; ++i) p[at + i] = static_cast<std::uint8_t>(value >> 8 * (3 - i));
    };
    for (auto& p : changed) {
      const auto part = [&](std::ptrdiff_t at, std::ptrdiff_t size) { return std::string(p.begin() + at, p.begin() + at + size); };
      const std::string source = part(26, 4) + part(34, 2), destination = part(30, 4) + part(36, 2);
      const auto sent = shifts.try_emplace(source + destination, 0u - before_zero - number_at(p, 38)).first->second;
      add(p, 38, sent);
      if (const auto other = shifts.find(destination + source); other != shifts.end()) add(p, 42, other->second);
    }
    CHECK((events_of(capture_of(pcap_of(changed, tests::ethernet))) == recorded_events()));
  }
}

TEST_CASE("a packet that is missing costs its PDUs and no others", "[property]") {
  std::size_t all = 0;
  for (const auto& events : recorded_events()) all += events.size();
  for (std::size_t missing = 0; missing < packets().size(); ++missing) {
    auto changed = packets();
    const bool has_payload = changed[missing].size() > payload_at(changed[missing]);
    changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(missing));
    const Capture read = capture_of(pcap_of(changed, tests::ethernet));
    std::size_t found = 0;
    for (const auto& conversation : read.conversations) found += conversation.events.size();
    INFO("packet " << missing + 1);
    CHECK(found == all - (has_payload ? 1 : 0));
  }
}

TEST_CASE("a capture that begins in the middle of a connection finds the next PDU") {
  // Without the handshakes and the first data of each connection.
  std::vector<Bytes> changed;
  for (const auto& packet : packets())
    if ((packet[tests::ethernet_header + 20 + 13] & 2) == 0) changed.push_back(packet);
  const Capture read = capture_of(pcap_of(changed, tests::ethernet));
  CHECK((events_of(read) == recorded_events()));
  for (const auto& conversation : read.conversations) CHECK(conversation.beginning == Beginning::unseen);
}

TEST_CASE("packets that were captured in part are gaps") {
  std::vector<Bytes> changed;
  for (const auto& packet : packets()) changed.emplace_back(packet.begin(), packet.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(packet.size(), 100)));
  const Capture read = capture_of(pcap_of(changed, tests::ethernet));
  std::size_t gaps = 0;
  for (const auto& conversation : read.conversations) gaps += conversation.gaps;
  CHECK(gaps > 10);
  CHECK(read.conversations.size() == recorded_events().size());
}

TEST_CASE("other protocols are no RPC") {
  std::vector<Bytes> changed = packets();
  for (auto& packet : changed)
    for (std::size_t i = payload_at(packet); i < packet.size(); ++i) packet[i] = 'G';
  const Capture read = capture_of(pcap_of(changed, tests::ethernet));
  for (const auto& conversation : read.conversations) {
    CHECK_FALSE(conversation.is_rpc());
    CHECK(conversation.gaps == 0);
  }
}

TEST_CASE("damaged captures are read without harm") {
  const Bytes file = capture_file("samba.pcap");
  for (std::size_t at = 0; at < file.size(); at += 7)
    for (const std::uint8_t value : Bytes{0x00, 0xFF, 0x7F}) {
      Bytes changed = file;
      changed[at] = value;
      read_capture(changed);
    }
  for (const char* name : {"beginnings.pcapng", "cooked.pcap"}) {
    const Bytes whole = capture_file(name);
    for (std::size_t size = 0; size < whole.size(); ++size) read_capture(dcerpc::View(whole).first(size));
  }
  SUCCEED();
}
