// SPDX-License-Identifier: Apache-2.0
// Remedies of a failing connection as edits of the scenario's text.
#pragma once

#include "cli/overlay.hpp"
#include "cli/run_results.hpp"

namespace wmireach::cli {

// For each failing connection of a scenario in one file: the remedies that set facts, each carried out on the text, read again and predicted again;
// shown where that gives what the remedy was predicted to give. None for a scenario of several files, for standard input and with a change of the
// command line, as no text of one file stands for those. At most `most_fixed_results` connections get them, as each edit means reading the file.
inline constexpr std::size_t most_fixed_results = 100;

class TextFixer {
 public:
  TextFixer(RuleSet& rules, const Options& options, const std::string& path);
  std::vector<TextFix> fixes(const Prediction& prediction);

 private:
  RuleSet& rules_;
  const Options& options_;
  std::string path_, text_;
  std::optional<LoadedScenario> loaded_;  // none: there are no fixes
  std::size_t connections_ = 0;
};

// What has to be replaced in `before` to get `after`, in lines and columns of code points.
TextFix replacement(std::string_view before, std::string_view after);

}  // namespace wmireach::cli
