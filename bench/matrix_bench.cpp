// SPDX-License-Identifier: Apache-2.0
// A request between all hosts: per pair, by how much hosts differ and by the number of threads. Figures: docs/performance.md.
#include <benchmark/benchmark.h>

#include <map>
#include <numeric>
#include <sstream>

#include "analyzer/matrix.hpp"
#include "analyzer/predict.hpp"
#include "bench/estate_generator.hpp"
#include "import/scenario_reader.hpp"
#include "rules/builtin.hpp"

namespace {

using namespace wmireach;

const model::Estate& estate_of(std::size_t hosts, bool all_different) {
  static std::map<std::pair<std::size_t, bool>, model::Estate> made;
  const auto found = made.find({hosts, all_different});
  if (found != made.end()) return found->second;
  std::ostringstream text;
  bench::write_estate({.hosts = hosts, .all_different = all_different}, text);
  import::Diagnostics diagnostics;
  return made.emplace(std::pair{hosts, all_different}, *import::read_scenario(text.str(), "generated", diagnostics)).first->second;
}

void matrix(benchmark::State& state, bool all_different) {
  const auto& estate = estate_of(static_cast<std::size_t>(state.range(0)), all_different);
  analyzer::MatrixRequest request{estate.connections.front(), std::vector<model::Index>(estate.hosts.size()), {}};
  std::iota(request.from.begin(), request.from.end(), 0U);
  request.to = request.from;
  std::size_t cells = 0;
  for (auto _ : state) {
    const auto m = analyzer::matrix(rules::builtin_program(), estate, request, {}, static_cast<unsigned>(state.range(1)));
    cells = m.cells.size();
  }
  state.counters["class_pairs"] = static_cast<double>(cells);
  state.counters["per_class_pair"] =
      benchmark::Counter(static_cast<double>(cells), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void matrix_of_300_configurations(benchmark::State& state) { matrix(state, false); }
void matrix_of_hosts_that_all_differ(benchmark::State& state) { matrix(state, true); }

// What the matrix saves: one prediction for each pair, here of every 97th.
void predictions_of_pairs(benchmark::State& state) {
  const auto& estate = estate_of(static_cast<std::size_t>(state.range(0)), false);
  model::Connection own = estate.connections.front();
  const std::size_t n = estate.hosts.size();
  std::size_t i = 0;
  for (auto _ : state) {
    i = (i + 97) % (n * n);
    if (i / n == i % n) ++i;
    own.from = static_cast<model::Index>(i / n % n);
    own.to = static_cast<model::Index>(i % n);
    rules::FactFrame frame(estate, own, {});
    benchmark::DoNotOptimize(analyzer::predict_and_probe_missing(rules::builtin_program(), frame, {}));
  }
}

}  // namespace

BENCHMARK(matrix_of_300_configurations)->Unit(benchmark::kMillisecond)->UseRealTime()->ArgsProduct({{1000, 10000, 100000}, {1, 2}});
BENCHMARK(matrix_of_hosts_that_all_differ)->Unit(benchmark::kMillisecond)->UseRealTime()->ArgsProduct({{300, 1000, 3000, 5000}, {1, 2}});
BENCHMARK(predictions_of_pairs)->Unit(benchmark::kMicrosecond)->Arg(3000);
