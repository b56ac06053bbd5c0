// SPDX-License-Identifier: Apache-2.0
#include "analyzer/predict.hpp"

#include <algorithm>

#include "analyzer/trial_values.hpp"

namespace wmireach::analyzer {

using model::Stage;
using model::Truth;
using rules::Effect;
using rules::FactFrame;
using rules::Program;
using rules::Slot;

std::string_view to_string(VerdictKind kind) {
  switch (kind) {
    case VerdictKind::connects: return "connects";
    case VerdictKind::fails: return "fails";
    case VerdictKind::undetermined: return "undetermined";
  }
  return "";
}

std::string_view to_string(StageState state) {
  switch (state) {
    case StageState::passed: return "passed";
    case StageState::failed: return "failed";
    case StageState::undetermined: return "undetermined";
    case StageState::not_reached: return "not reached";
    case StageState::not_applicable: return "not applicable";
  }
  return "";
}

bool MissingFact::would_flip() const {
  return std::ranges::any_of(would_give, [](VerdictKind k) { return k == VerdictKind::connects || k == VerdictKind::fails; });
}

namespace {

bool blocks(const rules::ProgramRule& r) { return r.effect == Effect::blocks; }

void sort_unique(std::vector<Slot>& slots) {
  std::ranges::sort(slots);
  slots.erase(std::ranges::unique(slots).begin(), slots.end());
}

// A default of a release, a planning assumption, or a derived fact that rests on a default of its own.
bool is_assumed(const FactFrame& frame, Slot s, const model::Fact& f) {
  if (f.origin.kind == model::OriginKind::release_default || f.origin.kind == model::OriginKind::assumption) return true;
  return std::ranges::any_of(frame.evidence(s), [](const rules::Evidence& e) { return !e.source.empty(); });
}

// Adds the assumed facts below `s`, along what it was computed from.
void collect_assumptions(const FactFrame& frame, FactFrame& values, Slot s, std::vector<bool>& seen, std::vector<Slot>& out) {
  if (seen[s] || !frame.computed(s)) return;
  seen[s] = true;
  if (is_assumed(frame, s, values.get(s))) out.push_back(s);
  for (const Slot p : frame.premises(s)) collect_assumptions(frame, values, p, seen, out);
}

std::vector<Slot> assumptions_of(const Program& program, const std::vector<rules::RuleOutcome>& outcomes, FactFrame& frame) {
  std::vector<Slot> out;
  std::vector<bool> seen(rules::slot_count, false);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (outcomes[i].applies == Truth::False) continue;
    for (const Slot s : named_facts(program, program.rules()[i])) collect_assumptions(frame, frame, s, seen, out);
  }
  std::ranges::sort(out);
  return out;
}

// States of the stages, and the first blocker among the violated rules.
void judge_stages(const Program& program, Verdict& v) {
  for (std::uint32_t i = 0; i < v.outcomes.size(); ++i) {
    const auto& rule = program.rules()[i];
    StageResult& stage = v.stages[static_cast<std::size_t>(rule.stage)];
    const rules::RuleOutcome& o = v.outcomes[i];
    if (o.applies == Truth::False) continue;
    stage.rules.push_back(i);
    if (!blocks(rule)) {
      if (o.truth() == Truth::False) v.limits.push_back(i);
      if (stage.state == StageState::not_applicable) stage.state = StageState::passed;
      continue;
    }
    if (o.truth() == Truth::False) stage.state = StageState::failed;
    else if (o.truth() == Truth::Unknown && stage.state != StageState::failed) stage.state = StageState::undetermined;
    else if (stage.state == StageState::not_applicable) stage.state = StageState::passed;
    if (o.truth() != Truth::False) continue;
    if (v.first_blocker) v.latent.push_back(i);
    else {
      v.first_blocker = i;
      v.stage = rule.stage;
    }
  }
}

void mark_not_reached(Verdict& v) {
  for (std::size_t s = static_cast<std::size_t>(*v.stage) + 1; s < v.stages.size(); ++s)
    if (v.stages[s].state != StageState::not_applicable) v.stages[s].state = StageState::not_reached;
}

// Errors of the blockers that may come first: every unknown one in front of the first violated one, and that one.
// Within the failing stage an unknown rule that is ordered earlier may come first, too.
void collect_errors(const Program& program, Verdict& v) {
  bool certain = true;
  for (std::uint32_t i = 0; i < v.outcomes.size(); ++i) {
    const auto& rule = program.rules()[i];
    if (!blocks(rule) || v.outcomes[i].truth() == Truth::True) continue;
    for (const auto& e : rule.errors) v.errors.push_back({e.code, e.timing, i});
    if (v.first_blocker == i) {
      v.error_is_certain = certain && !rule.errors.empty();
      return;
    }
    certain = false;
  }
}

}  // namespace

std::vector<Slot> assumed_facts(const Program& program, const rules::ProgramRule& rule, FactFrame& frame) {
  std::vector<Slot> out;
  std::vector<bool> seen(rules::slot_count, false);
  for (const Slot s : named_facts(program, rule)) collect_assumptions(frame, frame, s, seen, out);
  std::ranges::sort(out);
  return out;
}

Verdict predict(const Program& program, FactFrame& frame) {
  Verdict v;
  v.outcomes = evaluate(program, frame);
  judge_stages(program, v);
  bool unknown = false;
  std::vector<Slot> missing;
  for (std::uint32_t i = 0; i < v.outcomes.size(); ++i) {
    const auto& rule = program.rules()[i];
    if (!blocks(rule) || v.outcomes[i].truth() != Truth::Unknown) continue;
    // What is unknown behind a sure failure changes neither the verdict nor the error.
    if (v.first_blocker && i > *v.first_blocker) continue;
    unknown = true;
    for (const Slot s : missing_facts(program, rule, frame)) missing.push_back(s);
  }
  sort_unique(missing);
  for (const Slot s : missing) v.missing.push_back({s, {}});
  v.kind = v.first_blocker ? VerdictKind::fails : unknown ? VerdictKind::undetermined : VerdictKind::connects;
  if (v.kind != VerdictKind::connects) collect_errors(program, v);
  if (v.first_blocker) mark_not_reached(v);
  v.assumptions = assumptions_of(program, v.outcomes, frame);
  return v;
}

namespace {

// Kleene's logic does not see that every value of one fact leads to the same end; trying them all does.
void settle(Verdict& v, const std::vector<Verdict>& trials) {
  const VerdictKind kind = trials.front().kind;
  if (kind != VerdictKind::connects && kind != VerdictKind::fails) return;
  if (std::ranges::any_of(trials, [&](const Verdict& t) { return t.kind != kind; })) return;
  v.kind = kind;
  const bool same_blocker = std::ranges::all_of(trials, [&](const Verdict& t) { return t.first_blocker == trials.front().first_blocker; });
  if (!same_blocker) {  // it fails for one reason or another; the candidates of the error stay
    for (const Verdict& t : trials) v.either.push_back(*t.first_blocker);
    std::ranges::sort(v.either);
    v.either.erase(std::ranges::unique(v.either).begin(), v.either.end());
    return;
  }
  const Verdict& t = trials.front();
  v.stage = t.stage;
  v.first_blocker = t.first_blocker;
  v.error_is_certain = t.error_is_certain;
  v.errors = t.errors;
  v.latent = t.latent;
  v.stages = t.stages;
}

}  // namespace

Verdict predict_and_probe_missing(const Program& program, FactFrame& frame, const rules::FrameOptions& options) {
  Verdict v = predict(program, frame);
  if (v.kind != VerdictKind::undetermined) return v;
  std::vector<rules::Change> changes(options.changes.begin(), options.changes.end());
  changes.emplace_back();
  for (MissingFact& m : v.missing) {
    const auto values = values_to_try(rules::slot_info(m.slot).definition->type());
    std::vector<Verdict> trials;
    for (const std::int64_t value : values) {
      changes.back() = {m.slot, value};
      rules::FrameOptions with = options;
      with.changes = changes;
      FactFrame trial(frame.estate(), frame.connection(), with);
      trials.push_back(predict(program, trial));
      m.would_give.push_back(trials.back().kind);
    }
    std::ranges::sort(m.would_give);
    m.would_give.erase(std::ranges::unique(m.would_give).begin(), m.would_give.end());
    if (!trials.empty() && v.kind == VerdictKind::undetermined) settle(v, trials);
  }
  return v;
}

}  // namespace wmireach::analyzer
