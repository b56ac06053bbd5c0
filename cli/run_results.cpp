// SPDX-License-Identifier: Apache-2.0
#include "cli/run_results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "cli/expectation_words.hpp"
#include "cli/platform/files.hpp"
#include "cli/sentences.hpp"
#include "model/error_code.hpp"

namespace wmireach::cli {
namespace {

namespace fs = std::filesystem;
using analyzer::RequirementState;
using analyzer::StageState;
using analyzer::VerdictKind;

constexpr ToldBesides besides[] = {
    {"acceptance-expired", "The scenario accepts for a time that something is not as it should be, and that time is over."},
    {"connection-undetermined", "Facts are missing that decide whether the connection works."},
    {"expectation-not-met", "The prediction for a connection is not what the scenario expects."},
    {"fails-by-one-of-several-rules", "The connection fails in any case; a missing fact decides by which rule."},
    {"golden-output-differs", "The text of check is not the one that is kept beside the scenario."},
    {"no-test", "No connection carries an expectation, and nothing is required."},
    {"requirement-undetermined", "Facts are missing that decide whether a requirement of the scenario holds."},
    {"requirement-violated", "A pair of hosts does not do what the scenario requires."},
    {"scenario-not-readable", "A scenario file has mistakes, and nothing was predicted for it."},
};

ResultState state_for(int exit, bool as_it_should_be, AcceptanceState acceptance) {
  if (acceptance == AcceptanceState::in_force && !as_it_should_be) return ResultState::accepted;
  return exit == as_expected ? ResultState::as_expected : exit == undetermined ? ResultState::undetermined : ResultState::failed;
}

// What the scenario states of all that a rule rests on, each place once.
class StatedFacts {
 public:
  StatedFacts(const model::Estate& estate, rules::FactFrame& frame) : estate_(estate), frame_(frame) {}

  void add(rules::Slot s) {
    if (!seen_.insert(s).second) return;
    const model::Fact x = frame_.get(s);
    if (const auto* place = estate_.location(x.origin.where); place != nullptr && place->line > 0)
      facts.push_back({place_of(estate_, x.origin.where), fmt::format("{} is {}", subject_text(s, frame_), value_text(s, x))});
    const auto premises = frame_.premises(s);
    for (const auto premise : std::vector<rules::Slot>(premises.begin(), premises.end())) add(premise);
  }

  std::vector<StagePassage::StatedFact> facts;

 private:
  const model::Estate& estate_;
  rules::FactFrame& frame_;
  std::set<rules::Slot> seen_;
};

std::vector<StagePassage> ladder_of(const rules::Program& program, const model::Estate& estate, const Prediction& p) {
  std::vector<StagePassage> ladder;
  for (std::size_t i = 0; i < model::stage_count; ++i) {
    const auto state = p.verdict.stages[i].state;
    if (state == StageState::not_applicable) continue;
    StagePassage passage{model::stages()[i].id, state, fmt::format("{}: {}", model::stages()[i].id, to_string(state)), {}};
    if (state == StageState::failed && p.verdict.first_blocker && program.rules()[*p.verdict.first_blocker].stage == static_cast<model::Stage>(i)) {
      passage.text += ": " + fill(program.rules()[*p.verdict.first_blocker].message, *p.frame);
      StatedFacts stated(estate, *p.frame);
      for (const auto s : named_facts(program, program.rules()[*p.verdict.first_blocker])) stated.add(s);
      passage.facts = std::move(stated.facts);
    }
    ladder.push_back(std::move(passage));
  }
  return ladder;
}

std::vector<std::string> reasons(const rules::Program& program, const Prediction& p) {
  const auto& v = p.verdict;
  std::vector<std::string> lines;
  for (const auto& u : unmet_expectations(program, p))
    if (!u.starts_with("verdict: ")) lines.push_back(u);
  if (v.first_blocker) lines.push_back("because " + fill(program.rules()[*v.first_blocker].message, *p.frame));
  for (const auto r : v.either) lines.push_back(fmt::format("either {} ({})", fill(program.rules()[r].message, *p.frame), program.rules()[r].name));
  for (const auto& m : v.missing) lines.push_back("missing " + subject_text(m.slot, *p.frame) + (m.would_flip() ? " (decides alone)" : ""));
  return lines;
}

}  // namespace

std::size_t Run::count(ResultState state) const {
  std::size_t n = 0;
  for (const auto& s : suites) n += static_cast<std::size_t>(std::ranges::count(s.results, state, &RunResult::state));
  return n;
}

std::span<const ToldBesides> told_besides() { return besides; }

std::string_view to_string(ResultState state) {
  switch (state) {
    case ResultState::as_expected: return "as-expected";
    case ResultState::accepted: return "accepted";
    case ResultState::undetermined: return "undetermined";
    case ResultState::failed: return "failed";
    default: return "broken";
  }
}

std::string shown_path(const std::string& path) {
  // With "/" everywhere: the forms for pipelines know no other.
  const auto shown = [](const fs::path& p) { return platform::in_the_form_of("/", platform::as_text(p)); };
  const fs::path given = platform::as_path(path);
  if (!given.is_absolute()) return shown(given.lexically_normal());
  std::error_code error;
  const fs::path relative = given.lexically_relative(fs::current_path(error));
  return error || relative.empty() || *relative.begin() == ".." ? shown(given) : shown(relative);
}

Place place_of(const model::Estate& estate, model::LocationId where) {
  const auto* at = estate.location(where);
  if (at == nullptr) return {shown_path(estate.files.front()), 1};
  return {shown_path(estate.files[at->file]), std::max<std::uint32_t>(at->line, 1)};  // a change of the command line has no line
}

RunResult result_of(const rules::Program& program, const model::Estate& estate, const Prediction& p) {
  const auto& connection = p.frame->connection();
  const auto& v = p.verdict;
  const auto acceptance = acceptance_state(p);
  const bool good = is_as_it_should_be(program, p);
  RunResult r;
  r.state = state_for(exit_code(program, p), good, acceptance);
  r.id = connection.id;
  r.where = place_of(estate, connection.where);
  r.verdict = to_string(v.kind);
  r.stage = v.stage ? std::string(to_string(*v.stage)) : "";
  r.blocker = v.first_blocker ? std::string(program.rules()[*v.first_blocker].name) : "";
  r.error = v.error_is_certain ? model::hex(v.errors.front().code) : "";
  r.subject = request_text(*p.frame);
  r.message = connection.expectation ? fmt::format("expected that {}; predicted: {}", expected_words(*connection.expectation), predicted_words(program, p))
                                     : "predicted: " + predicted_words(program, p);
  for (const auto i : v.limits) {
    const auto& rule = program.rules()[i];
    r.remarks.push_back({std::string(rule.name), rule.effect == rules::Effect::limits, fill(rule.message, *p.frame)});
  }
  if (r.state == ResultState::as_expected) return r;
  if (acceptance == AcceptanceState::in_force) r.accepted = acceptance_text(*connection.accepted);
  r.ladder = ladder_of(program, estate, p);
  r.details = reasons(program, p);
  if (const auto problem = connection.accepted ? acceptance_problem(acceptance, *connection.accepted) : ""; !problem.empty()) r.details.insert(r.details.begin(), problem);
  if (acceptance == AcceptanceState::expired) {
    r.rule = "acceptance-expired";
    r.where = place_of(estate, connection.accepted->where);
  } else if (connection.expectation) {
    r.rule = "expectation-not-met";
    r.where = place_of(estate, connection.expectation->where);
  } else {
    r.rule = v.first_blocker ? r.blocker : v.either.empty() ? "connection-undetermined" : "fails-by-one-of-several-rules";
  }
  return r;
}

RunResult result_of(const rules::Program& program, const model::Estate& estate, const rules::FrameOptions& options, const JudgedRequirement& judged) {
  const auto& requirement = *judged.requirement;
  const auto state = judged.result.state;
  RunResult r;
  r.state = state_for(exit_code(judged), state == RequirementState::holds, judged.acceptance);
  r.id = requirement.id;
  r.where = place_of(estate, requirement.where);
  r.verdict = to_string(state);
  r.subject = requirement.why;
  r.message = requirement_summary(judged);
  if (r.state == ResultState::as_expected) return r;
  if (judged.acceptance == AcceptanceState::in_force) r.accepted = acceptance_text(*requirement.accepted);
  if (const auto problem = requirement.accepted ? acceptance_problem(judged.acceptance, *requirement.accepted) : ""; !problem.empty()) r.details.push_back(problem);
  if (!judged.result.counterexamples.empty())
    for (const auto& l : counterexample_lines(program, estate, requirement, judged.result.counterexamples.front(), options))
      r.details.push_back(fmt::format("{} {}", l.label == "reason" ? "because" : l.label, l.text));
  r.rule = state == RequirementState::violated ? "requirement-violated" : "requirement-undetermined";
  if (judged.acceptance == AcceptanceState::expired) {
    r.rule = "acceptance-expired";
    r.where = place_of(estate, requirement.accepted->where);
  }
  return r;
}

std::string counts_text(const Run& run) {
  static constexpr std::pair<ResultState, std::string_view> words[] = {{ResultState::as_expected, "as expected"}, {ResultState::failed, "failed"},     {ResultState::undetermined, "undetermined"},
                                                                       {ResultState::accepted, "accepted"},       {ResultState::broken, "not judged"}};
  std::string text;
  for (const auto& [state, word] : words)
    if (const auto n = run.count(state); n > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", n, word);
  return text.empty() ? "there is no connection" : text;
}

}  // namespace wmireach::cli
