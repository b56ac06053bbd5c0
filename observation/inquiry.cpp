// SPDX-License-Identifier: Apache-2.0
#include "observation/inquiry.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "analyzer/predict.hpp"
#include "analyzer/tightening.hpp"
#include "analyzer/trial_values.hpp"
#include "observation/shown_facts.hpp"
#include "rules/derived/proposals.hpp"

namespace wmireach::observation {
namespace {

using analyzer::Verdict;
using model::Edit;
using model::EditKind;
using rules::FactFrame;
using rules::Slot;

bool removes(const Edit& e) {
  switch (e.kind) {
    case EditKind::close_rule:
    case EditKind::close_link:
    case EditKind::leave_group:
    case EditKind::drop_launch:
    case EditKind::drop_access:
    case EditKind::drop_namespace:
    case EditKind::drop_trust: return true;
    default: return false;
  }
}

bool is_fact(const Edit& e) { return e.kind == EditKind::host_fact || e.kind == EditKind::baseline_fact || e.kind == EditKind::account_fact || e.kind == EditKind::request_fact; }

Standing standing_of(const model::Fact& now) {
  switch (now.origin.kind) {
    case model::OriginKind::absent: return Standing::left_out;
    case model::OriginKind::assumption: return Standing::assumed;
    case model::OriginKind::release_default: return Standing::release_default;
    case model::OriginKind::baseline: return Standing::baseline;
    default: return Standing::stated;
  }
}

// A fact with its present value and the others that are worth trying.
struct OpenFact {
  Slot slot = 0;
  Standing standing = Standing::stated;
  std::optional<Edit> as_it_is;
  std::vector<Edit> otherwise;
};

class Search {
 public:
  Search(const rules::Program& program, const analyzer::RemedyIndex& remedies, model::Estate& estate, model::Index connection, const rules::FrameOptions& options, const Sighting& sighting, Source source)
      : program_(program), remedies_(remedies), estate_(estate), connection_(connection), options_(options), sighting_(sighting), source_(source), proven_(proven_facts(sighting)) {}

  Inquiry run() {
    // The frame of the scenario as it is must be gone before anything changes.
    collect();
    const bool agrees = judge({}).agrees;
    Inquiry out;
    for (const OpenFact& fact : facts_) ask(fact, agrees, out);
    if (!agrees)
      for (auto& [standing, edit] : entries_)
        if (const Answer a = judge(edit); a.agrees) out.suspects.push_back({standing, edit, {}, a.certain, a.rule});
    std::ranges::stable_sort(out.suspects, {}, [](const Suspect& s) { return std::tuple(s.standing, !s.certain); });
    return out;
  }

 private:
  struct Answer {
    bool agrees = false, certain = false, differs = false;
    std::optional<std::uint32_t> rule;
  };

  void collect() {
    FactFrame frame(estate_, connection_, options_);
    (void)analyzer::predict(program_, frame);
    analyzer::SlotSet read;
    for (Slot s = 0; s < rules::slot_count; ++s)
      if (frame.computed(s)) read.set(s);
    for (Slot s = 0; s < rules::slot_count; ++s)
      if (read[s] && rules::slot_info(s).definition->stored() && shows_itself(s, source_)) collect_fact(frame, s);
    std::set<Edit, model::EditOrder> known;
    const model::ChangedHosts hosts(estate_);
    const auto add = [&](std::vector<analyzer::CandidateEdit> edits) {
      for (auto& c : edits)
        if (!is_fact(c.edit) && known.insert(c.edit).second) entries_.emplace_back(removes(c.edit) ? Standing::entry_stated : Standing::entry_missing, std::move(c.edit));
    };
    add(analyzer::candidates_for(remedies_, hosts, frame, read, false));
    add(analyzer::tightenings(estate_, {connection_}, options_));
  }

  void collect_fact(FactFrame& frame, Slot s) {
    const model::Fact now = frame.get(s);
    OpenFact fact{.slot = s, .standing = standing_of(now), .as_it_is = now.known ? analyzer::setting_edit(frame, s, now.value) : std::nullopt, .otherwise = {}};
    const auto proven = std::ranges::find(proven_, s, &rules::Change::slot);
    for (const std::int64_t value : analyzer::values_to_try(rules::slot_info(s).definition->type())) {
      if ((now.known && now.value == value) || (proven != proven_.end() && proven->value != value) || !rules::can_be(frame, s, value)) continue;
      if (auto edit = analyzer::setting_edit(frame, s, value)) fact.otherwise.push_back(std::move(*edit));
    }
    // What the looks prove by themselves is confirmed without asking the rules.
    if (!fact.otherwise.empty() || proven != proven_.end()) facts_.push_back(std::move(fact));
  }

  void ask(const OpenFact& fact, bool agrees, Inquiry& out) {
    bool all_differ = true;
    for (const Edit& edit : fact.otherwise) {
      const Answer a = judge(edit);
      all_differ = all_differ && a.differs;
      if (!agrees && a.agrees) out.suspects.push_back({fact.standing, edit, fact.slot, a.certain, a.rule});
    }
    if (agrees && all_differ && fact.as_it_is) out.confirmed.push_back({fact.slot, fact.standing, *fact.as_it_is});
  }

  Answer judge(const std::optional<Edit>& edit) {
    model::EstateEditor editor(estate_);
    if (edit) editor.apply(*edit);
    FactFrame frame(estate_, connection_, options_);
    const Verdict v = analyzer::predict(program_, frame);
    const Comparison c = compare(program_, frame, v, sighting_, source_);
    return {.agrees = c.agreement == Agreement::agree && !c.settles && std::ranges::none_of(c.rows, &Row::other_timing),
            .certain = v.kind == analyzer::VerdictKind::connects || (v.kind == analyzer::VerdictKind::fails && v.error_is_certain),
            .differs = c.agreement == Agreement::disagree,
            .rule = v.first_blocker};
  }

  const rules::Program& program_;
  const analyzer::RemedyIndex& remedies_;
  model::Estate& estate_;
  model::Index connection_;
  const rules::FrameOptions& options_;
  const Sighting& sighting_;
  Source source_;
  std::vector<rules::Change> proven_;
  std::vector<OpenFact> facts_;
  std::vector<std::pair<Standing, Edit>> entries_;
};

}  // namespace

Inquiry inquire(const rules::Program& program, const analyzer::RemedyIndex& remedies, model::Estate& estate, model::Index connection, const rules::FrameOptions& options, const Sighting& sighting,
                Source source) {
  return Search(program, remedies, estate, connection, options, sighting, source).run();
}

std::string_view to_string(Standing standing) {
  static constexpr std::array<std::string_view, standing_count> names{"left-out", "assumed", "release-default", "entry-missing", "baseline", "stated", "entry-stated"};
  return names[static_cast<std::size_t>(standing)];
}

}  // namespace wmireach::observation
