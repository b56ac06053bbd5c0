// SPDX-License-Identifier: Apache-2.0
#include "cli/change_text.hpp"

#include <fmt/format.h>

#include <map>

namespace wmireach::cli {
namespace {

std::string change_line(const EstateDiff& diff) {
  std::map<analyzer::ChangeKind, std::size_t> counts;
  for (const auto& d : diff.connections) ++counts[d.change.kind];
  std::string line = fmt::format("What changes: {} of {} connections", diff.connections.size(), diff.compared);
  for (const auto& [kind, n] : counts) line += fmt::format("{} {} {}", kind == counts.begin()->first ? ":" : ",", n, to_string(kind));
  if (!diff.only_after.empty()) line += fmt::format(", {} added", diff.only_after.size());
  if (!diff.only_before.empty()) line += fmt::format(", {} removed", diff.only_before.size());
  return line;
}

}  // namespace

viz::ChangeText change_text(const rules::Program& program, const ComparedEstates& estates, const BothPredictions& predictions, const EstateDiff& diff, viz::ChangeShown shown) {
  viz::ChangeText text{.title = {}, .before = estate_text(program, estates.before, predictions.before), .after = estate_text(program, estates.after, predictions.after)};
  const std::string& title = estates.after.title;
  if (!title.empty()) text.title.push_back(title);
  switch (shown) {
    case viz::ChangeShown::change: text.title.push_back(change_line(diff)); break;
    case viz::ChangeShown::before: text.title.push_back("Before: " + text.before.title.back()); break;
    case viz::ChangeShown::after: text.title.push_back("After: " + text.after.title.back()); break;
  }
  return text;
}

}  // namespace wmireach::cli
