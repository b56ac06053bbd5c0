// SPDX-License-Identifier: Apache-2.0
// Whatever is encoded is decoded as it was, for every message.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "dcerpc/activation.hpp"
#include "dcerpc/endpoint_mapper.hpp"
#include "dcerpc/pdu.hpp"
#include "dcerpc/remote_unknown.hpp"
#include "dcerpc/wide_text.hpp"
#include "dcerpc/wmi_login.hpp"

using namespace wmireach::dcerpc;

namespace {

template <typename T>
T any() { return *rc::gen::arbitrary<T>(); }

std::uint8_t below(std::uint8_t n) { return *rc::gen::inRange<std::uint8_t>(0, n); }

Bytes bytes() { return any<Bytes>(); }

Uuid uuid() {
  Uuid made;
  for (auto& byte : made.bytes) byte = any<std::uint8_t>();
  return made;
}

Syntax syntax() { return {.uuid = uuid(), .major = any<std::uint16_t>(), .minor = any<std::uint16_t>()}; }

template <typename Make>
auto several(Make make) {
  std::vector<decltype(make())> made;
  for (std::uint8_t n = below(4); n > 0; --n) made.push_back(make());
  return made;
}

template <typename Make>
auto perhaps(Make make) { return any<bool>() ? std::optional(make()) : std::nullopt; }

std::string ascii() { return *rc::gen::container<std::string>(rc::gen::inRange<char>(0x20, 0x7F)); }

// Text that UTF-16 can hold, without NUL.
std::string wide() {
  std::string made;
  for (const auto* piece : {"a", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "[135]", "\\"})
    if (any<bool>()) made += piece;
  return made;
}

std::uint16_t not_zero() { return *rc::gen::inRange<std::uint16_t>(1, 0xFFFF); }

DualStringArray dual_strings() {
  return {.strings = several([] { return StringBinding{not_zero(), wide()}; }), .securities = several([] { return SecurityBinding{not_zero(), wide()}; })};
}

Tower tower() {
  if (any<bool>()) return tcp_tower(syntax(), any<std::uint16_t>(), {below(255), below(255), 0, 1});
  return {several([] {
    Floor floor{bytes(), bytes()};
    floor.left.push_back(7);
    return floor;
  })};
}

LookupHandle handle() {
  LookupHandle made;
  if (any<bool>())
    for (auto& byte : made.bytes) byte = any<std::uint8_t>();
  return made;
}

ObjectReference reference() {
  return {.interface_ = uuid(), .flags = any<std::uint32_t>(), .public_references = any<std::uint32_t>(), .exporter = any<std::uint64_t>(),
          .object = any<std::uint64_t>(), .interface_pointer = uuid(), .resolver = dual_strings()};
}

Body body(PacketType type) {
  const auto u16 = [] { return any<std::uint16_t>(); };
  const auto u32 = [] { return any<std::uint32_t>(); };
  switch (type) {
    case PacketType::bind:
    case PacketType::alter_context:
      return Bind{u16(), u16(), u32(), several([&] { return PresentationContext{u16(), syntax(), several(syntax)}; })};
    case PacketType::bind_ack:
    case PacketType::alter_context_response:
      return BindAck{u16(), u16(), u32(), ascii(), several([&] { return ContextAnswer{static_cast<ContextResult>(below(4)), u16(), syntax()}; })};
    case PacketType::bind_nak: return BindNak{u16(), several([] { return std::pair<std::uint8_t, std::uint8_t>{below(9), below(9)}; })};
    case PacketType::auth3: return Auth3{};
    case PacketType::request: return Request{u32() | 1, u16(), u16(), perhaps(uuid), bytes()};
    case PacketType::response: return Response{u32() | 1, u16(), below(9), bytes()};
    case PacketType::fault: return Fault{u32() | 1, u16(), below(9), below(2), u32(), bytes()};
    default: return OtherPdu{};
  }
}

Pdu any_pdu() {
  const auto type = *rc::gen::element(PacketType::request, PacketType::response, PacketType::fault, PacketType::bind, PacketType::bind_ack, PacketType::bind_nak,
                                      PacketType::alter_context, PacketType::alter_context_response, PacketType::auth3, PacketType::shutdown,
                                      PacketType::cancel, PacketType::orphaned);
  Pdu pdu{.header = {.minor_version = below(2), .type = type, .flags = below(8), .call_id = any<std::uint32_t>()}, .body = body(type)};
  if (any<bool>()) {
    Bytes token = bytes();
    token.push_back(1);
    pdu.auth = AuthTrailer{.type = static_cast<AuthType>(below(70)), .level = static_cast<AuthLevel>(below(7)), .context_id = any<std::uint32_t>(), .token = token};
  }
  return pdu;
}

template <typename T>
void same(const Decoded<T>& decoded, const T& value) {
  RC_ASSERT(decoded.problem == Problem::none);
  RC_ASSERT(*decoded == value);
}

}  // namespace

TEST_CASE("PDUs, round trip", "[property]") {
  CHECK(rc::check([] {
    Pdu pdu = any_pdu();
    const Bytes encoded = encode(pdu);
    const auto decoded = decode_pdu(encoded);
    RC_ASSERT(decoded.problem == Problem::none);
    RC_ASSERT(decoded->header.fragment_length == encoded.size());
    // What encoding fills in.
    if (const auto* request = std::get_if<Request>(&pdu.body); request != nullptr && request->object) pdu.header.flags |= has_object;
    pdu.header.fragment_length = decoded->header.fragment_length;
    pdu.header.token_length = pdu.auth ? static_cast<std::uint16_t>(pdu.auth->token.size()) : std::uint16_t{0};
    if (pdu.auth) pdu.auth->pad_length = decoded->auth.value().pad_length;
    RC_ASSERT(*decoded == pdu);
    if (pdu.auth) RC_ASSERT((encoded.size() - pdu.auth->token.size() - trailer_size) % 4 == 0u);
  }));
}

TEST_CASE("the endpoint mapper, round trip", "[property]") {
  CHECK(rc::check([] {
    const Tower t = tower();
    same(decode_tower(encode(t)), t);
    const LookupRequest lookup{handle(), any<std::uint32_t>()};
    same(decode_lookup_request(encode(lookup)), lookup);
    const LookupResponse found{handle(), several([] { return MappedEndpoint{uuid(), perhaps(tower), ascii().substr(0, 63)}; }), any<std::uint32_t>()};
    same(decode_lookup_response(encode(found, most_entries)), found);
    const MapRequest map{tower(), handle(), any<std::uint32_t>()};
    same(decode_map_request(encode(map)), map);
    const MapResponse mapped{handle(), several(tower), any<std::uint32_t>()};
    same(decode_map_response(encode(mapped, most_entries)), mapped);
  }));
}

TEST_CASE("objects, round trip", "[property]") {
  CHECK(rc::check([] {
    const ServerAlive2Response alive{{any<std::uint16_t>(), any<std::uint16_t>()}, perhaps(dual_strings), any<std::uint32_t>()};
    same(decode_server_alive_2_response(encode(alive)), alive);
    const ObjectReference object = reference();
    same(decode_object_reference(encode(object)), object);
    ActivationResponse response{any<std::uint32_t>() | 1, std::nullopt};
    if (any<bool>()) {
      response.result = any<bool>() ? 0 : 1;
      response.activated = Activated{any<std::uint64_t>(), uuid(), any<std::uint32_t>(), {5, 7}, dual_strings(),
                                     several([] { return ActivatedInterface{uuid(), any<std::uint32_t>(), perhaps(reference)}; })};
    }
    same(decode_activation_response(encode(response)), response);
  }));
}

TEST_CASE("login and release, round trip", "[property]") {
  CHECK(rc::check([] {
    const LoginRequest login{wide(), perhaps(wide), any<std::uint32_t>()};
    same(decode_login_request(encode(login, uuid())), login);
    LoginResponse answer{any<std::uint32_t>() | 1, perhaps(reference)};
    if (answer.namespace_ && any<bool>()) answer.result = 0;
    same(decode_login_response(encode(answer)), answer);
    const ReleaseRequest release{several([] { return InterfaceReferences{uuid(), any<std::uint32_t>(), any<std::uint32_t>()}; })};
    same(decode_release_request(encode(release, uuid())), release);
    const ReleaseResponse released{any<std::uint32_t>()};
    same(decode_release_response(encode(released)), released);
  }));
}

TEST_CASE("text, round trip", "[property]") {
  CHECK(rc::check([] {
    const std::string text = wide();
    RC_ASSERT(utf8_of(utf16_of(text)) == text);
  }));
}
