// SPDX-License-Identifier: Apache-2.0
// JSON patches, against the appendix of RFC 6902 and against nlohmann/json.
#include <catch2/catch.hpp>

#include "import/json_patch.hpp"
#include "import/json_writer.hpp"
#include "tests/generators/estates.hpp"
#include "tests/generators/learning.hpp"

using namespace wmireach;
using tests::Choices;
using Json = nlohmann::json;  // members sorted: their order does not count

namespace {

struct Patched {
  std::optional<Json> document;  // nullopt: refused
  import::Diagnostics problems;
};

Patched patched(const std::string& document, const std::string& patch) {
  Patched p;
  auto node = import::parse_json(document, "document", p.problems);
  const auto operations = import::parse_json(patch, "patch", p.problems);
  if (import::apply_patch(*node, *operations, "patch", p.problems)) p.document = Json::parse(import::write_json(*node));
  return p;
}

}  // namespace

TEST_CASE("the examples of RFC 6902") {
  struct Example {
    const char *document, *patch, *result;
  };
  for (const auto& e : {
           Example{R"({"foo":"bar"})", R"([{"op":"add","path":"/baz","value":"qux"}])", R"({"baz":"qux","foo":"bar"})"},
           Example{R"({"foo":["bar","baz"]})", R"([{"op":"add","path":"/foo/1","value":"qux"}])", R"({"foo":["bar","qux","baz"]})"},
           Example{R"({"baz":"qux","foo":"bar"})", R"([{"op":"remove","path":"/baz"}])", R"({"foo":"bar"})"},
           Example{R"({"foo":["bar","qux","baz"]})", R"([{"op":"remove","path":"/foo/1"}])", R"({"foo":["bar","baz"]})"},
           Example{R"({"baz":"qux","foo":"bar"})", R"([{"op":"replace","path":"/baz","value":"boo"}])", R"({"baz":"boo","foo":"bar"})"},
           Example{R"({"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}})", R"([{"op":"move","from":"/foo/waldo","path":"/qux/thud"}])",
                   R"({"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}})"},
           Example{R"({"foo":["all","grass","cows","eat"]})", R"([{"op":"move","from":"/foo/1","path":"/foo/3"}])", R"({"foo":["all","cows","eat","grass"]})"},
           Example{R"({"baz":"qux","foo":["a",2,"c"]})", R"([{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}])", R"({"baz":"qux","foo":["a",2,"c"]})"},
           Example{R"({"foo":"bar"})", R"([{"op":"add","path":"/child","value":{"grandchild":{}}}])", R"({"foo":"bar","child":{"grandchild":{}}})"},
           Example{R"({"/":9,"~1":10})", R"([{"op":"test","path":"/~01","value":10}])", R"({"/":9,"~1":10})"},
           Example{R"({"foo":["bar"]})", R"([{"op":"add","path":"/foo/-","value":["abc","def"]}])", R"({"foo":["bar",["abc","def"]]})"},
       }) {
    INFO(e.patch);
    const auto p = patched(e.document, e.patch);
    REQUIRE(p.document);
    CHECK(*p.document == Json::parse(e.result));
  }
}

TEST_CASE("a patch that does not fit is refused at the operation that does not") {
  struct Wrong {
    const char *patch, *says, *pointer;
  };
  for (const auto& w : {
           Wrong{R"([{"op":"add","path":"/nowhere/x","value":1}])", "there is nothing at its 'path'", "/0"},
           Wrong{R"([{"op":"test","path":"/a","value":1},{"op":"test","path":"/a","value":2}])", "the value at its 'path' is another one", "/1"},
           Wrong{R"([{"op":"replace","path":"/b","value":1}])", "there is nothing at its 'path'", "/0"},
           Wrong{R"([{"op":"remove","path":"/list/2"}])", "there is nothing at its 'path'", "/0"},
           Wrong{R"([{"op":"add","path":"/list/01","value":1}])", "there is nothing at its 'path'", "/0"},
           Wrong{R"([{"op":"add","path":"/list/9","value":1}])", "there is nothing at its 'path'", "/0"},
           Wrong{R"([{"op":"add","path":"a","value":1}])", "the key 'path' is missing, or no JSON pointer", "/0"},
           Wrong{R"([{"op":"add","path":"/a~2","value":1}])", "the key 'path' is missing, or no JSON pointer", "/0"},
           Wrong{R"([{"op":"add","path":"/a"}])", "the key 'value' is missing", "/0"},
           Wrong{R"([{"op":"move","path":"/a"}])", "the key 'from' is missing, or no JSON pointer", "/0"},
           Wrong{R"([{"op":"copy","from":"/z","path":"/a"}])", "there is nothing at its 'from'", "/0"},
           Wrong{R"([{"op":"frob","path":"/a"}])", "'frob' is no operation", "/0"},
           Wrong{R"([{"path":"/a"}])", "the key 'op' is missing", "/0"},
           Wrong{R"([{"op":"remove","path":""}])", "the whole scenario cannot be removed", "/0"},
           Wrong{R"([1])", "expected an object, found a whole number", "/0"},
           Wrong{R"({"op":"add"})", "expected an array, found an object", ""},
       }) {
    INFO(w.patch);
    const auto p = patched(R"({"a":1,"list":[1,2]})", w.patch);
    CHECK_FALSE(p.document);
    REQUIRE(p.problems.size() == 1);
    CHECK(p.problems[0].message == w.says);
    CHECK(p.problems[0].pointer == w.pointer);
    CHECK(p.problems[0].file == "patch");
    CHECK(p.problems[0].line == 1);
  }
}

TEST_CASE("the patch from one scenario to another, made by nlohmann/json, leads there") {
  REQUIRE(tests::holds_for(60, "patches between scenarios", [] {
    Choices one(*tests::choice_streams(tests::scenario_choices)), other(*tests::choice_streams(tests::scenario_choices));
    const Json from = Json::parse(tests::random_scenario(one).dump()), to = Json::parse(tests::random_scenario(other).dump());
    const Json patch = Json::diff(from, to);
    tests::note() << from << "\n" << patch << "\n";
    const auto p = patched(from.dump(), patch.dump());
    RC_ASSERT(p.document.has_value());
    RC_ASSERT(*p.document == to);
  }));
}
