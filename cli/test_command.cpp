// SPDX-License-Identifier: Apache-2.0
// Scenario files as regression tests: each connection with an expectation is one test.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "cli/commands.hpp"
#include "cli/prediction.hpp"
#include "cli/sentences.hpp"
#include "cli/style.hpp"

namespace wmireach::cli {
namespace {

namespace fs = std::filesystem;
using model::Truth;

std::vector<std::string> scenario_files(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const auto& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      files.push_back(path);
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(path))
      if (entry.is_regular_file() && entry.path().extension() == ".json") files.push_back(entry.path().generic_string());
  }
  std::ranges::sort(files);
  return files;
}

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

}  // namespace

int test(const Options& options, const std::vector<std::string>& paths, bool list_passes) {
  RuleSet rules(options);
  const Style style(options.output == "-" ? options.color : "never", stdout);
  Exercise exercise(rules.program());
  std::size_t passed = 0, failed = 0, unreadable = 0;
  std::string text;
  for (const auto& file : scenario_files(paths)) {
    model::Estate estate;
    try {
      estate = load_scenario(file);
    } catch (const BadInput& bad) {
      print_diagnostics(bad.diagnostics, options);
      ++unreadable;
      continue;
    }
    for (model::Index i = 0; i < estate.connections.size(); ++i) {
      const Prediction p = predict(rules.program(), estate, i, options.assumptions);
      exercise.note(p.verdict);
      const auto& connection = estate.connections[i];
      if (!connection.expectation) continue;
      const auto unmet = unmet_expectations(rules.program(), p);
      ++(unmet.empty() ? passed : failed);
      if (unmet.empty() && !list_passes) continue;
      text += fmt::format("{} {} {}: expected {}; found {}\n", unmet.empty() ? style.green("pass") : style.red("FAIL"), file, connection.id,
                          expected_text(*connection.expectation), found_text(rules.program(), p));
      for (const auto& u : unmet) text += "     " + u + "\n";
      if (!unmet.empty() && p.verdict.first_blocker)
        text += "     because " + fill(rules.program().rules()[*p.verdict.first_blocker].message, *p.frame) + "\n";
      if (!unmet.empty())
        for (const auto& m : p.verdict.missing) text += "     missing " + subject_text(m.slot, *p.frame) + "\n";
    }
  }
  text += exercise.text();
  if (unreadable > 0) text += fmt::format("{} files could not be read\n", unreadable);
  if (passed + failed == 0) text += "no connection carries an expectation\n";
  text += fmt::format("{} passed, {} failed\n", passed, failed);
  write_output(options.output, text);
  if (unreadable > 0) return bad_input;
  return failed > 0 || passed == 0 ? not_as_expected : as_expected;
}

}  // namespace wmireach::cli
