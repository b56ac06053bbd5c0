// SPDX-License-Identifier: Apache-2.0
// What `check` and `test` found, result by result, in the words that every format for pipelines shares.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/requirement_report.hpp"

namespace wmireach::cli {

enum class ResultState : std::uint8_t {
  as_expected,
  accepted,      // it is not, and the scenario accepts that for now
  undetermined,  // facts are missing, and nothing else was expected
  failed,
  broken,        // there is nothing to hold anything against: a file that cannot be read, a run without a test
};

struct Place {
  std::string file;        // relative to the working folder where it is below it, else as given
  std::uint32_t line = 1;
};

// One stage on the way, and where the facts stand that stop it.
struct StagePassage {
  std::string_view stage;
  analyzer::StageState state;
  std::string text;  // "network: passed"
  struct StatedFact {
    Place where;
    std::string text;
  };
  std::vector<StatedFact> facts;
};

// A violated rule that lets the connection work and limits it or warns.
struct Remark {
  std::string rule;
  bool limits = false;  // else it warns
  std::string text;
};

// A repair as an edit of the scenario's text: what stands between two places is replaced.
struct TextFix {
  std::string title;
  std::string file;
  std::uint32_t start_line = 1, start_column = 1, end_line = 1, end_column = 1;  // counted from 1, in code points; the end is not included
  std::string inserted;
};

struct RunResult {
  ResultState state = ResultState::as_expected;
  std::string id;       // of the connection or the requirement, or the golden file
  Place where;
  std::string rule;     // a stable name of what is told: a rule of the catalogue, or one of told_besides(); empty where all is as expected
  std::string verdict;  // or the state of a requirement; empty where there is neither
  std::string stage, blocker, error;  // empty: none
  std::string subject;  // the request, or what is required
  std::string message;  // one sentence without a full stop: what is expected and what is predicted
  std::vector<std::string> details;   // why, line by line; empty where all is as expected
  std::vector<StagePassage> ladder;   // of a connection that is not as expected
  std::vector<Remark> remarks;
  std::vector<TextFix> fixes;         // see text_fixes.hpp
  std::string accepted;               // why, by whom and until when, while that is in force
};

struct RunSuite {
  std::string file, title;  // the scenario
  std::vector<RunResult> results;
};

struct Run {
  std::string command;  // "check" or "test"
  std::vector<RunSuite> suites;

  std::size_t count(ResultState state) const;
};

// Results that are told under a name of their own, with what it means.
struct ToldBesides {
  std::string_view name, meaning;
};
std::span<const ToldBesides> told_besides();

std::string_view to_string(ResultState state);

// The file as a report names it.
std::string shown_path(const std::string& path);
Place place_of(const model::Estate& estate, model::LocationId where);

RunResult result_of(const rules::Program& program, const model::Estate& estate, const Prediction& prediction);
RunResult result_of(const rules::Program& program, const model::Estate& estate, const rules::FrameOptions& options, const JudgedRequirement& judged);

// "3 as expected, 1 failed, 1 accepted": what there is of each state.
std::string counts_text(const Run& run);

}  // namespace wmireach::cli
