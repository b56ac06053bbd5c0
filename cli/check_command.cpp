// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/check_text.hpp"
#include "cli/client_words.hpp"
#include "cli/commands.hpp"
#include "cli/json_report.hpp"
#include "cli/prediction.hpp"
#include "cli/run_formats.hpp"
#include "cli/sentences.hpp"
#include "cli/text_fixes.hpp"
#include "cli/text_output.hpp"

namespace wmireach::cli {
namespace {

using analyzer::VerdictKind;

std::string verdict_word(const Style& style, VerdictKind kind) {
  const std::string padded = fmt::format("{:<13}", to_string(kind));
  switch (kind) {
    case VerdictKind::connects: return style.green(padded);
    case VerdictKind::fails: return style.red(padded);
    default: return style.yellow(padded);
  }
}

std::string error_line(const analyzer::Verdict& v) {
  if (v.errors.empty()) return "no error code is documented";
  if (v.error_is_certain)
    return fmt::format("{}, {}", error_text(v.errors.front().code), v.errors.front().timing == rules::Timing::immediate ? "at once" : "after a time-out");
  std::string text = "one of";
  std::vector<std::uint32_t> shown;
  for (const auto& e : v.errors) {
    if (std::ranges::find(shown, e.code) != shown.end()) continue;
    text += (shown.empty() ? " " : ", ") + error_text(e.code);
    shown.push_back(e.code);
  }
  return text;
}

// What a reader needs at a glance: the verdict, the reason, the error, what waits behind it and what is missing.
std::string connection_text(const Style& style, const rules::Program& program, const Prediction& p) {
  const auto& v = p.verdict;
  std::string text = fmt::format("{} {}  {}\n", verdict_word(style, v.kind), style.bold(p.frame->connection().id), request_text(*p.frame));
  const auto line = [&](std::string_view label, const std::string& what) { text += fmt::format("{:14}{:<12} {}\n", "", label, what); };
  if (v.first_blocker) {
    const auto& rule = program.rules()[*v.first_blocker];
    line("stage", std::string(to_string(*v.stage)));
    line("rule", fmt::format("{} [{}]", rule.name, rule.sources.empty() ? "" : rule.sources.front()));
    if (rule.grade != rules::Grade::documented) line("rests on", rule.grade == rules::Grade::secondary ? "a secondary source" : "general knowledge; no document was read for it");
    line("reason", fill(rule.message, *p.frame));
    line("error", error_line(v));
    if (v.error_is_certain)
      if (const auto words = shown_as(*p.frame, v.errors.front().code)) line("shown as", *words);
  }
  for (const auto r : v.either) line("either", fmt::format("{} ({})", fill(program.rules()[r].message, *p.frame), program.rules()[r].name));
  if (!v.either.empty()) line("error", error_line(v));
  for (const auto r : v.latent) line("would also", fmt::format("fail: {} ({})", fill(program.rules()[r].message, *p.frame), program.rules()[r].name));
  for (const auto r : v.limits) line(to_string(program.rules()[r].effect), fmt::format("{} ({})", fill(program.rules()[r].message, *p.frame), program.rules()[r].name));
  for (const auto& m : v.missing)
    line("missing", fmt::format("{}; state it at {}{}", subject_text(m.slot, *p.frame), where_to_state(m.slot, *p.frame), m.would_flip() ? " (decides alone)" : ""));
  for (const auto& l : acceptance_lines(acceptance_state(p), p.frame->connection().accepted, is_as_it_should_be(program, p))) line(l.label, l.text);
  for (const auto& u : unmet_expectations(program, p)) line(style.red("unexpected"), u);
  return text;
}

}  // namespace

std::string check_text(const Style& style, const rules::Program& program, const model::Estate& estate, const rules::FrameOptions& options,
                       const std::vector<Prediction>& predictions, const std::vector<JudgedRequirement>& requirements) {
  std::array<std::size_t, analyzer::verdict_kinds> counts{};
  std::string text = estate.title.empty() ? "" : style.bold(estate.title) + "\n\n";
  for (const auto& p : predictions) {
    text += connection_text(style, program, p) + "\n";
    ++counts[static_cast<std::size_t>(p.verdict.kind)];
  }
  text += fmt::format("{} connection{}: {} connect, {} fail, {} undetermined\n", predictions.size(), predictions.size() == 1 ? "" : "s", counts[0], counts[1], counts[2]);
  return requirements.empty() ? text : text + "\n" + requirements_text(style, program, estate, options, requirements);
}

namespace {

// The connections and requirements that are not as they should be, without title and sums.
std::string problems_text(const Style& style, const rules::Program& program, const model::Estate& estate, const rules::FrameOptions& options,
                          const std::vector<Prediction>& predictions, const std::vector<JudgedRequirement>& requirements) {
  std::string text;
  for (const auto& p : predictions)
    if (exit_code(program, p) != as_expected) text += connection_text(style, program, p) + "\n";
  for (const auto& judged : requirements)
    if (exit_code(judged) != as_expected) text += requirement_text(style, program, estate, options, judged) + "\n";
  return text;
}

Run run_of(const rules::Program& program, const model::Estate& estate, const rules::FrameOptions& options, const std::vector<Prediction>& predictions,
           const std::vector<JudgedRequirement>& requirements) {
  RunSuite suite{shown_path(estate.files.front()), estate.title, {}};
  for (const auto& p : predictions) suite.results.push_back(result_of(program, estate, p));
  for (const auto& judged : requirements) suite.results.push_back(result_of(program, estate, options, judged));
  return {"check", {std::move(suite)}};
}

// Without requirements the result does not speak of them.
void write_result(RuleSet& rules, const model::Estate& estate, const Options& options, const std::string& scenario, const std::vector<Prediction>& predictions,
                   const std::vector<JudgedRequirement>* requirements) {
  static const std::vector<JudgedRequirement> none;
  const auto frame = frame_options(options);
  if (options.format == "json") return write_output(options.output, json_report(rules, estate, scenario, frame, predictions, requirements));
  const auto& judged = requirements == nullptr ? none : *requirements;
  if (const auto* format = find_run_format(options.format)) {
    Run run = run_of(rules.program(), estate, frame, predictions, judged);
    if (format->takes_fixes) {
      TextFixer fixer(rules, options, scenario);
      for (std::size_t i = 0; i < predictions.size(); ++i)
        if (run.suites.front().results[i].state != ResultState::as_expected) run.suites.front().results[i].fixes = fixer.fixes(predictions[i]);
    }
    return write_output(options.output, format->write(rules, run));
  }
  const Style style = text_style(options);
  write_text(options, options.quiet ? problems_text(style, rules.program(), estate, frame, predictions, judged) : check_text(style, rules.program(), estate, frame, predictions, judged));
}

}  // namespace

int check(const Options& options, const std::string& scenario, const std::vector<std::string>& connections) {
  RuleSet rules(options);
  const model::Estate estate = load_scenario_with(rules.program(), scenario, {.files = options.overlays});
  const std::vector<model::Index> wanted = chosen_connections(estate, connections, scenario);

  int exit = as_expected;
  std::vector<Prediction> predictions;
  for (const auto i : wanted) {
    predictions.push_back(predict(rules.program(), estate, i, frame_options(options)));
    exit = worse(exit, exit_code(rules.program(), predictions.back()));
  }
  // Who asks for one connection is told of nothing else.
  std::vector<JudgedRequirement> requirements;
  if (connections.empty()) requirements = judge_requirements(rules.program(), estate, frame_options(options));
  for (const auto& judged : requirements) exit = worse(exit, exit_code(judged));
  write_result(rules, estate, options, scenario, predictions, connections.empty() ? &requirements : nullptr);
  return exit;
}

}  // namespace wmireach::cli
