// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <numeric>

#include "dcerpc/secured_pdu.hpp"
#include "tests/dcerpc/recorded.hpp"

using namespace wmireach::dcerpc;
using wmireach::tests::recorded;

TEST_CASE("the parts of a signed request stand where impacket puts them") {
  // 40 bytes of ept_lookup, no padding by impacket: header 16 + 8, stub 40, trailer 8, token 16.
  const Bytes pdu = recorded("samba_request_signed");
  const auto view = secured_view(pdu);
  REQUIRE(view);
  CHECK(view->stub_at == 24);
  CHECK(view->stub_size == 40);
  CHECK(view->pad_size == 0);
  CHECK(view->trailer_at == 64);
  CHECK(view->token_at == 72);
  CHECK(view->token_size == 16);
  CHECK(view->type == AuthType::ntlm);
  CHECK(view->level == AuthLevel::integrity);
  CHECK(view->context_id == 79231);
  CHECK(token_of(pdu, *view)[0] == 1);  // the version of an NTLM signature (MS-NLMP 2.2.2.9.1)
  CHECK(stub_of(pdu, *view).size() == 40);
}

TEST_CASE("the object of a request moves its stub") {
  const Bytes pdu = recorded("impacket_login_request");
  const auto view = secured_view(pdu);
  REQUIRE(view);
  CHECK(view->stub_at == 40);
  CHECK(view->token_size == 16);
}

TEST_CASE("padding is taken off, a PDU without trailer has no token, a bind has no stub") {
  const Bytes padded = recorded("impacket_release_response");
  const auto view = secured_view(padded);
  REQUIRE(view);
  CHECK(view->pad_size == 4);
  CHECK(view->stub_size == 16);
  CHECK(stub_of(padded, *view).size() == 12);

  const Bytes plain = recorded("samba_lookup_request_1");
  const auto unprotected = secured_view(plain);
  REQUIRE(unprotected);
  CHECK(unprotected->token_size == 0);
  CHECK(unprotected->trailer_at == plain.size());
  CHECK(token_of(plain, *unprotected).empty());

  CHECK(secured_view(recorded("samba_bind_ntlm")).problem == Problem::unexpected_type);
}

TEST_CASE("rpcclient and Samba pad stubs to 16 bytes, as we do") {
  for (const auto& [name, padding] : {std::pair{"rpcclient_request_signed", 12u}, std::pair{"rpcclient_response_signed", 4u}}) {
    const Bytes pdu = recorded(name);
    const auto view = secured_view(pdu);
    REQUIRE(view);
    CHECK(view->pad_size == padding);
    CHECK(view->stub_size % 16 == 0);
    CHECK(padded_size(view->stub_size - view->pad_size) == view->stub_size);
  }
  const Bytes theirs = recorded("rpcclient_request_signed");
  const auto decoded = decode_pdu(theirs);
  REQUIRE(decoded);
  auto ours = secured_request(decoded->header.call_id, std::get<Request>(decoded->body),
                              {.type = decoded->auth->type, .level = decoded->auth->level, .context_id = decoded->auth->context_id, .token_size = 16});
  REQUIRE(set_token(ours, decoded->auth->token));
  CHECK((ours.pdu == theirs));
}

TEST_CASE("a request is made so that it can be signed or sealed in place") {
  for (const bool with_object : {false, true})
    for (std::size_t size = 0; size < 40; ++size) {
      Request request{.context_id = 1, .opnum = 6, .stub = Bytes(size)};
      std::iota(request.stub.begin(), request.stub.end(), std::uint8_t{1});
      if (with_object) request.object = endpoint_mapper.uuid;
      auto secured = secured_request(7, request, {.type = AuthType::kerberos, .level = AuthLevel::privacy, .context_id = 3, .token_size = 76});
      CHECK(secured.stub_at == (with_object ? 40u : 24u));
      CHECK(secured.stub_size % 16 == 0);
      CHECK(secured.stub_size - size < 16);
      CHECK(secured.trailer_at == secured.stub_at + secured.stub_size);
      CHECK(secured.token_at == secured.trailer_at + 8);
      CHECK(secured.token_at + secured.token_size == secured.pdu.size());
      const Bytes token(76, 0xAB);
      CHECK_FALSE(set_token(secured, View(token).first(75)));
      REQUIRE(set_token(secured, token));

      const auto view = secured_view(secured.pdu);
      REQUIRE(view);
      CHECK(view->stub_at == secured.stub_at);
      CHECK(view->stub_size == secured.stub_size);
      CHECK(view->trailer_at == secured.trailer_at);
      CHECK(view->token_at == secured.token_at);
      CHECK(view->level == AuthLevel::privacy);
      CHECK(std::ranges::equal(stub_of(secured.pdu, *view), request.stub));
      CHECK(std::ranges::equal(token_of(secured.pdu, *view), token));
    }
}

TEST_CASE("a request that is too long is not made, and takes no token") {
  auto secured = secured_request(1, {.stub = Bytes(65535)}, {.type = AuthType::ntlm, .level = AuthLevel::integrity, .context_id = 0, .token_size = 16});
  CHECK(secured.pdu.empty());
  CHECK_FALSE(set_token(secured, Bytes(16)));
}
