// SPDX-License-Identifier: Apache-2.0
#include "cli/requirement_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/cores.hpp"
#include "cli/pair_request.hpp"
#include "cli/sentences.hpp"

namespace wmireach::cli {
namespace {

using analyzer::RequirementState;
using analyzer::VerdictKind;

constexpr std::size_t most_counterexamples = 5;

std::string state_word(const Style& style, RequirementState state) {
  const std::string padded = fmt::format("{:<13}", to_string(state));
  switch (state) {
    case RequirementState::holds: return style.green(padded);
    case RequirementState::violated: return style.red(padded);
    default: return style.yellow(padded);
  }
}

std::string missing_text(const Prediction& p) {
  std::string text;
  for (const auto& m : p.verdict.missing) text += (text.empty() ? "" : ", ") + subject_text(m.slot, *p.frame) + (m.would_flip() ? " (decides alone)" : "");
  return text;
}

}  // namespace

std::vector<JudgedRequirement> judge_requirements(const rules::Program& program, const model::Estate& estate, const rules::FrameOptions& options) {
  std::vector<JudgedRequirement> judged;
  for (const auto& r : estate.requirements) {
    const model::Connection any = pair_request(estate, r, r.from.front(), r.to.front());  // the date is the same for every pair
    rules::FactFrame frame(estate, any, options);
    judged.push_back({&r, analyzer::judge(program, estate, r, options, cores()), acceptance_state(r.accepted, frame.get(rules::ConnectionFact::as_of))});
  }
  return judged;
}

int exit_code(const JudgedRequirement& judged) {
  const auto state = judged.result.state;
  return exit_code_with(judged.acceptance, state == RequirementState::holds ? as_expected : state == RequirementState::violated ? not_as_expected : undetermined);
}

int worse(int a, int b) { return a == not_as_expected || b == as_expected ? a : b; }

std::vector<LabelledLine> acceptance_lines(AcceptanceState state, const std::optional<model::Acceptance>& accepted, bool needless) {
  if (state == AcceptanceState::none) return {};
  if (state != AcceptanceState::in_force) return {{"unaccepted", acceptance_problem(state, *accepted)}};
  return {{"accepted", acceptance_text(*accepted) + (needless ? "; needless, as it is as it should be" : "")}};
}

std::string requirement_summary(const JudgedRequirement& judged) {
  const auto& r = judged.result;
  const bool wanted = judged.requirement->must == model::Must::connect;
  return fmt::format("must {}; {} pair{}: {} connect, {} fail, {} undetermined", wanted ? "connect" : "not connect", r.pairs(), r.pairs() == 1 ? "" : "s",
                     wanted ? r.good : r.bad, wanted ? r.bad : r.good, r.undetermined);
}

std::vector<LabelledLine> counterexample_lines(const rules::Program& program, const model::Estate& estate, const model::Requirement& requirement,
                                               const analyzer::Counterexample& counterexample, const rules::FrameOptions& options) {
  const Prediction p = predict(program, estate, pair_request(estate, requirement, counterexample.from, counterexample.to), options);
  const auto others = counterexample.pairs - 1;
  std::vector<LabelledLine> lines{{"pair", fmt::format("{}: {}{}", p.frame->connection().id, found_text(program, p),
                                                       others == 0 ? "" : fmt::format("; {} more alike", others))}};
  if (p.verdict.first_blocker) lines.push_back({"reason", fill(program.rules()[*p.verdict.first_blocker].message, *p.frame)});
  for (const auto r : p.verdict.either) lines.push_back({"either", fmt::format("{} ({})", fill(program.rules()[r].message, *p.frame), program.rules()[r].name)});
  if (p.verdict.kind == VerdictKind::undetermined) lines.push_back({"missing", missing_text(p)});
  return lines;
}

std::string requirement_text(const Style& style, const rules::Program& program, const model::Estate& estate, const rules::FrameOptions& options, const JudgedRequirement& judged) {
  std::string text = fmt::format("{} {}  {}\n", state_word(style, judged.result.state), style.bold(judged.requirement->id), requirement_summary(judged));
  const auto line = [&](std::string_view label, const std::string& what) { text += fmt::format("{:14}{:<12} {}\n", "", label, what); };
  if (!judged.requirement->why.empty()) line("why", judged.requirement->why);
  for (const auto& l : acceptance_lines(judged.acceptance, judged.requirement->accepted, judged.result.state == RequirementState::holds)) line(l.label, l.text);
  const auto& all = judged.result.counterexamples;
  for (std::size_t i = 0; i < std::min(all.size(), most_counterexamples); ++i)
    for (const auto& l : counterexample_lines(program, estate, *judged.requirement, all[i], options)) line(l.label, l.text);
  if (all.size() > most_counterexamples) {
    std::uint64_t pairs = 0;
    for (std::size_t i = most_counterexamples; i < all.size(); ++i) pairs += all[i].pairs;
    line("and", fmt::format("{} more pair{}", pairs, pairs == 1 ? "" : "s"));
  }
  return text;
}

std::string requirements_text(const Style& style, const rules::Program& program, const model::Estate& estate, const rules::FrameOptions& options,
                              const std::vector<JudgedRequirement>& requirements) {
  if (requirements.empty()) return "";
  std::string text;
  std::array<std::size_t, 3> counts{};
  for (const auto& judged : requirements) {
    ++counts[static_cast<std::size_t>(judged.result.state)];
    text += requirement_text(style, program, estate, options, judged) + "\n";
  }
  return text + fmt::format("{} requirement{}: {} hold, {} violated, {} undetermined\n", requirements.size(), requirements.size() == 1 ? "" : "s", counts[0], counts[1], counts[2]);
}

}  // namespace wmireach::cli
