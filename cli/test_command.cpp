// SPDX-License-Identifier: Apache-2.0
// Scenario files as regression tests: each connection with an expectation and each requirement is one test.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <sstream>

#include "cli/check_text.hpp"
#include "cli/commands.hpp"
#include "cli/scenario_files.hpp"
#include "cli/prediction.hpp"
#include "cli/sentences.hpp"
#include "cli/style.hpp"

namespace wmireach::cli {
namespace {

namespace fs = std::filesystem;
using model::Truth;

// In which truths each rule was seen over all connections.
class Exercise {
 public:
  explicit Exercise(const rules::Program& program) : program_(program), seen_(program.rules().size()) {}

  void note(const analyzer::Verdict& v) {
    for (std::size_t i = 0; i < v.outcomes.size(); ++i)
      if (v.outcomes[i].applies != Truth::False) seen_[i][static_cast<std::size_t>(static_cast<int>(v.outcomes[i].truth()) + 1)] = true;
  }

  std::string text() const {
    static constexpr std::string_view words[] = {"violated", "unknown", "holds"};
    std::size_t full = 0;
    std::string lacking;
    for (std::size_t i = 0; i < seen_.size(); ++i) {
      std::string never;
      for (std::size_t t = 0; t < 3; ++t)
        if (!seen_[i][t]) never += (never.empty() ? "" : ", ") + std::string(words[t]);
      if (never.empty()) ++full;
      else lacking += fmt::format("  {}: never {}\n", program_.rules()[i].name, never);
    }
    return fmt::format("rules: {} of {} exercised in all three truths\n", full, seen_.size()) + lacking;
  }

 private:
  const rules::Program& program_;
  std::vector<std::array<bool, 3>> seen_;
};

// The text of `check` that a scenario is held to: "branch.golden.txt" beside "branch.json", where it exists.
std::string golden_file(const std::string& scenario) { return fs::path(scenario).replace_extension(".golden.txt").generic_string(); }

// "line 7: expected ..., found ..." for the first line that differs.
std::string first_difference(const std::string& expected, const std::string& found) {
  std::istringstream a(expected), b(found);
  for (std::size_t n = 1;; ++n) {
    std::string x = "nothing", y = "nothing";
    const bool more_a = static_cast<bool>(std::getline(a, x)), more_b = static_cast<bool>(std::getline(b, y));
    if (more_a != more_b || x != y) return fmt::format("line {}: expected {}; found {}", n, x, y);
    if (!more_a) return "line ends differ";
  }
}

class TestRun {
 public:
  TestRun(const Options& options, const TestOptions& test) : options_(options), test_(test), rules_(options), exercise_(rules_.program()) {}

  void run(const std::string& file) {
    model::Estate estate;
    try {
      estate = load_scenario(rules_.program(), file);
    } catch (const BadInput& bad) {
      print_diagnostics(bad.diagnostics, options_);
      ++unreadable_;
      return;
    }
    std::vector<Prediction> predictions;
    for (model::Index i = 0; i < estate.connections.size(); ++i) {
      predictions.push_back(predict(rules_.program(), estate, i, frame_options(options_)));
      exercise_.note(predictions.back().verdict);
      if (estate.connections[i].expectation) compare(file, predictions.back());
    }
    const auto requirements = judge_requirements(rules_.program(), estate, frame_options(options_));
    for (const auto& judged : requirements) compare(file, estate, judged);
    if (fs::exists(golden_file(file))) compare_golden(file, estate, predictions, requirements);
  }

  int finish() {
    text_ += exercise_.text();
    if (unreadable_ > 0) text_ += fmt::format("{} files could not be read\n", unreadable_);
    if (passed_ + failed_ == 0) text_ += "no connection carries an expectation, and nothing is required\n";
    text_ += fmt::format("{} passed, {} failed\n", passed_, failed_);
    write_output(options_.output, text_);
    if (unreadable_ > 0) return bad_input;
    return failed_ > 0 || passed_ == 0 ? not_as_expected : as_expected;
  }

 private:
  void compare(const std::string& file, const Prediction& p) {
    const auto unmet = unmet_expectations(rules_.program(), p);
    const auto& connection = p.frame->connection();
    if (!count(unmet.empty())) return;
    text_ += fmt::format("{} {} {}: expected {}; found {}\n", word(unmet.empty()), file, connection.id, expected_text(*connection.expectation),
                         found_text(rules_.program(), p));
    for (const auto& u : unmet) text_ += "     " + u + "\n";
    if (unmet.empty()) return;
    if (p.verdict.first_blocker) text_ += "     because " + fill(rules_.program().rules()[*p.verdict.first_blocker].message, *p.frame) + "\n";
    for (const auto& m : p.verdict.missing) text_ += "     missing " + subject_text(m.slot, *p.frame) + "\n";
  }

  void compare(const std::string& file, const model::Estate& estate, const JudgedRequirement& judged) {
    const bool holds = judged.result.state == analyzer::RequirementState::holds;
    if (!count(holds)) return;
    text_ += fmt::format("{} {} {}: {}\n", word(holds), file, judged.requirement->id, requirement_summary(judged));
    if (holds) return;
    for (const auto& l : counterexample_lines(rules_.program(), estate, *judged.requirement, judged.result.counterexamples.front(), frame_options(options_)))
      text_ += fmt::format("     {} {}\n", l.label == "reason" ? "because" : l.label, l.text);
  }

  void compare_golden(const std::string& file, const model::Estate& estate, const std::vector<Prediction>& predictions, const std::vector<JudgedRequirement>& requirements) {
    const std::string found = check_text(Style("never", stdout), rules_.program(), estate, frame_options(options_), predictions, requirements), expected = read_input(golden_file(file));
    if (test_.update && found != expected) {
      write_output(golden_file(file), found);
      text_ += fmt::format("rewritten {}\n     {}\n", golden_file(file), first_difference(expected, found));
      return;
    }
    if (!count(found == expected)) return;
    text_ += fmt::format("{} {}\n", word(found == expected), golden_file(file));
    if (found != expected) text_ += fmt::format("     {}\n     --update rewrites it\n", first_difference(expected, found));
  }

  // Whether the result is to be shown.
  bool count(bool pass) {
    ++(pass ? passed_ : failed_);
    return !pass || test_.list_passes;
  }
  std::string word(bool pass) const { return pass ? style_.green("pass") : style_.red("FAIL"); }

  const Options& options_;
  const TestOptions& test_;
  RuleSet rules_;
  Style style_{options_.output == "-" ? options_.color : "never", stdout};
  Exercise exercise_;
  std::size_t passed_ = 0, failed_ = 0, unreadable_ = 0;
  std::string text_;
};

}  // namespace

int test(const Options& options, const TestOptions& test_options, const std::vector<std::string>& paths) {
  TestRun run(options, test_options);
  for (const auto& file : scenarios_below(paths)) run.run(file);
  return run.finish();
}

}  // namespace wmireach::cli
