// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyzer/diff.hpp"
#include "cli/prediction.hpp"

namespace wmireach::cli {

struct ConnectionDiff {
  std::string id;
  Prediction before, after;
  std::optional<analyzer::VerdictChange> change;  // nullopt: nothing changed
};

struct EstateDiff {
  std::vector<ConnectionDiff> connections;  // those in both, in the order of the first
  std::vector<std::string> only_before, only_after;
};

std::string diff_json(const rules::Program& program, const EstateDiff& diff);

}  // namespace wmireach::cli
