// SPDX-License-Identifier: Apache-2.0
// A request between all hosts: per pair, by how much hosts differ and by the number of threads. Figures: docs/performance.md.
#include <benchmark/benchmark.h>

#include "analyzer/matrix.hpp"
#include "analyzer/predict.hpp"
#include "bench/generated_estate.hpp"
#include "rules/builtin.hpp"

namespace {

using namespace wmireach;

void matrix(benchmark::State& state, bool all_different) {
  const auto& estate = bench::generated_estate({.hosts = static_cast<std::size_t>(state.range(0)), .all_different = all_different});
  const auto request = bench::between_all(estate);
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
  const auto& estate = bench::generated_estate({.hosts = static_cast<std::size_t>(state.range(0))});
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
