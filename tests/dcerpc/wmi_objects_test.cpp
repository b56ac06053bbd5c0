// SPDX-License-Identifier: Apache-2.0
// ServerAlive2, activation, login and release as impacket encodes them; the expectations are what impacket was told, and what tshark says.
#include <catch2/catch.hpp>

#include "dcerpc/activation.hpp"
#include "dcerpc/object_resolver.hpp"
#include "dcerpc/remote_unknown.hpp"
#include "dcerpc/wmi_login.hpp"
#include "tests/dcerpc/recorded.hpp"

using namespace wmireach::dcerpc;
using wmireach::tests::bytes_of_hex;
using wmireach::tests::recorded_request;
using wmireach::tests::recorded_response;

namespace {

const std::vector<SecurityBinding> negotiate_ntlm_kerberos{{9, ""}, {10, ""}, {16, ""}};
constexpr Uuid ipid_of_login = uuid_of("31ecff5f-4e18-647c-0449-4e245658227c");
constexpr Uuid ipid_of_remote_unknown = uuid_of("397b6ceb-f26d-2b20-39e5-4029fdd3eb6d");
constexpr std::uint64_t exporter = 0x8a5305d809af00f5;

}  // namespace

TEST_CASE("ServerAlive2 tells version, addresses and ways to authenticate") {
  const auto response = decode_server_alive_2_response(recorded_response("impacket_server_alive_2_response"));
  REQUIRE(response);
  CHECK(response->version == ComVersion{5, 7});
  CHECK(response->status == 0);
  REQUIRE(response->bindings);
  CHECK(response->bindings->strings == std::vector<StringBinding>{{tower_id_tcp, "203.0.113.20"}, {tower_id_tcp, "WMIHOST"}});
  CHECK(response->bindings->securities == negotiate_ntlm_kerberos);
  CHECK_FALSE(response->bindings->tcp_port());
}

TEST_CASE("an activation that succeeds") {
  const auto response = decode_activation_response(recorded_response("impacket_activation_response"));
  REQUIRE(response);
  CHECK(response->result == 0);
  REQUIRE(response->activated);
  const Activated& made = *response->activated;
  CHECK(made.exporter == exporter);
  CHECK(made.remote_unknown_pointer == ipid_of_remote_unknown);
  CHECK(made.authentication_hint == 5);
  CHECK(made.version == ComVersion{5, 7});
  CHECK(made.bindings.strings == std::vector<StringBinding>{{tower_id_tcp, "203.0.113.20[49700]"}, {tower_id_tcp, "WMIHOST[49700]"}});
  CHECK(made.bindings.securities == negotiate_ntlm_kerberos);
  CHECK(made.bindings.tcp_port() == 49700);
  CHECK(made.bindings.strings[1].host() == "WMIHOST");
  const ObjectReference* login = response->reference_to(wbem_level_1_login.uuid);
  REQUIRE(login != nullptr);
  CHECK(login->interface_ == wbem_level_1_login.uuid);
  CHECK(login->interface_pointer == ipid_of_login);
  CHECK(login->exporter == exporter);
  CHECK(login->object == 0x9dc131777daf5ad7);
  CHECK(login->public_references == 5);
  CHECK(login->flags == 0);
  CHECK(response->reference_to(wbem_services.uuid) == nullptr);
}

TEST_CASE("an activation that is refused") {
  const auto response = decode_activation_response(recorded_response("impacket_activation_response_refused"));
  REQUIRE(response);
  CHECK(response->result == 0x80070005);
  CHECK_FALSE(response->activated);
}

TEST_CASE("an activation request of impacket, and ours, name the class") {
  const ActivationRequest expected{.class_id = class_wbem_level_1_login, .interfaces = {wbem_level_1_login.uuid}};
  const auto theirs = decode_activation_request(recorded_request("impacket_activation_request"));
  REQUIRE(theirs);
  CHECK(*theirs == expected);
  const auto ours = decode_activation_request(wmi_activation_request(uuid_of("2bbc3c21-4ad1-65bd-4c65-034f96057e64")));
  REQUIRE(ours);
  CHECK(*ours == expected);
}

TEST_CASE("a login request of impacket, and ours") {
  const auto theirs = decode_login_request(recorded_request("impacket_login_request"));
  REQUIRE(theirs);
  CHECK(*theirs == LoginRequest{.network_resource = "//./root/cimv2", .preferred_locale = "MS_409"});
  const auto ours = decode_login_request(encode(LoginRequest{.network_resource = "\\\\h\\root", .preferred_locale = std::nullopt, .flags = 3}, {}));
  REQUIRE(ours);
  CHECK(*ours == LoginRequest{.network_resource = "\\\\h\\root", .preferred_locale = std::nullopt, .flags = 3});
}

TEST_CASE("a login that succeeds, and one into a namespace that is not there") {
  const auto open = decode_login_response(recorded_response("impacket_login_response"));
  REQUIRE(open);
  CHECK(open->result == 0);
  REQUIRE(open->namespace_);
  CHECK(open->namespace_->exporter == exporter);
  CHECK(open->namespace_->public_references == 5);
  const auto refused = decode_login_response(recorded_response("impacket_login_response_refused"));
  REQUIRE(refused);
  CHECK(refused->result == 0x8004100e);
  CHECK_FALSE(refused->namespace_);
}

TEST_CASE("a release of impacket is ours, byte by byte") {
  const Bytes stub = recorded_request("impacket_release_request");
  const auto request = decode_release_request(stub);
  REQUIRE(request);
  CHECK(*request == ReleaseRequest{{{ipid_of_login, 1, 0}}});
  Bytes ours = encode(*request, uuid_of("2bbc3c21-4ad1-65bd-4c65-034f96057e64"));
  constexpr std::size_t gap_at = 34;  // impacket does not fill the alignment behind the count with zeros
  ours[gap_at] = stub[gap_at];
  ours[gap_at + 1] = stub[gap_at + 1];
  CHECK((ours == stub));
  const auto response = decode_release_response(recorded_response("impacket_release_response"));
  REQUIRE(response);
  CHECK(response->result == 0);
}

TEST_CASE("extensions of an answer are read past") {
  // MS-DCOM 2.2.13.1, 2.2.13.2, by hand: one extension of 4 bytes, the array rounded up to two pointers; then the result.
  const Bytes stub = bytes_of_hex(
      "0000000000000200"                                  // ORPCTHAT: flags, pointer to ORPC_EXTENT_ARRAY
      "010000000000000004000200"                          // size 1, reserved, pointer to the array
      "020000000800020000000000"                          // two pointers, the second null
      "08000000" "00112233445566778899aabbccddeeff"       // ORPC_EXTENT: conformance 8, id
      "04000000" "deadbeef00000000"                       // size 4, data rounded up to 8
      "05000780");
  const auto response = decode_release_response(stub);
  REQUIRE(response);
  CHECK(response->result == 0x80070005);
}

TEST_CASE("a null pointer without a failure lacks what the call gives") {
  Writer out;
  write_orpc_that(out);
  out.u32(0).u32(0);
  const Bytes stub = out.take();
  CHECK(decode_activation_response(stub).problem == Problem::missing_property);
  CHECK(decode_login_response(stub).problem == Problem::missing_property);
}

TEST_CASE("references of another kind are told apart") {
  Bytes bytes = encode(ObjectReference{.interface_ = wbem_services.uuid});
  CHECK(decode_object_reference(bytes));
  bytes[4] = 4;
  CHECK(decode_object_reference(bytes).problem == Problem::foreign_object_reference);
  bytes[0] = 0;
  CHECK(decode_object_reference(bytes).problem == Problem::not_an_object_reference);
}

TEST_CASE("host and port of a string binding") {
  const auto binding = [](const char* address) { return StringBinding{tower_id_tcp, address}; };
  CHECK(binding("192.0.2.1[135]").host() == "192.0.2.1");
  CHECK(binding("192.0.2.1[135]").port() == 135);
  CHECK(binding("HOST").host() == "HOST");
  CHECK_FALSE(binding("HOST").port());
  CHECK(binding("2001:db8::1[49664]").host() == "2001:db8::1");
  for (const char* address : {"HOST[]", "HOST[65536]", "HOST[x]", "HOST[-1]", "HOST[1", "HOST1]", "[[1]x", ""}) {
    INFO(address);
    CHECK_FALSE(binding(address).port());
  }
}
