// SPDX-License-Identifier: Apache-2.0
// Text as wide as a terminal, text for screen readers, and the lines of input files below a problem.
#include <catch2/catch.hpp>

#include "cli/diagnostic_text.hpp"
#include "cli/display_width.hpp"
#include "cli/source_excerpt.hpp"
#include "cli/text_layout.hpp"
#include "import/json_text_edit.hpp"
#include "import/scenario_reader.hpp"

using namespace wmireach;
using namespace wmireach::cli;

TEST_CASE("a character takes the cells that a terminal gives it") {
  CHECK(cells_of("KIOSK") == 5);
  CHECK(cells_of("B\xC3\xBCro") == 4);                       // one character of two bytes
  CHECK(cells_of("u\xCC\x88") == 1);                         // u and a combining diaeresis
  CHECK(cells_of("\xE6\x97\xA5\xE6\x9C\xAC") == 4);          // two wide characters
  CHECK(cells_of("\xF0\x9F\x96\xA5\xEF\xB8\x8F") == 2);      // a computer and a variation selector
  CHECK(cells_of("\x1b[1;31mfails\x1b[0m") == 5);            // colours take none
  CHECK(cells_of("\xC3") == 1);                              // a byte that is no character
  CHECK(cells_of("\xE2\x82") == 2);
}

TEST_CASE("long lines go on below the column of their value") {
  CHECK(wrapped("              reason       one two three four five six seven\n", 56) ==
        "              reason       one two three four five six\n"
        "                           seven\n");
  CHECK(wrapped("              reason       one two three four\n", 40) ==
        "              reason       one two three\n"
        "                four\n");  // the value's column is too far to the right
  CHECK(wrapped("    undo: a command of many words that is copied as it stands\n", 30) == "    undo: a command of many words that is copied as it stands\n");
  CHECK(wrapped("rule  a-name-that-is-wider-than-the-terminal [B-01]\n", 30) == "rule  a-name-that-is-wider-than-the-terminal\n      [B-01]\n");
  CHECK(wrapped("one two three\n", 8) == "one two\nthree\n");
  CHECK(wrapped("  one two three", 8) == "  one\n    two\n    three");
  CHECK(wrapped("\nshort\n\n", 8) == "\nshort\n\n");
}

TEST_CASE("a plain text has labels instead of columns, and words instead of arrows") {
  CHECK(plain("fails         mon-kiosk  MON1 -> KIOSK as KIOSK\\reader\n") == "fails: mon-kiosk, MON1 to KIOSK as KIOSK\\reader\n");
  CHECK(plain("              reason       nobody answers\n\n") == "reason: nobody answers\n\n");
  CHECK(plain("    request.api = wmic  (stated at /connections/0/api)") == "request.api = wmic (stated at /connections/0/api)");
  CHECK(plain("    undo: reg delete /f") == "undo: reg delete /f");
}

namespace {

constexpr std::string_view file = R"({
  "format": 1,
	"hosts": { "B\u00fcro": { "os": "windows-1O" }, "日本": { "zoen": "dmz" } },
  "format": 2
})";

std::string mark_of(std::string_view text, const import::Diagnostic& d, std::size_t width = 100) { return excerpt(marked_line(d, text), Style("never", stderr), width); }

}  // namespace

TEST_CASE("the mark stands below the value, the key or the byte that a problem is about") {
  CHECK(mark_of(file, {.line = 3, .pointer = "/hosts/B\xC3\xBCro/os"}) == "    3 |     \"hosts\": { \"B\\u00fcro\": { \"os\": \"windows-1O\" }, \"日本\": { \"zoen\": \"dmz\" } },\n      |                                     ^^^^^^^^^^^^\n");
  CHECK(mark_of(file, {.line = 3, .pointer = "/hosts/日本/zoen", .at_key = true}) ==
        "    3 |     \"hosts\": { \"B\\u00fcro\": { \"os\": \"windows-1O\" }, \"日本\": { \"zoen\": \"dmz\" } },\n      |                                                               ^^^^^^\n");
  CHECK(mark_of(file, {.line = 4, .pointer = "/format", .at_key = true}) == "    4 |   \"format\": 2\n      |   ^^^^^^^^\n");
  CHECK(mark_of(file, {.line = 3, .pointer = "/hosts"}) == "    3 |     \"hosts\": { \"B\\u00fcro\": { \"os\": \"windows-1O\" }, \"日本\": { \"zoen\": \"dmz\" } },\n      |              ^\n");
  CHECK(mark_of("{ \"a\" 1 }", {.line = 1, .column = 7}) == "    1 | { \"a\" 1 }\n      |       ^\n");
  CHECK(mark_of("{ \"a\n b\" }", {.line = 2, .message = "malformed JSON: ..."}) == "    1 | { \"a\n      |     ^\n");
  CHECK(mark_of("{", {.line = 1, .column = 2}) == "    1 | {\n      |  ^\n");
}

TEST_CASE("what editors write around the lines of a file does not move the mark") {
  const import::Diagnostic d{.line = 2, .pointer = "/a"};
  const std::string shown = "    2 | \"a\": 1\n      |      ^\n";
  CHECK(mark_of("{\n\"a\": 1\n}", d) == shown);
  CHECK(mark_of("{\r\n\"a\": 1\r\n}", d) == shown);
  CHECK(mark_of("\xEF\xBB\xBF{\n\"a\": 1\n}", d) == shown);
}

TEST_CASE("a place that a change of the scenario moved has no mark") {
  CHECK(marked_line({.line = 0, .pointer = "/hosts"}, file).number == 0);
  CHECK(marked_line({.line = 2, .pointer = "/hosts"}, file).number == 0);
  CHECK(marked_line({.line = 3, .pointer = "/hosts/X/os"}, file).number == 0);
  CHECK(marked_line({.line = 9, .column = 1}, file).number == 0);
  CHECK(marked_line({.line = 1}, "").number == 0);
}

TEST_CASE("a line of a million bytes is cut around the mark, at every place and width") {
  std::string text = "{";
  for (int i = 0; i < 20000; ++i) text += (i == 0 ? "" : ",") + std::string("\"H") + std::to_string(i) + "\":\"日本\xC3\xBCwindows-server-2019 and a remark\"";
  text += "}";
  REQUIRE(text.size() > 1000000);
  for (const char* pointer : {"/H0", "/H1", "/H2", "/H10000", "/H19998", "/H19999"})
    for (const std::size_t width : {40U, 60U, 80U, 120U}) {
      const std::string shown = mark_of(text, {.line = 1, .pointer = pointer}, width);
      INFO(shown);
      const auto end = shown.find('\n');
      CHECK(cells_of(shown.substr(0, end)) <= width);
      const std::string marks = shown.substr(end + 1);
      // The mark begins below the quote in front of the value.
      const auto caret = marks.find('^');
      REQUIRE(caret != std::string::npos);
      std::size_t at = 0, cells = 0;
      for (; cells < caret; at += character_at(shown, at).bytes) cells += cells_of(character_at(shown, at).code);
      CHECK(cells == caret);
      CHECK(shown.substr(at, 7) == "\"日本");
    }
}

TEST_CASE("thousands of problems are told with an excerpt for the first ones") {
  import::Diagnostics many;
  for (int i = 0; i < 3000; ++i) many.push_back({.file = "s.json", .line = 2, .pointer = "/format", .message = "odd"});
  const std::string text = diagnostics_text(many, {{"s.json", std::string(file)}}, Style("never", stderr), 80);
  std::size_t excerpts = 0;
  for (auto at = text.find(" | "); at != std::string::npos; at = text.find(" | ", at + 1)) ++excerpts;
  CHECK(excerpts == 40);
  CHECK(plain_diagnostics_text(many).find('^') == std::string::npos);
}

TEST_CASE("the range of a key is that of the member on the line asked for") {
  const auto range = import::key_range_of(file, "/format", 4);
  REQUIRE(range);
  CHECK(file.substr(range->begin, range->end - range->begin) == "\"format\"");
  CHECK(range->begin > file.find("zoen"));
  CHECK_FALSE(import::key_range_of(file, "/format", 3));
  CHECK_FALSE(import::key_range_of(file, "", 1));
  CHECK_FALSE(import::key_range_of(file, "/format/x", 2));
}
