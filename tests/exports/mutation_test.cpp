// SPDX-License-Identifier: Apache-2.0
// A short fuzzing run with a fixed seed, over every example of every reader. The sanitizers watch; docs/import.md tells how to fuzz for long.
#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <set>

#include "exports/assemble.hpp"
#include "import/scenario_reader.hpp"
#include "tests/exports/examples_of.hpp"

using namespace wmireach;

namespace {

std::string mutated(std::string s, std::mt19937& chance) {
  const auto below = [&](std::size_t n) { return n == 0 ? 0 : static_cast<std::size_t>(chance() % n); };
  for (std::size_t n = 1 + below(6); n > 0 && !s.empty(); --n) {
    const std::size_t at = below(s.size()), length = std::min(below(40), s.size() - at);
    switch (below(6)) {
      case 0: s[at] = static_cast<char>(chance() & 0xFF); break;
      case 1: s.erase(at, length); break;
      case 2: s.insert(at, s.substr(below(s.size()), length)); break;
      case 3: s.resize(at); break;
      case 4: s.insert(at, std::string(length, static_cast<char>(chance() & 0xFF))); break;
      default: s[at] = "{}[]<>\"'|=,;:\\\0"[below(15)]; break;
    }
  }
  return s;
}

}  // namespace

TEST_CASE("no reader breaks on damaged input, and what it keeps makes a scenario") {
  constexpr int runs_of_each = 200;
  std::mt19937 chance(20261126);
  std::set<std::string_view> tried;
  for (const auto& format : exports::formats()) {
    for (const auto& entry : std::filesystem::directory_iterator(tests::example(std::string(format.id)))) {
      const std::string whole = tests::bytes_of(entry.path());
      for (int i = 0; i < runs_of_each; ++i) {
        exports::Survey survey;
        survey.files.push_back("damaged");
        format.read(mutated(whole, chance), 0, survey);
        const auto scenario = exports::assemble(survey, {.title = "damaged", .assignments = {{"damaged", "*"}}, .all_accounts = true});
        import::Diagnostics wrong;
        if (!scenario.find("hosts")->members.empty()) import::read_scenario(scenario, "damaged", wrong);
        INFO(format.id << ", run " << i << (wrong.empty() ? "" : ": " + wrong.front().pointer + ": " + wrong.front().message));
        CHECK(wrong.empty());
        tried.insert(format.id);
      }
    }
  }
  CHECK(tried.size() == exports::formats().size());
}

TEST_CASE("every example is known by what it holds") {
  for (const auto& format : exports::formats())
    for (const auto& entry : std::filesystem::directory_iterator(tests::example(std::string(format.id)))) {
      INFO(entry.path());
      exports::Survey survey;
      CHECK(exports::read_export("example", tests::bytes_of(entry.path()), survey));
      CHECK(survey.files.size() == 1);
    }
}
