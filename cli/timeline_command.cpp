// SPDX-License-Identifier: Apache-2.0
// The dates on which verdicts change, and why.
#include <fmt/format.h>

#include "analyzer/timeline.hpp"
#include "cli/acceptance.hpp"
#include "cli/commands.hpp"
#include "cli/prediction.hpp"
#include "cli/sentences.hpp"
#include "cli/text_output.hpp"
#include "cli/timeline_json.hpp"

namespace wmireach::cli {
namespace {

using analyzer::Period;

std::string verdict_text(const rules::Program& program, const analyzer::Verdict& v) {
  std::string text(to_string(v.kind));
  if (v.stage) text += fmt::format(" at {}", to_string(*v.stage));
  if (v.first_blocker) text += fmt::format(", {}", program.rules()[*v.first_blocker].name);
  if (v.error_is_certain) text += ", " + error_text(v.errors.front().code);
  for (const auto& m : v.missing) text += fmt::format("{}{}", &m == &v.missing.front() ? ", missing " : ", ", rules::slot_name(m.slot));
  return text;
}

std::string connection_text(const Style& style, const rules::Program& program, rules::FactFrame& f, const std::vector<Period>& periods) {
  std::string text = fmt::format("{}  {}\n", style.bold(f.connection().id), request_text(f));
  if (const auto& accepted = f.connection().accepted) text += fmt::format("  {:<10}  {}\n", "accepted", acceptance_text(*accepted));
  if (periods.size() == 1) return text + fmt::format("  {:<10}  {}\n", "always", verdict_text(program, periods.front().verdict));
  for (const auto& p : periods) {
    text += fmt::format("  {:<10}  {}\n", p.from == 0 ? "before" : date_text(p.from), verdict_text(program, p.verdict));
    if (const auto* why = what_changes_on(p.from)) text += fmt::format("  {:<10}  because {} ({})\n", "", why->what, why->source);
  }
  return text;
}

}  // namespace

int timeline(const Options& options, const std::string& scenario, const std::vector<std::string>& connections) {
  RuleSet rules(options);
  const model::Estate estate = load_scenario(rules.program(), scenario);
  const std::vector<model::Index> wanted = chosen_connections(estate, connections, scenario);
  const Style style = text_style(options);
  const rules::FrameOptions with = frame_options(options);
  std::string text = estate.title.empty() ? "" : style.bold(estate.title) + "\n\n";
  std::size_t changing = 0;
  std::vector<ConnectionTimeline> timelines;
  for (const auto i : wanted) {
    const auto& periods = timelines.emplace_back(estate.connections[i].id, analyzer::timeline(rules.program(), estate, i, with)).periods;
    changing += periods.size() > 1 ? 1 : 0;
    rules::FactFrame frame(estate, i, with);
    text += connection_text(style, rules.program(), frame, periods) + "\n";
  }
  text += fmt::format("{} of {} connections change with the date\n", changing, wanted.size());
  if (options.format == "json") write_output(options.output, timeline_json(rules.program(), timelines));
  else write_text(options, text);
  return as_expected;
}

}  // namespace wmireach::cli
