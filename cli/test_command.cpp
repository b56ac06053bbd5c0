// SPDX-License-Identifier: Apache-2.0
// Scenario files as regression tests: each connection with an expectation and each requirement is one test.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "cli/check_text.hpp"
#include "cli/commands.hpp"
#include "cli/diagnostic_text.hpp"
#include "cli/platform/files.hpp"
#include "cli/rule_coverage.hpp"
#include "cli/run_formats.hpp"
#include "cli/scenario_files.hpp"
#include "cli/test_text.hpp"
#include "cli/text_fixes.hpp"
#include "cli/text_output.hpp"

namespace wmireach::cli {
namespace {

namespace fs = std::filesystem;

// The text of `check` that a scenario is held to: "branch.golden.txt" beside "branch.json", where it exists.
std::string golden_file(const std::string& scenario) { return platform::in_the_form_of(scenario, platform::as_text(platform::as_path(scenario).replace_extension(".golden.txt"))); }

struct Difference {
  std::uint32_t line;
  std::string text;  // "line 7: expected ..., found ..."
};

Difference first_difference(const std::string& expected, const std::string& found) {
  std::istringstream a(expected), b(found);
  for (std::uint32_t n = 1;; ++n) {
    std::string x = "nothing", y = "nothing";
    const bool more_a = static_cast<bool>(std::getline(a, x)), more_b = static_cast<bool>(std::getline(b, y));
    if (more_a != more_b || x != y) return {n, fmt::format("line {}: expected {}; found {}", n, x, y)};
    if (!more_a) return {n, "line ends differ"};
  }
}

class TestRun {
 public:
  TestRun(const Options& options, const TestOptions& test) : options_(options), test_(test), rules_(options), coverage_(rules_.program(), test.coverage) {}

  void run(const std::string& file) {
    model::Estate estate;
    RunSuite suite{shown_path(file), "", {}};
    try {
      estate = load_scenario(rules_.program(), file);
    } catch (const BadInput& bad) {
      print_diagnostics(bad.diagnostics, options_);
      suite.results.push_back(unreadable(file, bad.diagnostics));
      run_.suites.push_back(std::move(suite));
      return;
    }
    suite.title = estate.title;
    const auto* format = find_run_format(options_.format);
    std::optional<TextFixer> fixer;
    if (format != nullptr && format->takes_fixes) fixer.emplace(rules_, options_, file);
    std::vector<Prediction> predictions;
    for (model::Index i = 0; i < estate.connections.size(); ++i) {
      predictions.push_back(predict(rules_.program(), estate, i, frame_options(options_)));
      coverage_.note(predictions.back().verdict, *predictions.back().frame);
      if (!estate.connections[i].expectation && acceptance_state(predictions.back()) != AcceptanceState::expired) continue;
      add(suite, result_of(rules_.program(), estate, predictions.back()));
      if (fixer && suite.results.back().state != ResultState::as_expected) suite.results.back().fixes = fixer->fixes(predictions.back());
    }
    const auto requirements = judge_requirements(rules_.program(), estate, frame_options(options_));
    for (const auto& judged : requirements) add(suite, result_of(rules_.program(), estate, frame_options(options_), judged));
    if (fs::exists(platform::as_path(golden_file(file)))) compare_golden(suite, file, estate, predictions, requirements);
    run_.suites.push_back(std::move(suite));
  }

  int finish() {
    if (tests() == 0 && unreadable_ == 0 && rewritten_.empty()) {
      RunResult none;
      none.state = ResultState::broken;
      none.id = "no test";
      none.where.file = run_.suites.empty() ? "." : run_.suites.front().file;
      none.rule = "no-test";
      none.message = "no connection carries an expectation, and nothing is required";
      none.details = {"state \"expect\" of a connection, or \"require\""};
      run_.suites.push_back({"", "", {none}});
    }
    const auto* format = find_run_format(options_.format);
    if (format != nullptr) write_output(options_.output, format->write(rules_, run_));
    else if (options_.format == "json") write_output(options_.output, coverage_json(coverage_));
    else write_text(options_, text());
    if (unreadable_ > 0) return bad_input;
    return run_.count(ResultState::failed) + run_.count(ResultState::broken) > 0 ? not_as_expected : as_expected;
  }

 private:
  std::size_t tests() const { return run_.count(ResultState::as_expected) + run_.count(ResultState::failed) + run_.count(ResultState::accepted); }

  RunResult unreadable(const std::string& file, const import::Diagnostics& problems) {
    ++unreadable_;
    RunResult r{.state = ResultState::broken, .id = shown_path(file), .where = {shown_path(file), std::max<std::uint32_t>(problems.front().line, 1)}, .rule = "scenario-not-readable"};
    r.message = "the scenario cannot be read";
    for (const auto& d : problems) r.details.push_back(fmt::format("{}{}: {}", shown_path(d.file), d.line > 0 ? fmt::format(", line {}", d.line) : "", d.message));
    return r;
  }

  // A test passes or fails; what limits a connection is the business of `check`.
  void add(RunSuite& suite, RunResult r) {
    if (r.state == ResultState::undetermined) r.state = ResultState::failed;
    r.remarks.clear();
    suite.results.push_back(std::move(r));
  }

  void compare_golden(RunSuite& suite, const std::string& file, const model::Estate& estate, const std::vector<Prediction>& predictions, const std::vector<JudgedRequirement>& requirements) {
    const std::string found = check_text(Style("never", stdout), rules_.program(), estate, frame_options(options_), predictions, requirements), expected = read_input(golden_file(file));
    if (test_.update && found != expected) {
      write_output(golden_file(file), found);
      rewritten_ += fmt::format("rewritten {}\n     {}\n", golden_file(file), first_difference(expected, found).text);
      return;
    }
    RunResult r{.state = found == expected ? ResultState::as_expected : ResultState::failed, .id = shown_path(golden_file(file)), .where = {shown_path(golden_file(file))}};
    r.message = "expected the text that check prints";
    if (found != expected) {
      const auto difference = first_difference(expected, found);
      r.rule = "golden-output-differs";
      r.where.line = difference.line;
      r.details = {difference.text, "--update rewrites it"};
    }
    suite.results.push_back(std::move(r));
  }

  std::string text() const {
    if (options_.quiet) return problems_text(style_, run_);
    return rewritten_ + test_text(style_, run_, test_.list_passes) + coverage_text(coverage_, test_.coverage) + test_summary(run_);
  }

  const Options& options_;
  const TestOptions& test_;
  RuleSet rules_;
  Style style_ = text_style(options_);
  Coverage coverage_;
  Run run_{"test", {}};
  std::size_t unreadable_ = 0;
  std::string rewritten_;
};

}  // namespace

int test(const Options& options, const TestOptions& test_options, const std::vector<std::string>& paths) {
  if (test_options.coverage != (options.format == "json") && options.format != "text")
    throw BadInput{{{.file = "--format " + options.format, .message = test_options.coverage ? "this form does not tell the coverage" : "json is the form of the coverage",
                     .hint = test_options.coverage ? "leave --coverage out, or take text or json" : "add --coverage, or take jsonl"}}};
  TestRun run(options, test_options);
  for (const auto& file : scenarios_below(paths)) run.run(file);
  return run.finish();
}

}  // namespace wmireach::cli
