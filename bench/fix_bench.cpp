// SPDX-License-Identifier: Apache-2.0
// Least repairs of one and of many connections, beyond reading the file. Figures: docs/performance.md.
#include <benchmark/benchmark.h>

#include "analyzer/fix.hpp"
#include "analyzer/predict.hpp"
#include "bench/generated_estate.hpp"
#include "import/rule_reader.hpp"
#include "rules/builtin.hpp"

namespace {

using namespace wmireach;

const rules::Catalogue& catalogue() {
  static const rules::Catalogue made = [] {
    std::vector<import::SourceFile> files;
    for (const auto& f : rules::builtin_catalogue_files()) files.push_back({std::string(f.name), std::string(f.text)});
    import::Diagnostics diagnostics;
    return import::read_catalogue(files, diagnostics);
  }();
  return made;
}

// The estate with requests between hosts all over it that do not connect, up to `count`.
model::Estate with_failures(std::size_t hosts, std::size_t count) {
  model::Estate estate = bench::generated_estate({.hosts = hosts});
  const model::Connection request = estate.connections.front();
  estate.connections.clear();
  for (std::size_t i = 1; estate.connections.size() < count && i < 20 * count; ++i) {
    model::Connection c = request;
    c.id += std::to_string(i);
    c.from = static_cast<model::Index>(i % 12 * 83 % hosts);  // a dozen collectors
    c.to = static_cast<model::Index>(i * 7919 % hosts);
    if (c.from == c.to) continue;
    rules::FactFrame frame(estate, c, {});
    if (analyzer::predict(rules::builtin_program(), frame).kind != analyzer::VerdictKind::connects) estate.connections.push_back(std::move(c));
  }
  return estate;
}

void fix(benchmark::State& state) {
  model::Estate estate = with_failures(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)));
  analyzer::FixRequest request{.threads = 2};
  for (model::Index i = 0; i < estate.connections.size(); ++i) request.wanted.push_back(i);
  const analyzer::RemedyIndex remedies(catalogue());
  bool proven = true;
  for (auto _ : state) {
    const auto fix = analyzer::fix(rules::builtin_program(), remedies, estate, request, {});
    proven = !fix.cut_short && std::ranges::all_of(fix.sets, &analyzer::ChangeSet::proven_least);
  }
  state.counters["connections"] = static_cast<double>(request.wanted.size());
  state.counters["proven_least"] = proven ? 1 : 0;
}

}  // namespace

BENCHMARK(fix)->Unit(benchmark::kMillisecond)->UseRealTime()->Args({1000, 1})->Args({10000, 1})->Args({1000, 100})->Args({1000, 1000})->Args({10000, 1000});
