// SPDX-License-Identifier: Apache-2.0
// The forms in which `check` and `test` tell a pipeline what they found.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/run_results.hpp"

namespace wmireach::cli {

struct RunFormat {
  std::string_view name;
  std::string (*write)(RuleSet& rules, const Run& run);
  bool takes_fixes = false;  // edits of the scenario's text are worth their time
};

std::span<const RunFormat> run_formats();
const RunFormat* find_run_format(std::string_view name);  // null: there is none

// Every name behind those that a command has by itself.
std::vector<std::string> with_run_formats(std::vector<std::string> names);

std::string junit_report(const Run& run);
std::string sarif_report(RuleSet& rules, const Run& run);
std::string tap_report(const Run& run);
std::string github_report(const Run& run);
std::string markdown_report(const Run& run);
std::string json_lines_report(const Run& run);
std::string csv_report(const Run& run);

}  // namespace wmireach::cli
