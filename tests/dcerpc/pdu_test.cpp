// SPDX-License-Identifier: Apache-2.0
// PDUs of recorded peers, against what tshark says of them.
#include <catch2/catch.hpp>

#include <map>

#include "tests/dcerpc/recorded.hpp"

using namespace wmireach::dcerpc;
using wmireach::tests::recorded;
using wmireach::tests::recorded_body;
using wmireach::tests::recordings;

TEST_CASE("every recorded PDU is encoded as the peer encoded it, but for padding") {
  // impacket pads stubs to 4 bytes rather than 16, with 0xBB or 0xFF, and fills an auth3 with spaces; its server pads likewise.
  std::size_t same = 0;
  for (const auto& name : recordings()) {
    INFO(name);
    const Bytes bytes = recorded(name);
    const auto pdu = decode_pdu(bytes);
    REQUIRE(pdu);
    CHECK(pdu->header.fragment_length == bytes.size());
    const Bytes again = encode(*pdu);
    // Sealed padding is no longer zeros.
    const bool sealed_padding = pdu->auth && pdu->auth->level == AuthLevel::privacy && pdu->auth->pad_length != 0;
    const bool padded_by_impacket = !name.starts_with("rpcclient_") && pdu->auth && (pdu->header.type == PacketType::request || pdu->header.type == PacketType::auth3);
    if (!padded_by_impacket && !sealed_padding) {
      CHECK((again == bytes));
      ++same;
      continue;
    }
    const auto second = decode_pdu(again);
    REQUIRE(second);
    CHECK((second->body == pdu->body));
    CHECK((second->auth->token == pdu->auth->token));
  }
  CHECK(same == recordings().size() - 7);
}

TEST_CASE("a bind and its acknowledgement") {
  const auto bind = recorded_body<Bind>("samba_bind");
  CHECK(bind.max_transmit == 4280);
  CHECK(bind.max_receive == 4280);
  CHECK(bind.association_group == 0);
  REQUIRE(bind.contexts.size() == 1);
  CHECK(bind.contexts[0] == PresentationContext{.id = 0, .abstract_syntax = endpoint_mapper, .transfer_syntaxes = {ndr}});

  const auto ack = recorded_body<BindAck>("samba_bind_ack");
  CHECK(ack.max_transmit == 4280);
  CHECK(ack.association_group == 0x7af2);
  CHECK(ack.secondary_address == "135");
  CHECK(ack.answers == std::vector<ContextAnswer>{{.result = ContextResult::acceptance, .reason = 0, .transfer_syntax = ndr}});
}

TEST_CASE("a bind is refused for an interface that the server does not offer") {
  const auto ack = recorded_body<BindAck>("samba_bind_ack_refused");
  REQUIRE(ack.answers.size() == 1);
  CHECK(ack.answers[0] == ContextAnswer{.result = ContextResult::provider_rejection, .reason = 1, .transfer_syntax = {}});
}

TEST_CASE("an NTLM login: bind, challenge and auth3") {
  const auto bind = decode_pdu(recorded("samba_bind_ntlm"));
  REQUIRE(bind);
  REQUIRE(bind->auth);
  CHECK(bind->auth->type == AuthType::ntlm);
  CHECK(bind->auth->level == AuthLevel::integrity);
  CHECK(bind->auth->context_id == 79231);
  CHECK(bind->auth->token.size() == 32);

  const auto ack = decode_pdu(recorded("samba_bind_ack_ntlm"));
  REQUIRE(ack);
  REQUIRE(ack->auth);
  CHECK(ack->auth->token.size() == 122);
  CHECK(std::string(ack->auth->token.begin(), ack->auth->token.begin() + 7) == "NTLMSSP");

  const auto auth3 = decode_pdu(recorded("samba_auth3_ntlm"));
  REQUIRE(auth3);
  CHECK(auth3->header.type == PacketType::auth3);
  CHECK(auth3->header.call_id == 1);
  REQUIRE(auth3->auth);
  CHECK(auth3->auth->level == AuthLevel::integrity);
}

TEST_CASE("a SPNEGO login: bind, alter_context and header signing") {
  const auto bind = decode_pdu(recorded("rpcclient_bind_spnego"));
  REQUIRE(bind);
  CHECK((bind->header.flags & header_signing) != 0);
  CHECK(bind->auth.value().type == AuthType::negotiate);
  CHECK((decode_pdu(recorded("rpcclient_bind_ack_spnego"))->header.flags & header_signing) != 0);
  const auto next = decode_pdu(recorded("rpcclient_alter_context_spnego"));
  REQUIRE(next);
  CHECK(next->header.type == PacketType::alter_context);
  CHECK(std::get<Bind>(next->body).contexts.at(0).abstract_syntax == endpoint_mapper);
  const auto last = decode_pdu(recorded("rpcclient_alter_context_response_spnego"));
  REQUIRE(last);
  CHECK(std::get<BindAck>(last->body).answers.at(0).result == ContextResult::acceptance);
}

TEST_CASE("faults") {
  struct Expected {
    std::uint32_t status, call_id;
    std::uint8_t flags;
  };
  const std::map<std::string, Expected> faults{{"samba_fault_opnum", {0x1c010002, 5, 0x23}},
                                               {"samba_fault_password", {0x1c01000b, 2, 0x23}},
                                               {"samba_fault_connect_level", {5, 2, 0x03}},
                                               {"impacket_fault_access", {5, 2, 0x03}}};
  for (const auto& [name, expected] : faults) {
    INFO(name);
    const auto pdu = decode_pdu(recorded(name));
    REQUIRE(pdu);
    CHECK(pdu->header.type == PacketType::fault);
    CHECK(pdu->header.call_id == expected.call_id);
    CHECK(pdu->header.flags == expected.flags);
    CHECK(std::get<Fault>(pdu->body).status == expected.status);
    CHECK(std::get<Fault>(pdu->body).stub.empty());
  }
}

TEST_CASE("a request to an object names its IPID") {
  const auto request = recorded_body<Request>("impacket_release_request");
  REQUIRE(request.object);
  CHECK(format(*request.object) == "397b6ceb-f26d-2b20-39e5-4029fdd3eb6d");
  CHECK(request.opnum == 5);
}

TEST_CASE("an alter_context and its response") {
  const auto asked = recorded_body<Bind>("impacket_alter_context");
  REQUIRE(asked.contexts.size() == 1);
  CHECK(asked.contexts[0].abstract_syntax == remote_unknown);
  const auto pdu = decode_pdu(recorded("impacket_alter_context_response"));
  REQUIRE(pdu);
  CHECK(pdu->header.type == PacketType::alter_context_response);
  REQUIRE(pdu->auth);
  CHECK(pdu->auth->context_id == 79232);
  CHECK(std::get<BindAck>(pdu->body).secondary_address.empty());
}

TEST_CASE("bind_nak with and without versions") {
  // C706 12.6.4.5, by hand: reason 4, one version 5.0; then a peer that leaves the list out.
  const Bytes with{5, 0, 13, 3, 0x10, 0, 0, 0, 21, 0, 0, 0, 1, 0, 0, 0, 4, 0, 1, 5, 0};
  const Bytes without{5, 0, 13, 3, 0x10, 0, 0, 0, 18, 0, 0, 0, 1, 0, 0, 0, 8, 0};
  const auto first = decode_pdu(with), second = decode_pdu(without);
  REQUIRE(first);
  REQUIRE(second);
  CHECK(std::get<BindNak>(first->body) == BindNak{.reason = 4, .versions = {{5, 0}}});
  CHECK(std::get<BindNak>(second->body) == BindNak{.reason = 8, .versions = {}});
  CHECK(encode(*first) == with);
}

TEST_CASE("what is wrong with a header is told apart") {
  const Bytes good = recorded("samba_bind");
  const auto changed = [&](std::size_t at, std::uint8_t value) {
    Bytes bytes = good;
    bytes[at] = value;
    return decode_pdu(bytes).problem;
  };
  CHECK(decode_pdu(good).problem == Problem::none);
  CHECK(decode_pdu(View(good).first(15)).problem == Problem::too_short);
  CHECK(decode_pdu(View(good).first(16)).problem == Problem::truncated);
  CHECK(changed(0, 4) == Problem::not_rpc);
  CHECK(changed(1, 2) == Problem::not_rpc);
  CHECK(changed(1, 1) == Problem::none);
  CHECK(changed(2, 1) == Problem::unknown_type);
  CHECK(changed(4, 0) == Problem::foreign_representation);
  CHECK(changed(5, 1) == Problem::foreign_representation);
  CHECK(changed(8, 15) == Problem::length_out_of_range);
  CHECK(changed(8, 16) == Problem::damaged);
  CHECK(changed(10, 200) == Problem::trailer_out_of_range);
  CHECK(changed(24, 200) == Problem::damaged);
  CHECK(decode_pdu(good, 71).problem == Problem::length_out_of_range);
  CHECK(decode_pdu(good, 72).problem == Problem::none);
}

TEST_CASE("padding longer than the stub is refused") {
  Bytes bytes = recorded("samba_request_signed");
  const auto trailer = bytes.size() - 16 - trailer_size;
  bytes[trailer + 2] = 40;
  CHECK(decode_pdu(bytes).problem == Problem::none);
  bytes[trailer + 2] = 41;
  CHECK(decode_pdu(bytes).problem == Problem::trailer_out_of_range);
}

TEST_CASE("a bind that carries a token asks for header signing") {
  const auto with = bind_of(1, remote_scm_activator, 0, AuthTrailer{.type = AuthType::kerberos, .level = AuthLevel::integrity, .context_id = 1, .token = {1, 2, 3}});
  const auto without = bind_of(1, remote_scm_activator, 0, std::nullopt);
  CHECK((with.header.flags & header_signing) != 0);
  CHECK((without.header.flags & header_signing) == 0);
  const auto decoded = decode_pdu(encode(with));
  REQUIRE(decoded);
  CHECK(decoded->auth->token == Bytes{1, 2, 3});
}

TEST_CASE("what does not fit a PDU is not encoded") {
  Pdu pdu;
  pdu.body = Request{.stub = Bytes(largest_fragment - call_header_size)};
  CHECK(encode(pdu).size() == largest_fragment);
  std::get<Request>(pdu.body).stub.push_back(0);
  CHECK(encode(pdu).empty());
  pdu.header.type = PacketType::bind;
  pdu.body = Bind{.contexts = std::vector<PresentationContext>(256)};
  CHECK(encode(pdu).empty());
  pdu.body = Bind{.contexts = std::vector<PresentationContext>(255)};
  CHECK_FALSE(encode(pdu).empty());
}
