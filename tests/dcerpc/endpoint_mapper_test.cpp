// SPDX-License-Identifier: Apache-2.0
// The endpoint mapper of Samba, as recorded, against what tshark says of it.
#include <catch2/catch.hpp>

#include "dcerpc/endpoint_mapper.hpp"
#include "tests/dcerpc/recorded.hpp"

using namespace wmireach::dcerpc;
using wmireach::tests::recorded_request;
using wmireach::tests::recorded_response;

namespace {

constexpr Syntax winreg{uuid_of("338cd001-2244-31f1-aaaa-900038001003"), 1, 0};

}  // namespace

TEST_CASE("ept_lookup is asked as impacket asks") {
  CHECK(encode(LookupRequest{.max_entries = 10}) == recorded_request("samba_lookup_request_1"));
  const auto second = decode_lookup_request(recorded_request("samba_lookup_request_2"));
  REQUIRE(second);
  CHECK_FALSE(second->handle.is_null());
  CHECK(encode(*second) == recorded_request("samba_lookup_request_2"));
}

TEST_CASE("the map of Samba in four calls") {
  std::vector<MappedEndpoint> all;
  std::vector<std::uint16_t> ports;
  LookupHandle handle;
  for (int call = 1; call <= 4; ++call) {
    INFO("call " << call);
    const auto request = decode_lookup_request(recorded_request("samba_lookup_request_" + std::to_string(call)));
    REQUIRE(request);
    CHECK(request->handle == handle);
    const auto response = decode_lookup_response(recorded_response("samba_lookup_response_" + std::to_string(call)));
    REQUIRE(response);
    CHECK(response->entries.size() == (call < 4 ? 10u : 8u));
    CHECK(response->status == (call < 4 ? 0 : ept_s_not_registered));
    CHECK(response->is_last() == (call == 4));
    CHECK(response->is_ok());
    handle = response->handle;
    all.insert(all.end(), response->entries.begin(), response->entries.end());
  }
  REQUIRE(all.size() == 38);
  CHECK(all[0].annotation == "eventlog");
  REQUIRE(all[0].tower);
  CHECK(format(all[0].tower->interface_()->uuid) == "82273fdc-e32a-18c3-3f78-827929dc23ea");
  CHECK(all[0].tower->transfer_syntax() == ndr);
  CHECK(all[0].tower->named_pipe() == "\\pipe\\eventlog");
  CHECK_FALSE(all[0].tower->tcp_port());
  CHECK(all[3].annotation == "FileServerVssAgent");

  CHECK(all[7].annotation == "winreg");
  REQUIRE(all[7].tower);
  CHECK(all[7].tower->interface_() == winreg);
  CHECK(all[7].tower->tcp_port() == 49301);
  CHECK(all[7].tower->ipv4() == std::array<std::uint8_t, 4>{203, 0, 113, 30});
  for (const auto& entry : all)
    if (entry.tower && entry.tower->tcp_port()) ports.push_back(*entry.tower->tcp_port());
  CHECK(ports == std::vector<std::uint16_t>{49301, 49300, 49302, 135, 49300, 49302, 49302, 49300});
}

TEST_CASE("ept_map is asked as impacket asks, and Samba answers with the port") {
  const Bytes theirs = recorded_request("samba_map_request");
  Bytes ours = encode(MapRequest{.tower = tcp_tower(winreg, 0, {}), .max_towers = 1});
  constexpr std::size_t gap_at = 107;  // impacket does not fill the alignment behind the tower with zeros
  REQUIRE(ours.size() == theirs.size());
  ours[gap_at] = theirs[gap_at];
  CHECK((ours == theirs));
  const auto response = decode_map_response(recorded_response("samba_map_response"));
  REQUIRE(response);
  CHECK(response->status == 0);
  REQUIRE(response->towers.size() == 1);
  CHECK(response->towers[0] == tcp_tower(winreg, 49301, {203, 0, 113, 30}));
}

TEST_CASE("ept_map of an interface that nobody has") {
  const auto response = decode_map_response(recorded_response("samba_map_response_none"));
  REQUIRE(response);
  CHECK(response->status == ept_s_not_registered);
  CHECK(response->towers.empty());
}

TEST_CASE("a lookup ends with a null handle as well, and breaks off with an error") {
  LookupResponse response{.handle = {}, .entries = {{}}, .status = 0};
  CHECK(response.is_last());
  CHECK(response.is_ok());
  response.handle.bytes[4] = 1;
  CHECK_FALSE(response.is_last());
  response.entries.clear();
  CHECK(response.is_last());
  response.status = 0x1c010003;
  CHECK(response.is_last());
  CHECK_FALSE(response.is_ok());
}

TEST_CASE("counts that do not fit are refused before anything is made of them") {
  Bytes stub = recorded_response("samba_lookup_response_1");
  constexpr std::size_t number_at = 20, actual_at = 32;
  REQUIRE(stub[number_at] == 10);
  REQUIRE(stub[actual_at] == 10);
  Bytes more = stub;
  more[number_at] = 11;
  CHECK(decode_lookup_response(more).problem == Problem::count_out_of_range);
  Bytes huge = stub;
  for (std::size_t i = 0; i < 4; ++i) huge[actual_at + i] = huge[24 + i] = 0xFF;
  CHECK(decode_lookup_response(huge).problem == Problem::count_out_of_range);
}

TEST_CASE("a tower without the floors that are asked for says nothing") {
  const Tower none;
  CHECK_FALSE(none.interface_());
  CHECK_FALSE(none.transfer_syntax());
  CHECK_FALSE(none.tcp_port());
  CHECK_FALSE(none.ipv4());
  CHECK_FALSE(none.named_pipe());
  auto short_port = tcp_tower(winreg, 135, {});
  short_port.floors[3].right = {1};
  CHECK_FALSE(short_port.tcp_port());
  CHECK(decode_tower(Bytes{5}).problem == Problem::damaged);
  CHECK(decode_tower(Bytes{0xFF, 0xFF, 1, 0, 7, 0, 0}).problem == Problem::count_out_of_range);
  CHECK(decode_tower(Bytes{1, 0, 0, 0, 0, 0, 0}).problem == Problem::damaged);
}
