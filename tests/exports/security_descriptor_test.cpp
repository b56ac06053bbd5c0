// SPDX-License-Identifier: Apache-2.0
// Descriptors, byte by byte after MS-DTYP 2.4.6 (descriptor), 2.4.5 (list), 2.4.4.1 (entries), 2.4.2.2 (SID).
#include <catch2/catch.hpp>

#include "exports/security_descriptor.hpp"
#include "import/sddl.hpp"

using namespace wmireach;
using exports::sddl_of_descriptor;
using exports::sddl_of_text;

namespace {

std::string le(std::uint32_t n, int bytes) {
  std::string s;
  for (int i = 0; i < bytes; ++i) s += static_cast<char>(n >> (8 * i) & 0xFF);
  return s;
}

std::string sid(std::uint32_t authority, std::initializer_list<std::uint32_t> parts) {
  std::string s{"\x01", 1};
  s += static_cast<char>(parts.size());
  s += std::string(5, '\0') + static_cast<char>(authority);
  for (const auto p : parts) s += le(p, 4);
  return s;
}

std::string ace(std::uint32_t type, std::uint32_t flags, std::uint32_t mask, const std::string& who) { return le(type, 1) + le(flags, 1) + le(static_cast<std::uint32_t>(8 + who.size()), 2) + le(mask, 4) + who; }

std::string descriptor(std::uint32_t count, const std::string& aces, std::uint32_t control = 0x8004) {
  return le(1, 1) + le(0, 1) + le(control, 2) + le(0, 4) + le(0, 4) + le(0, 4) + le(20, 4) + le(2, 1) + le(0, 1) + le(static_cast<std::uint32_t>(8 + aces.size()), 2) + le(count, 2) + le(0, 2) + aces;
}

}  // namespace

TEST_CASE("a binary descriptor becomes SDDL") {
  const auto text = sddl_of_descriptor(descriptor(3, ace(0, 0, 0x1F, sid(5, {32, 544})) + ace(1, 0, 0x1, sid(1, {0})) + ace(0, 0x0A, 0x10000000, sid(5, {21, 1, 2, 3, 1110}))));
  CHECK(text.fault.empty());
  CHECK(text.sddl == "D:(A;;CCDCLCSWRP;;;S-1-5-32-544)(D;;CC;;;S-1-1-0)(A;CIIO;0x10000000;;;S-1-5-21-1-2-3-1110)");
  const auto list = import::parse_sddl(text.sddl);
  REQUIRE(!list.error);
  REQUIRE(list.entries.size() == 3);
  CHECK(list.entries[0].principal == "Administrators");
  CHECK(list.entries[0].mask == 0x1F);
  CHECK(list.entries[1].deny);
  CHECK(list.entries[1].principal == "Everyone");
  CHECK(list.entries[2].inherit_only);
}

TEST_CASE("entries for objects are passed over, and said to be") {
  const auto text = sddl_of_descriptor(descriptor(2, ace(5, 0, 1, le(0, 4) + sid(1, {0})) + ace(0, 0, 3, sid(1, {0}))));
  CHECK(text.sddl == "D:(A;;CCDC;;;S-1-1-0)");
  CHECK(text.passed_over == std::vector<std::string>{"type 5"});
}

TEST_CASE("an empty list grants nothing, and no list is a fault: it would grant everything") {
  CHECK(sddl_of_descriptor(descriptor(0, "")).sddl == "D:");
  CHECK(sddl_of_descriptor(descriptor(0, "", 0x8000)).fault.find("everybody has access") != std::string::npos);
  std::string null_list = descriptor(0, "");
  null_list.replace(16, 4, le(0, 4));
  CHECK(sddl_of_descriptor(null_list).fault.find("everybody has access") != std::string::npos);
}

TEST_CASE("no part of a descriptor is read outside of it") {
  const std::string whole = descriptor(2, ace(0, 0, 0x1F, sid(5, {32, 544})) + ace(0, 0, 3, sid(1, {0})));
  for (std::size_t n = 0; n < whole.size(); ++n) {
    INFO(n);
    CHECK(!sddl_of_descriptor(whole.substr(0, n)).fault.empty());
  }
  const auto with = [&](std::size_t at, const std::string& bytes) { return std::string(whole).replace(at, bytes.size(), bytes); };
  CHECK(!sddl_of_descriptor(with(0, le(2, 1))).fault.empty());             // revision
  CHECK(!sddl_of_descriptor(with(2, le(0x0004, 2))).fault.empty());        // pointers instead of offsets
  CHECK(!sddl_of_descriptor(with(16, le(0xFFFFFFF0, 4))).fault.empty());   // the list far outside
  CHECK(!sddl_of_descriptor(with(16, le(4, 4))).fault.empty());            // the list within the header
  CHECK(!sddl_of_descriptor(with(22, le(0xFFFF, 2))).fault.empty());       // a list longer than the descriptor
  CHECK(!sddl_of_descriptor(with(24, le(3, 2))).fault.empty());            // more entries than the list holds
  CHECK(!sddl_of_descriptor(with(30, le(0, 2))).fault.empty());            // an entry of no length
  CHECK(!sddl_of_descriptor(with(30, le(12, 2))).fault.empty());           // an entry that is too short for its SID
  CHECK(!sddl_of_descriptor(with(37, le(200, 1))).fault.empty());          // a SID with too many parts
}

TEST_CASE("SDDL keeps entries that allow or deny") {
  const auto text = sddl_of_text("\"O:BAG:BAD:PAI(A;;CCDCLCSWRP;;;BA)(OA;;CC;edacfd8f-ffb3-11d1-b41d-00a0c968f939;;AU)(XA;;CC;;;WD;(a==1))(D;;LC;;;AN)S:(ML;;NW;;;LW)\"");
  CHECK(text.fault.empty());
  CHECK(text.sddl == "D:PAI(A;;CCDCLCSWRP;;;BA)(D;;LC;;;AN)");
  CHECK(text.passed_over == std::vector<std::string>{"type OA", "type XA"});
}

TEST_CASE("SDDL that says nothing certain is a fault") {
  for (const char* text : {"", "O:BAG:BA", "D:NO_ACCESS_CONTROL", "D:(A;;CC;;;BA", "D:(A;;CC;;BA)", "D:(A;;QQ;;;BA)", "(A;;CC;;;BA)"}) {
    INFO(text);
    CHECK(!sddl_of_text(text).fault.empty());
  }
}
