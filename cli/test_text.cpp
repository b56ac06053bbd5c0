// SPDX-License-Identifier: Apache-2.0
#include "cli/test_text.hpp"

#include <fmt/format.h>

namespace wmireach::cli {
namespace {

std::string word(const Style& style, ResultState state) {
  switch (state) {
    case ResultState::as_expected: return style.green("pass");
    case ResultState::accepted: return style.yellow("accepted");
    default: return style.red("FAIL");
  }
}

template <class Shown>
std::string results_text(const Style& style, const Run& run, Shown shown) {
  std::string text;
  for (const auto& suite : run.suites)
    for (const auto& r : suite.results) {
      if (!shown(r.state)) continue;
      const bool passes = r.state == ResultState::as_expected;
      const std::string file = r.where.file == r.id || suite.file.empty() ? "" : suite.file + " ";  // a golden output is a file itself
      text += fmt::format("{} {}{}{}\n", word(style, r.state), file, r.id, passes ? "" : ": " + r.message);
      if (!r.accepted.empty()) text += "     accepted: " + r.accepted + "\n";
      if (r.state == ResultState::accepted) continue;
      for (const auto& d : r.details) text += "     " + d + "\n";
    }
  return text;
}

}  // namespace

std::string test_text(const Style& style, const Run& run, bool list_passes) {
  return results_text(style, run, [&](ResultState state) { return list_passes || state != ResultState::as_expected; });
}

std::string problems_text(const Style& style, const Run& run) {
  return results_text(style, run, [](ResultState state) { return state != ResultState::as_expected && state != ResultState::accepted; });
}

std::string test_summary(const Run& run) {
  const auto accepted = run.count(ResultState::accepted), broken = run.count(ResultState::broken);
  return fmt::format("{} passed, {} failed{}{}\n", run.count(ResultState::as_expected), run.count(ResultState::failed), accepted == 0 ? "" : fmt::format(", {} accepted", accepted),
                     broken == 0 ? "" : fmt::format(", {} not judged", broken));
}

}  // namespace wmireach::cli
