// SPDX-License-Identifier: Apache-2.0
// What a change of one host brings for a request between all hosts, beside the whole matrix. Figures: docs/performance.md.
#include <benchmark/benchmark.h>

#include <numeric>

#include "analyzer/matrix_diff.hpp"
#include "bench/generated_estate.hpp"
#include "model/edit.hpp"
#include "rules/builtin.hpp"

namespace {

using namespace wmireach;

// Everything behind the reading of the two files: what the change reaches, and which pairs it changes.
void whatif_of_one_host(benchmark::State& state) {
  const auto& before = bench::generated_estate({.hosts = static_cast<std::size_t>(state.range(0))});
  model::Estate after = before;
  model::EstateEditor editor(after);
  editor.apply({.host = 5, .fact = static_cast<std::uint16_t>(rules::HostFact::dcom_enabled), .value = 0});
  analyzer::MatrixDiffRequest request{bench::between_all(before), before.connections.front()};
  for (auto _ : state) {
    const analyzer::Reach reach(before, after);
    benchmark::DoNotOptimize(analyzer::matrix_diff(rules::builtin_program(), before, after, reach, request, {}, 2));
  }
}

}  // namespace

BENCHMARK(whatif_of_one_host)->Unit(benchmark::kMillisecond)->UseRealTime()->Arg(1000)->Arg(10000)->Arg(100000);
