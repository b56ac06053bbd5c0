// SPDX-License-Identifier: Apache-2.0
// Two estates held against each other: connections, requirements, and pairs of hosts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyzer/matrix_diff.hpp"
#include "cli/commands.hpp"
#include "cli/requirement_report.hpp"

namespace wmireach::cli {

struct ConnectionDiff {
  std::string id;
  Prediction before, after;
  analyzer::VerdictChange change;
};

struct RequirementDiff {
  JudgedRequirement before, after;
};

struct PairsDiff {
  analyzer::MatrixDiffRequest request;
  analyzer::MatrixDiff diff;
};

struct EstateDiff {
  std::size_t compared = 0;                   // connections in both
  std::vector<ConnectionDiff> connections;    // those that change, in the order of the first estate
  std::vector<std::string> only_before, only_after;
  std::size_t requirements_compared = 0;
  std::vector<RequirementDiff> requirements;  // those whose result or count of pairs changes
  std::vector<std::string> required_before, required_after;  // only there
  std::optional<PairsDiff> pairs;             // where they were asked for

  bool empty() const;
};

struct ComparedEstates {
  const model::Estate &before, &after;
  std::string before_name, after_name;  // for messages
  bool after_is_changed = false;         // it is read from no file as it is
};

// Connections and requirements of one id are held against each other; what the difference cannot reach is not predicted.
EstateDiff compare(const rules::Program& program, const ComparedEstates& estates, const PairOptions& pairs, const rules::FrameOptions& options);

}  // namespace wmireach::cli
