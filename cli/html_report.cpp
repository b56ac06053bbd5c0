// SPDX-License-Identifier: Apache-2.0
#include "cli/html_report.hpp"

#include "cli/diff_json.hpp"
#include "cli/report_json.hpp"
#include "cli/report_page.hpp"
#include "cli/sentences.hpp"

namespace wmireach::cli {
namespace {

ReportSide side_of(const rules::Program& program, const ReportedScenario& scenario, const rules::FrameOptions& with, const HtmlOptions& options) {
  ReportSide side{.estate = scenario.estate, .path = scenario.path, .is_changed = scenario.is_changed, .predictions = {}, .requirements = judge_requirements(program, scenario.estate, with), .pictures = {}};
  for (model::Index i = 0; i < scenario.estate.connections.size(); ++i) side.predictions.push_back(predict(program, scenario.estate, i, with));
  std::set<std::string> changed;
  if (options.difference != nullptr)
    for (const auto& d : options.difference->connections) changed.insert(d.id);
  side.pictures = report_pictures(program, scenario.estate, side.predictions, changed, options.pictures);
  return side;
}

// What keeps its place is found again; a large estate has its own picture, as that of a change may leave out what is not touched.
void add_change(const rules::Program& program, const HtmlOptions& options, std::vector<ReportSide>& sides) {
  auto pictures = change_pictures(program, *options.compared, {sides[0].predictions, sides[1].predictions}, *options.difference);
  sides[1].pictures.change = std::move(pictures.change);
  for (const auto& s : sides)
    if (s.estate.hosts.size() > viz::most_hosts || s.estate.connections.size() > viz::most_connections) return;
  sides[0].pictures.estate = std::move(pictures.before);
  sides[1].pictures.estate = std::move(pictures.after);
}

}  // namespace

std::string html_report(RuleSet& rules, const std::vector<ReportedScenario>& scenarios, const rules::FrameOptions& frame_options, const HtmlOptions& options) {
  std::vector<ReportSide> sides;
  for (const auto& s : scenarios) sides.push_back(side_of(rules.program(), s, frame_options, options));
  std::string difference;
  if (options.difference != nullptr) {
    difference = diff_json(rules.program(), *options.compared, *options.difference);
    if (options.pictures > 0) add_change(rules.program(), options, sides);
  }
  std::vector<PlainRow> rows;
  for (const auto& p : sides.back().predictions) rows.push_back({p.frame->connection().id, request_text(*p.frame), found_text(rules.program(), p)});
  const std::string& title = scenarios.back().estate.title;
  return report_page(title.empty() ? scenarios.back().path : title, rows, report_json(rules, sides, frame_options, difference));
}

}  // namespace wmireach::cli
