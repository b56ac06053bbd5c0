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

// A fact that follows from others.
struct DerivedFact {
  Slot slot = 0;
  bool known = false;
  std::int64_t value = 0;
  analyzer::SlotSet below;  // what it follows from, all the way down
};

class Search {
 public:
  Search(const rules::Program& program, const analyzer::RemedyIndex& remedies, model::Estate& estate, model::Index connection, const rules::FrameOptions& options, const Sighting& sighting, Source source)
      : program_(program), remedies_(remedies), estate_(estate), connection_(connection), options_(options), sighting_(sighting), source_(source), proven_(proven_facts(sighting, source)) {}

  Inquiry run() {
    // The frame of the scenario as it is must be gone before anything changes.
    collect();
    const Comparison now = comparison_now();
    for (const Row& row : now.rows)
      if (!row.says_the_same()) {
        goal_.push_back(row.leg);
        only_timing_ = row.other_timing;
      }
    Inquiry out;
    for (const OpenFact& fact : facts_) ask(fact, now.agreement, out);
    if (goal_.empty()) return out;
    for (auto& [standing, edit] : entries_) suspect(judge(edit, options_), {.standing = standing, .edit = edit}, out);
    ask_derived(out);
    keep_best(out.suspects);
    // Of facts that are vouched for alike, those of the account change most often: passwords do, machines are set up once.
    const auto of_account = [](const Suspect& s) { return s.fact && rules::slot_info(*s.fact).scope == rules::Scope::account; };
    std::ranges::stable_sort(out.suspects, {}, [&](const Suspect& s) { return std::tuple(s.standing, !s.certain, !of_account(s)); });
    return out;
  }

 private:
  struct Answer {
    bool explains = false;    // the first difference, or what was open
    std::optional<Leg> next;  // difference
    bool other_timing = false;
    bool certain = false, differs = false;
    std::optional<std::uint32_t> rule;
  };

  bool is_goal(Leg leg) const { return std::ranges::find(goal_, leg) != goal_.end(); }

  // How much a suspect leaves unexplained.
  static int rest(const Suspect& s) { return (s.next ? 2 : 0) + (s.other_timing ? 1 : 0); }

  static void keep_best(std::vector<Suspect>& suspects) {
    if (suspects.empty()) return;
    const int best = rest(*std::ranges::min_element(suspects, {}, rest));
    std::erase_if(suspects, [&](const Suspect& s) { return rest(s) > best; });
  }

  static void suspect(const Answer& a, Suspect s, Inquiry& out) {
    if (!a.explains) return;
    s.certain = a.certain;
    s.rule = a.rule;
    s.next = a.next;
    s.other_timing = a.other_timing;
    out.suspects.push_back(std::move(s));
  }

  Comparison comparison_now() {
    FactFrame frame(estate_, connection_, options_);
    const Verdict v = analyzer::predict(program_, frame);
    return compare(program_, frame, v, sighting_, source_);
  }

  void collect() {
    FactFrame frame(estate_, connection_, options_);
    (void)analyzer::predict(program_, frame);
    analyzer::SlotSet read;
    for (Slot s = 0; s < rules::slot_count; ++s)
      if (frame.computed(s)) read.set(s);
    for (Slot s = 0; s < rules::slot_count; ++s)
      if (read[s] && rules::slot_info(s).definition->stored() && shows_itself(s, source_)) collect_fact(frame, s);
    for (Slot s = 0; s < rules::slot_count; ++s)
      if (read[s] && !rules::slot_info(s).definition->stored()) collect_derived(frame, s);
    // Those that others follow from come first.
    std::ranges::stable_sort(derived_, {}, [](const DerivedFact& f) { return f.below.count(); });
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
    // Which release a computer has, what follows from that alone, and which tool calls, is doubted only where nobody said it: another release
    // explains nearly everything.
    if (now.known && rules::slot_info(s).scope != rules::Scope::account && rules::slot_info(s).definition->effort == rules::Effort::fixed) return;
    OpenFact fact{.slot = s, .standing = standing_of(now), .as_it_is = now.known ? analyzer::setting_edit(frame, s, now.value) : std::nullopt, .otherwise = {}};
    const auto proven = std::ranges::find(proven_, s, &rules::Change::slot);
    for (const std::int64_t value : analyzer::values_to_try(rules::slot_info(s).definition->type())) {
      if ((now.known && now.value == value) || (proven != proven_.end() && proven->value != value) || !rules::can_be(frame, s, value)) continue;
      if (auto edit = analyzer::setting_edit(frame, s, value)) fact.otherwise.push_back(std::move(*edit));
    }
    // What the looks prove by themselves is confirmed without asking the rules.
    if (!fact.otherwise.empty() || proven != proven_.end()) facts_.push_back(std::move(fact));
  }

  void collect_derived(FactFrame& frame, Slot s) {
    const auto info = rules::slot_info(s);
    if (!shows_itself(s, source_)) return;
    // What the caller asks for is no matter of doubt.
    if (info.scope == rules::Scope::connection && info.index < static_cast<std::uint16_t>(rules::ConnectionFact::network_common_ip_version)) return;
    const model::Fact now = frame.get(s);
    DerivedFact fact{s, now.known, now.value, {}};
    std::vector<Slot> next{s};
    while (!next.empty()) {
      const Slot at = next.back();
      next.pop_back();
      for (const Slot p : frame.premises(at)) {
        if (fact.below[p]) continue;
        fact.below.set(p);
        next.push_back(p);
      }
    }
    derived_.push_back(fact);
  }

  void ask(const OpenFact& fact, Agreement now, Inquiry& out) {
    bool all_differ = true;
    for (const Edit& edit : fact.otherwise) {
      const Answer a = judge(edit, options_);
      all_differ = all_differ && a.differs;
      if (!goal_.empty()) suspect(a, {.standing = fact.standing, .edit = edit, .fact = fact.slot, .value = edit.value}, out);
    }
    if (goal_.empty() && now == Agreement::agree && all_differ && fact.as_it_is) out.confirmed.push_back({fact.slot, fact.standing, *fact.as_it_is});
  }

  // Derived facts, as far as nothing that they follow from is suspected already: whether a firewall on the way lets a port through in a
  // scenario without zones, or whether a namespace exists that it does not mention.
  void ask_derived(Inquiry& out) {
    analyzer::SlotSet suspected;
    for (const Suspect& s : out.suspects)
      if (s.fact) suspected.set(*s.fact);
    for (const auto& [s, known, now, below] : derived_) {
      if ((below & suspected).any()) continue;
      for (const std::int64_t value : analyzer::values_to_try(rules::slot_info(s).definition->type())) {
        if (known && value == now) continue;
        std::vector<rules::Change> changes(options_.changes.begin(), options_.changes.end());
        changes.push_back({s, value});
        rules::FrameOptions with = options_;
        with.changes = changes;
        const Answer a = judge({}, with);
        suspect(a, {.standing = known ? Standing::derived : Standing::left_out, .edit = {}, .fact = s, .value = value}, out);
        if (a.explains) suspected.set(s);
      }
    }
  }

  Answer judge(const std::optional<Edit>& edit, const rules::FrameOptions& options) {
    model::EstateEditor editor(estate_);
    if (edit) editor.apply(*edit);
    FactFrame frame(estate_, connection_, options);
    const Verdict v = analyzer::predict(program_, frame);
    const Comparison c = compare(program_, frame, v, sighting_, source_);
    Answer a{.explains = !goal_.empty(), .next = {}, .other_timing = false, .certain = v.kind == analyzer::VerdictKind::connects || (v.kind == analyzer::VerdictKind::fails && v.error_is_certain), .differs = c.agreement == Agreement::disagree, .rule = v.first_blocker};
    for (const Leg leg : goal_) {
      const auto row = std::ranges::find(c.rows, leg, &Row::leg);
      a.explains = a.explains && row != c.rows.end() && row->relation == Relation::agree && !(row->other_timing && only_timing_);
      a.other_timing = a.other_timing || (row != c.rows.end() && row->other_timing);
    }
    // What was right must stay so: what differs now may only lie behind.
    for (const Row& row : c.rows) {
      if (row.says_the_same() || is_goal(row.leg)) continue;
      if (!goal_.empty() && row.leg < goal_.front()) a.explains = false;
      else if (!a.next) a.next = row.leg;
    }
    return a;
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
  std::vector<DerivedFact> derived_;
  std::vector<Leg> goal_;  // legs that are to agree, in order
  bool only_timing_ = false;  // they differ in nothing else now
};

}  // namespace

Inquiry inquire(const rules::Program& program, const analyzer::RemedyIndex& remedies, model::Estate& estate, model::Index connection, const rules::FrameOptions& options, const Sighting& sighting,
                Source source) {
  return Search(program, remedies, estate, connection, options, sighting, source).run();
}

std::string_view to_string(Standing standing) {
  static constexpr std::array<std::string_view, standing_count> names{"left-out", "assumed", "release-default", "entry-missing", "baseline", "stated", "entry-stated", "derived"};
  return names[static_cast<std::size_t>(standing)];
}

}  // namespace wmireach::observation
