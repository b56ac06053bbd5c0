// SPDX-License-Identifier: Apache-2.0
// The table of error codes and the ways to write one; the nearest known word.
#include <catch2/catch.hpp>

#include <set>
#include <string>

#include "model/error_code.hpp"
#include "rules/suggestion.hpp"

using namespace wmireach;
using model::parse_error_code;

TEST_CASE("one code in every usual spelling") {
  for (const char* text : {"0x80070005", "0X80070005", "2147942405", "-2147024891", "E_ACCESSDENIED", "e_accessdenied", "5", "0x5", "ERROR_ACCESS_DENIED"}) {
    CAPTURE(text);
    CHECK(parse_error_code(text) == 0x80070005U);
  }
  CHECK(parse_error_code("1722") == 0x800706BAU);
  CHECK(parse_error_code("0x6BA") == 0x800706BAU);
  CHECK(parse_error_code("65535") == 0x8007FFFFU);
  CHECK(parse_error_code("0xFFFFFFFF") == 0xFFFFFFFFU);
  CHECK(parse_error_code("-1") == 0xFFFFFFFFU);
}

TEST_CASE("what is no error code is refused") {
  for (const char* text : {"", " ", "0", "0x", "-0", "-", "+5", "65536", "0x10000", "0x7FFFFFFF", "4294967296", "0x100000000", "-2147483649", "5 ", " 5",
                           "0x80070005h", "NO_SUCH_SYMBOL", "1e5", "--5", "0x-5"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_error_code(text));
  }
}

TEST_CASE("every code of the table is a failure with a symbol, and is found by value, symbol and number") {
  std::set<std::string_view> symbols;
  std::uint32_t previous = 0;
  for (const auto& code : model::error_codes()) {
    CAPTURE(code.symbol);
    CHECK(code.value > previous);
    previous = code.value;
    CHECK(code.value >= 0x80000000U);
    CHECK(symbols.insert(code.symbol).second);
    CHECK(code.meaning.ends_with('.'));
    CHECK(model::find_error_code(code.value) == &code);
    CHECK(parse_error_code(code.symbol) == code.value);
    CHECK(parse_error_code(model::hex(code.value)) == code.value);
    CHECK(parse_error_code(std::to_string(code.value)) == code.value);
    CHECK(parse_error_code(std::to_string(model::signed_decimal(code.value))) == code.value);
  }
  CHECK(model::find_error_code(0x80070006) == nullptr);
}

TEST_CASE("hexadecimal has eight upper-case digits") {
  CHECK(model::hex(0x80070005) == "0x80070005");
  CHECK(model::hex(0x800706BA) == "0x800706BA");
  CHECK(model::hex(0) == "0x00000000");
  CHECK(model::signed_decimal(0x80070005) == -2147024891);
}

TEST_CASE("the distance between words counts insertions, deletions, substitutions and swaps") {
  CHECK(rules::edit_distance("", "") == 0);
  CHECK(rules::edit_distance("abc", "") == 3);
  CHECK(rules::edit_distance("abc", "abc") == 0);
  CHECK(rules::edit_distance("abc", "abd") == 1);
  CHECK(rules::edit_distance("abc", "abxc") == 1);
  CHECK(rules::edit_distance("abc", "acb") == 1);
  CHECK(rules::edit_distance("kitten", "sitting") == 3);
}

TEST_CASE("a word is suggested only where it may be meant") {
  const std::vector<std::string> known{"enabled", "edition", "os"};
  CHECK(rules::did_you_mean("enabeld", known) == "did you mean 'enabled'?");
  CHECK(rules::did_you_mean("Edition", known) == "did you mean 'edition'?");
  CHECK(rules::did_you_mean("zzzzzz", known).empty());
  CHECK(rules::did_you_mean("", {}).empty());
  CHECK(rules::did_you_mean(std::string(100000, 'x'), known).empty());
}
