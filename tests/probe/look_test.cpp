// SPDX-License-Identifier: Apache-2.0
// Text of a peer as it is kept.
#include <catch2/catch.hpp>

#include "probe/look.hpp"

using wmireach::probe::as_text;

TEST_CASE("what is UTF-8 stays, what is none becomes ASCII, and nothing gets long") {
  CHECK(as_text("M\xC3\xBCller") == "M\xC3\xBCller");
  CHECK(as_text("M\xFCller") == "M?ller");
  for (const char* wrong : {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\x80"}) CHECK(as_text(wrong).find_first_not_of('?') == std::string::npos);
  CHECK(as_text(std::string(1000, 'x')).size() == 300);
  std::string cut(299, 'x');
  cut += "\xE2\x82\xAC";
  CHECK(as_text(cut) == std::string(299, 'x'));
}
