// SPDX-License-Identifier: Apache-2.0
// A request between all hosts: the same as every pair by itself, on any number of threads.
#include <catch2/catch.hpp>
#include <numeric>

#include "analyzer/matrix.hpp"
#include "analyzer/predict.hpp"
#include "rules/builtin.hpp"
#include "tests/generators/learning.hpp"
#include "tests/generators/outcomes.hpp"

using namespace wmireach;
using analyzer::MatrixCell;
using tests::Choices;
using tests::Json;

namespace {

analyzer::Matrix matrix_of(const model::Estate& estate, unsigned threads) {
  analyzer::MatrixRequest request{estate.connections[0], {}, {}};
  request.from.resize(estate.hosts.size());
  std::iota(request.from.begin(), request.from.end(), 0U);
  request.to = request.from;
  return analyzer::matrix(rules::builtin_program(), estate, request, {}, threads);
}

// The scenario with two more of its first hosts: one alike, and one that takes a single part from another host.
Json with_copies(Json scenario, Choices& choices) {
  std::vector<std::string> names;
  for (const auto& [name, host] : scenario["hosts"].items()) names.push_back(name);
  for (const auto& name : {names.front(), names.back()}) {
    const Json host = scenario["hosts"][name], other = scenario["hosts"][choices.pick(names)];
    scenario["hosts"][name + "-alike"] = host;
    Json nearly = host;
    if (!other.empty()) {
      std::vector<std::string> keys;
      for (const auto& [key, value] : other.items()) keys.push_back(key);
      const std::string key = choices.pick(keys);
      if (nearly.contains(key) && nearly[key].is_object() && other[key].is_object() && !other[key].empty()) {
        std::vector<std::string> inner;
        for (const auto& [name_of_part, value] : other[key].items()) inner.push_back(name_of_part);
        const std::string part = choices.pick(inner);
        nearly[key][part] = other[key][part];
      } else {
        nearly[key] = other[key];
      }
    }
    Json all = scenario;
    all["hosts"][name + "-nearly"] = nearly;
    if (tests::problems_of(all.dump()).empty()) scenario = std::move(all);  // not every part fits every host
  }
  return scenario;
}

bool same(const MatrixCell& a, const MatrixCell& b) {
  return a.from_class == b.from_class && a.to_class == b.to_class && a.pairs == b.pairs && a.kind == b.kind && a.first_blocker == b.first_blocker && a.error == b.error;
}

}  // namespace

TEST_CASE("the matrix says of every pair what a prediction of the pair alone says") {
  // Few runs: every missing fact of every pair is tried with every value. RC_PARAMS="max_success=N" asks for more.
  REQUIRE(tests::holds_for(8, "the matrix is what the pairs are", [] {
    Choices choices(*tests::choice_streams(tests::scenario_choices)), more(*tests::choice_streams(50));
    const Json scenario = with_copies(tests::random_scenario(choices), more);
    tests::note() << scenario.dump(1) << "\n";
    model::Estate estate = tests::read_estate(scenario.dump());
    const auto m = matrix_of(estate, 1), threaded = matrix_of(estate, 3);
    RC_ASSERT(m.cells.size() == threaded.cells.size());
    RC_ASSERT(std::equal(m.cells.begin(), m.cells.end(), threaded.cells.begin(), same));
    std::uint64_t pairs = 0;
    for (const auto& c : m.cells) pairs += c.pairs;
    RC_ASSERT(pairs == estate.hosts.size() * (estate.hosts.size() - 1));
    for (model::Index f = 0; f < estate.hosts.size(); ++f)
      for (model::Index t = 0; t < estate.hosts.size(); ++t) {
        if (f == t) continue;
        const auto cell = m.find(m.classes.of_host[f], m.classes.of_host[t]);
        RC_ASSERT(cell != nullptr);
        estate.connections[0].from = f;
        estate.connections[0].to = t;
        rules::FactFrame frame(estate, 0);
        const auto v = analyzer::predict_and_probe_missing(rules::builtin_program(), frame, {});
        tests::note() << estate.hosts[f].name << " -> " << estate.hosts[t].name << "\n";
        RC_ASSERT(cell->kind == v.kind);
        RC_ASSERT(cell->first_blocker == v.first_blocker);
        RC_ASSERT(cell->error == (v.error_is_certain ? std::optional(v.errors.front().code) : std::nullopt));
      }
  }));
}

