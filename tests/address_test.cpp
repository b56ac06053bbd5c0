// SPDX-License-Identifier: Apache-2.0
// Addresses are read as POSIX reads them, on every system.
#include <arpa/inet.h>

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include "model/address.hpp"

using wmireach::model::address_bytes;

namespace {

std::vector<std::uint8_t> by_posix(const std::string& text) {
  std::vector<std::uint8_t> bytes(16);
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1) return bytes;
  bytes.resize(4);
  if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) return bytes;
  return {};
}

}  // namespace

TEST_CASE("addresses of every form, and what is none") {
  for (const char* text : {"10.0.0.1", "0.0.0.0", "255.255.255.255", "256.1.1.1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.4 ", " 1.2.3.4", "1..2.3", "", ".", "1.2.3.", "+1.2.3.4", "-1.2.3.4",
                           "0x1.2.3.4", "::", "::1", "1::", "fe80::1", "2001:db8::8:800:200c:417a", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1:2:3:4::5:6:7:8", "1:2:3:4:5:6:7", ":",
                           ":1", "1:", "1:::2", "1::2::3", "12345::", "g::", "::ffff:10.0.0.1", "1:2:3:4:5:6:10.0.0.1", "1:2:3:4:5:6:7:10.0.0.1", "10.0.0.1::", "::10.0.0.1:1", "::10.0.0", "-1::", "0x1::",
                           "FE80::A", "1:2:3:4:5:6:7:8:9", "::1.2.3.4.5"}) {
    INFO(text);
    CHECK(address_bytes(text) == by_posix(text));
  }
  CHECK(address_bytes("fe80::1%eth0") == by_posix("fe80::1"));
}

TEST_CASE("any text of digits, dots and colons", "[property]") {
  rc::prop("is an address exactly where POSIX says so", [](const std::vector<std::uint8_t>& raw) {
    static constexpr std::string_view alphabet = "0129af.:.::";
    std::string text;
    for (const auto r : raw) text += alphabet[r % alphabet.size()];
    RC_ASSERT(address_bytes(text) == by_posix(text));
  });
}
