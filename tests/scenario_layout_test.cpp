// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "import/scenario_layout.hpp"
#include "tests/generators/program_run.hpp"
#include "tests/generators/scenario_generator.hpp"

using namespace wmireach;
using tests::Choices;

namespace {

std::string layout_of(const std::string& text) {
  import::Diagnostics diagnostics;
  const auto json = import::parse_json(text, "s.json", diagnostics);
  REQUIRE(json);
  return import::scenario_layout(*json);
}

}  // namespace

TEST_CASE("a layout says what the text said, and is its own layout", "[property]") {
  REQUIRE(tests::holds_for(60, "the layout keeps the scenario", [] {
    Choices choices(*tests::choice_streams(tests::scenario_choices));
    const auto scenario = tests::random_scenario(choices);
    const std::string once = layout_of(scenario.dump());
    RC_ASSERT(nlohmann::json::parse(once) == nlohmann::json::parse(scenario.dump()));
    RC_ASSERT(layout_of(once) == once);
    RC_ASSERT(layout_of(scenario.dump(7)) == once);
  }));
}

TEST_CASE("sections come in their order, short values on one line, and numbers as they were written") {
  CHECK(layout_of(R"({"hosts":{"B":{"os":"windows-11"},"A":{}},"x":1.50,"format":1,"note":"\u00e9"})") ==
        "{\n  \"note\": \"\u00e9\",\n  \"format\": 1,\n  \"hosts\": { \"B\": { \"os\": \"windows-11\" }, \"A\": {} },\n  \"x\": 1.50\n}\n");
  const std::string name(60, 'H');
  CHECK(layout_of("{\"hosts\":{\"" + name + "\":{\"os\":\"windows-server-2022\",\"workgroup\":\"" + std::string(40, 'W') + "\"}}}") ==
        "{\n  \"hosts\": {\n    \"" + name + "\": {\n      \"os\": \"windows-server-2022\",\n      \"workgroup\": \"" + std::string(40, 'W') + "\"\n    }\n  }\n}\n");
}

TEST_CASE("fmt rewrites files in place, only where all of them can be read, and --check writes nothing") {
  const tests::Folder f;
  f.write("a.json", "{\"format\":1}");
  f.write("bad.json", "{\"format\":");
  auto r = tests::run(f, "fmt --check a.json");
  CHECK(r.exit == 1);
  CHECK(r.out == "a.json: not in the layout of `wmireach fmt`\n");
  r = tests::run(f, "fmt a.json bad.json");
  CHECK(r.exit == 2);
  CHECK(r.err.find("bad.json:1") != std::string::npos);
  CHECK(tests::text_of(f / "a.json") == "{\"format\":1}");
  CHECK(tests::run(f, "fmt a.json").exit == 0);
  CHECK(tests::text_of(f / "a.json") == "{\n  \"format\": 1\n}\n");
  r = tests::run(f, "fmt --check a.json");
  CHECK((r.exit == 0 && r.out.empty()));
  CHECK(tests::run(f, "fmt -", "", (f / "a.json").string()).out == "{\n  \"format\": 1\n}\n");
  CHECK(tests::run(f, "fmt none.json").exit == 2);
}
