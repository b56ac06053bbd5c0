// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "dcerpc/bytes.hpp"
#include "dcerpc/uuid.hpp"
#include "dcerpc/wide_text.hpp"

using namespace wmireach::dcerpc;

TEST_CASE("numbers are little-endian, and aligned relative to the start") {
  Writer out;
  out.u8(1).align(4).u32(0x11223344).u16(0x5566).align(8).u64(0x0102030405060708);
  CHECK(out.take() == Bytes{1, 0, 0, 0, 0x44, 0x33, 0x22, 0x11, 0x66, 0x55, 0, 0, 0, 0, 0, 0, 8, 7, 6, 5, 4, 3, 2, 1});
}

TEST_CASE("a reader gives back what was written, and nothing once it has failed") {
  const Bytes bytes{1, 0, 0, 0, 0x44, 0x33, 0x22, 0x11, 7};
  Reader in(bytes);
  CHECK(in.u8() == 1);
  in.align(4);
  CHECK(in.u32() == 0x11223344);
  CHECK(in.position() == 8);
  CHECK(in.left() == 1);
  CHECK_FALSE(in.failed());
  CHECK(in.u16() == 0);
  CHECK(in.failed());
  CHECK(in.u8() == 0);
  CHECK(in.take(1).empty());
  CHECK(in.rest().empty());
}

TEST_CASE("a count is believed only where its elements can follow") {
  const Bytes bytes(10);
  Reader in(bytes);
  CHECK(in.count(5, 2) == 5);
  CHECK_FALSE(in.failed());
  CHECK(in.count(6, 2) == 0);
  CHECK(in.failed());
  Reader large(bytes);
  CHECK(large.count(0xFFFFFFFFFFFFFFFF, 24) == 0);
  CHECK(large.failed());
}

TEST_CASE("the first three fields of a UUID are little-endian on the wire") {
  // C706 appendix A and 14.1; the bytes are those of the endpoint mapper in tests/dcerpc/recorded/samba_bind.hex.
  Writer out;
  write(out, endpoint_mapper);
  CHECK(out.take() == Bytes{0x08, 0x83, 0xaf, 0xe1, 0x1f, 0x5d, 0xc9, 0x11, 0x91, 0xa4, 0x08, 0x00, 0x2b, 0x14, 0xa0, 0xfa, 3, 0, 0, 0});
}

TEST_CASE("a UUID is read from its text form alone") {
  CHECK(format(parse_uuid("E1AF8308-5d1f-11c9-91a4-08002b14a0fa").value()) == "e1af8308-5d1f-11c9-91a4-08002b14a0fa");
  CHECK(format(endpoint_mapper) == "e1af8308-5d1f-11c9-91a4-08002b14a0fa v3.0");
  for (const char* text : {"", "e1af8308-5d1f-11c9-91a4-08002b14a0f", "{e1af8308-5d1f-11c9-91a4-08002b14a0fa}", "e1af8308x5d1f-11c9-91a4-08002b14a0fa",
                           "g1af8308-5d1f-11c9-91a4-08002b14a0fa", "e1af83085-d1f-11c9-91a4-08002b14a0fa"}) {
    INFO(text);
    CHECK_FALSE(parse_uuid(text));
  }
  CHECK(name_of(wbem_level_1_login.uuid) == "IWbemLevel1Login");
  CHECK(name_of(Uuid{}).empty());
}

TEST_CASE("UTF-16 and UTF-8") {
  CHECK(utf16_of("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80") == u"a\u00E9\u20AC\U0001F600");
  CHECK(utf8_of(u"a\u00E9\u20AC\U0001F600") == "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
  const std::u16string lone_high{u'x', char16_t{0xD800}, u'y'}, lone_low{char16_t{0xDC00}};
  CHECK(utf8_of(lone_high) == "x\xEF\xBF\xBDy");
  CHECK(utf8_of(lone_low) == "\xEF\xBF\xBD");
  // overlong, surrogate, above U+10FFFF, cut off
  CHECK(utf16_of("\xC0\x80") == u"\uFFFD\uFFFD");
  CHECK(utf16_of("\xED\xA0\x80") == u"\uFFFD\uFFFD\uFFFD");
  CHECK(utf16_of("\xF4\x90\x80\x80") == u"\uFFFD\uFFFD\uFFFD\uFFFD");
  CHECK(utf16_of("\xE2\x82") == u"\uFFFD\uFFFD");
}
