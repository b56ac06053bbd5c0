// SPDX-License-Identifier: Apache-2.0
#include "cli/run_formats.hpp"

#include <algorithm>

namespace wmireach::cli {
namespace {

template <std::string (*write)(const Run&)>
std::string without_rules(RuleSet&, const Run& run) {
  return write(run);
}

constexpr RunFormat formats[] = {
    {"junit", without_rules<junit_report>},       {"sarif", sarif_report, true},
    {"tap", without_rules<tap_report>},           {"github", without_rules<github_report>},
    {"markdown", without_rules<markdown_report>}, {"jsonl", without_rules<json_lines_report>},
    {"csv", without_rules<csv_report>},
};

}  // namespace

std::span<const RunFormat> run_formats() { return formats; }

const RunFormat* find_run_format(std::string_view name) {
  const auto found = std::ranges::find(formats, name, &RunFormat::name);
  return found == std::ranges::end(formats) ? nullptr : found;
}

std::vector<std::string> with_run_formats(std::vector<std::string> names) {
  for (const auto& f : formats) names.emplace_back(f.name);
  return names;
}

}  // namespace wmireach::cli
