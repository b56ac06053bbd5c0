// SPDX-License-Identifier: Apache-2.0
// Patches carried out on the text of a file, against the same patch carried out on its values.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "import/json_text_edit.hpp"
#include "tests/generators/project_files.hpp"

using namespace wmireach;
using nlohmann::json;

namespace {

import::JsonNode node(const std::string& text) {
  import::Diagnostics problems;
  return *import::parse_json(text, "test.json", problems);
}

const std::string text = R"({ "a": {}, "list": [ 1, "x, ]}\" y", [ ] ],
  "with~tilde/slash": { "k" : true } , "é": null, "empty": [],
  "last":"z" }
)";

void check_patch(const std::string& patch) {
  INFO(patch);
  const auto edited = import::patched_text(text, node(patch));
  REQUIRE(edited);
  CHECK(json::parse(*edited) == json::parse(text).patch(json::parse(patch)));
}

}  // namespace

TEST_CASE("the text of a value is found by its pointer") {
  const auto found = [](const std::string& pointer) {
    const auto range = import::range_of(text, pointer);
    return range ? text.substr(range->begin, range->end - range->begin) : "none";
  };
  CHECK(found("/a") == "{}");
  CHECK(found("/list/0") == "1");
  CHECK(found("/list/1") == R"("x, ]}\" y")");
  CHECK(found("/list/2") == "[ ]");
  CHECK(found("/list/3") == "none");
  CHECK(found("/with~0tilde~1slash/k") == "true");
  CHECK(found("/é") == "null");
  CHECK(found("/last") == "\"z\"");
  CHECK(found("/no") == "none");
  CHECK(found("/a/no") == "none");
  CHECK(found("/last/no") == "none");
}

TEST_CASE("a patch of the text means what the same patch of the values means") {
  check_patch(R"([{"op":"replace","path":"/last","value":{"deep":[1,{"x":"a\nb, c"}]}}])");
  check_patch(R"([{"op":"add","path":"/a/new","value":false}])");
  check_patch(R"([{"op":"add","path":"/with~0tilde~1slash/new~1key","value":"v"}])");
  check_patch(R"([{"op":"add","path":"/list/-","value":{"k":1}},{"op":"add","path":"/empty/-","value":2},{"op":"add","path":"/list/2/-","value":[]}])");
  check_patch(R"([{"op":"add","path":"/a/b","value":{}},{"op":"add","path":"/a/b/c","value":{}},{"op":"add","path":"/a/b/c/d","value":true}])");
  check_patch(R"([{"op":"add","path":"/last","value":7}])");  // of a member that is there: replaces it
}

TEST_CASE("what is not replaced stays as it was written, and what does not fit is no edit") {
  const auto edited = import::patched_text(text, node(R"([{"op":"replace","path":"/last","value":"y"}])"));
  REQUIRE(edited);
  std::string expected = text;
  expected.replace(expected.find("\"z\""), 3, "\"y\"");
  CHECK(*edited == expected);
  CHECK_FALSE(import::patched_text(text, node(R"([{"op":"remove","path":"/last"}])")));
  CHECK_FALSE(import::patched_text(text, node(R"([{"op":"replace","path":"/none","value":1}])")));
  CHECK_FALSE(import::patched_text(text, node(R"([{"op":"add","path":"/none/below","value":1}])")));
}

TEST_CASE("every value of every topology is found in its text") {
  for (const auto& file : tests::files_below("scenarios/topologies", ".json")) {
    INFO(file.string());
    const std::string whole = tests::text_of(file);
    const json values = json::parse(whole), flat = values.flatten();
    for (const auto& [pointer, unused] : flat.items()) {
      const auto range = import::range_of(whole, pointer);
      REQUIRE(range);
      CHECK(json::parse(whole.substr(range->begin, range->end - range->begin)) == values.at(json::json_pointer(pointer)));
    }
  }
}
