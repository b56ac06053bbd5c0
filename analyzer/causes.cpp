// SPDX-License-Identifier: Apache-2.0
#include "analyzer/causes.hpp"

#include <algorithm>
#include <tuple>

#include "analyzer/predict.hpp"
#include "analyzer/trial_values.hpp"

namespace wmireach::analyzer {

using model::Truth;

std::string_view to_string(CauseState state) {
  switch (state) {
    case CauseState::certain: return "certain";
    case CauseState::open: return "open";
    case CauseState::wrong_assumption: return "wrong-assumption";
  }
  return "";
}

namespace {

class Search {
 public:
  Search(const rules::Program& program, const model::Estate& estate, model::Index connection, const rules::FrameOptions& options)
      : program_(program), estate_(estate), connection_(connection), options_(options), frame_(estate, connection, options), verdict_(predict(program, frame_)) {}

  // What makes the rule a cause; `if_so` stays empty where nothing does.
  Cause examine(std::uint32_t rule) {
    Cause cause{.rule = rule};
    const Truth truth = verdict_.outcomes[rule].truth();
    cause.seen_first = !verdict_.first_blocker || *verdict_.first_blocker >= rule;
    if (truth == Truth::False) return cause;
    cause.state = truth == Truth::Unknown ? CauseState::open : CauseState::wrong_assumption;
    const auto& r = program_.rules()[rule];
    for (const rules::Slot s : truth == Truth::Unknown ? missing_facts(program_, r, frame_) : assumed_facts(program_, r, frame_))
      if (rules::slot_info(s).definition->stored() || frame_.premises(s).empty()) try_values(s, cause);  // else what it follows from is tried
    return cause;
  }

 private:
  // Notes each value of the fact, other than its present one, that makes this rule the first one to fail.
  void try_values(rules::Slot s, Cause& cause) {
    const model::Fact now = frame_.get(s);
    for (const std::int64_t value : values_to_try(rules::slot_info(s).definition->type())) {
      if (now.known && now.value == value) continue;
      std::vector<rules::Change> changes(options_.changes.begin(), options_.changes.end());
      changes.push_back({s, value});
      rules::FrameOptions with = options_;
      with.changes = changes;
      rules::FactFrame trial(estate_, connection_, with);
      const Verdict v = predict(program_, trial);
      if (v.outcomes[cause.rule].truth() != Truth::False) continue;
      // Behind a blocker that stands anyway the rule is only latent; in front of it a new one hides it.
      if (v.first_blocker == cause.rule || (!cause.seen_first && v.first_blocker == verdict_.first_blocker)) cause.if_so.push_back({s, value});
    }
  }

  const rules::Program& program_;
  const model::Estate& estate_;
  model::Index connection_;
  const rules::FrameOptions& options_;
  rules::FactFrame frame_;
  Verdict verdict_;
};

}  // namespace

Causes causes_of(const rules::Program& program, const model::Estate& estate, model::Index connection, const rules::FrameOptions& options, std::uint32_t code) {
  Causes causes;
  Search search(program, estate, connection, options);
  for (std::uint32_t i = 0; i < program.rules().size(); ++i) {
    const auto& errors = program.rules()[i].errors;
    const auto found = std::ranges::find(errors, code, &rules::PredictedError::code);
    if (found == errors.end()) continue;
    Cause cause = search.examine(i);
    cause.code_rank = static_cast<std::size_t>(found - errors.begin());
    if (cause.state != CauseState::certain && cause.if_so.empty()) causes.excluded.push_back(i);
    else causes.ranked.push_back(std::move(cause));
  }
  std::ranges::stable_sort(causes.ranked, {}, [](const Cause& c) { return std::tuple(c.state, !c.seen_first, c.code_rank, c.rule); });
  return causes;
}

}  // namespace wmireach::analyzer
