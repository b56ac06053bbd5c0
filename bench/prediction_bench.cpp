// SPDX-License-Identifier: Apache-2.0
// What a verdict costs, in this process and as a whole program. Figures and the machine: docs/performance.md.
#include <benchmark/benchmark.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <string>

#include "analyzer/predict.hpp"
#include "cli/session.hpp"
#include "import/scenario_reader.hpp"
#include "rules/builtin.hpp"

namespace {

using namespace wmireach;

const std::string& path() {
  static const std::string p = std::string(WMIREACH_SOURCE_DIR) + "/bench/ten-hosts.json";
  return p;
}
const std::string& text() {
  static const std::string t = cli::read_input(path());
  return t;
}
const model::Estate& estate() {
  static const model::Estate e = cli::load_scenario(rules::builtin_program(), path());
  return e;
}

void parse_alone(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(nlohmann::json::parse(text()));
}

void text_to_estate(benchmark::State& state) {
  for (auto _ : state) {
    import::Diagnostics diagnostics;
    benchmark::DoNotOptimize(import::read_scenario(text(), path(), diagnostics));
  }
}

void text_to_verdicts(benchmark::State& state) {
  for (auto _ : state) {
    import::Diagnostics diagnostics;
    const auto e = import::read_scenario(text(), path(), diagnostics);
    for (model::Index i = 0; i < e->connections.size(); ++i) {
      rules::FactFrame frame(*e, i);
      benchmark::DoNotOptimize(analyzer::predict(rules::builtin_program(), frame));
    }
  }
}

void evaluate_one_connection(benchmark::State& state) {
  for (auto _ : state) {
    rules::FactFrame frame(estate(), 0);
    benchmark::DoNotOptimize(evaluate(rules::builtin_program(), frame));
  }
}

void predict_one_connection(benchmark::State& state) {
  for (auto _ : state) {
    rules::FactFrame frame(estate(), 0);
    benchmark::DoNotOptimize(analyzer::predict(rules::builtin_program(), frame));
  }
}

// Runs a program to its end with its standard output closed off.
void run(benchmark::State& state, std::vector<std::string> arguments) {
  std::vector<char*> argv;
  for (auto& a : arguments) argv.push_back(a.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", 1, 0);  // O_WRONLY
  for (auto _ : state) {
    pid_t pid = 0;
    int status = 0;
    if (posix_spawn(&pid, argv[0], &actions, nullptr, argv.data(), environ) != 0 || waitpid(pid, &status, 0) != pid) {
      state.SkipWithError("the program could not be run");
      break;
    }
  }
  posix_spawn_file_actions_destroy(&actions);
}

void process_parse_alone(benchmark::State& state) { run(state, {PARSE_ONLY_BINARY, path()}); }
void process_check(benchmark::State& state) { run(state, {WMIREACH_BINARY, "check", path()}); }

}  // namespace

BENCHMARK(parse_alone)->Unit(benchmark::kMicrosecond);
BENCHMARK(text_to_estate)->Unit(benchmark::kMicrosecond);
BENCHMARK(text_to_verdicts)->Unit(benchmark::kMicrosecond);
BENCHMARK(evaluate_one_connection)->Unit(benchmark::kMicrosecond);
BENCHMARK(predict_one_connection)->Unit(benchmark::kMicrosecond);
BENCHMARK(process_parse_alone)->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK(process_check)->Unit(benchmark::kMicrosecond)->UseRealTime();
