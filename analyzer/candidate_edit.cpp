// SPDX-License-Identifier: Apache-2.0
#include "analyzer/candidate_edit.hpp"

#include <algorithm>

#include "rules/derived/groups.hpp"
#include "rules/derived/proposals.hpp"

namespace wmireach::analyzer {

using model::Edit;
using model::EditKind;
using model::Index;
using rules::FactFrame;
using rules::Scope;
using rules::Slot;

std::string_view to_string(Safety safety) {
  switch (safety) {
    case Safety::safe: return "safe";
    case Safety::widens_access: return "widens access";
    case Safety::unsafe: return "unsafe";
  }
  return "";
}

Safety safety_of(rules::Exposure exposure) { return exposure == rules::Exposure::wide ? Safety::unsafe : Safety::widens_access; }

RemedyIndex::RemedyIndex(const rules::Catalogue& catalogue) : by_slot_(rules::slot_count) {
  for (const auto& rule : catalogue.rules)
    for (const auto& remedy : rule.remedies)
      for (const auto& change : remedy.set) {
        auto& entries = by_slot_[change.slot];
        const auto same = std::ranges::find(entries, change.value, &Entry::value);
        // The remedy that names this change alone describes it best.
        if (same == entries.end()) entries.push_back({change.value, &remedy});
        else if (remedy.set.size() < same->remedy->set.size()) same->remedy = &remedy;
      }
}

namespace {

void collect(const rules::FactFrame& frame, Slot s, SlotSet& read) {
  if (read[s] || !frame.computed(s)) return;
  read.set(s);
  for (const Slot p : frame.premises(s)) collect(frame, p, read);
}

std::uint32_t effort_of(const rules::FactDefinition& d) { return d.effort == rules::Effort::work ? 10 : 1; }

// A remedy that weakens security says so; how much, the vocabulary knows.
Safety safety_of_remedy(const rules::Remedy& remedy, const rules::FactDefinition& d) {
  return remedy.exposure.empty() ? Safety::safe : safety_of(d.exposure);
}

Index account_of(FactFrame& frame, const rules::SlotInfo& info) {
  const auto& all = frame.estate().accounts;
  if (!info.definition->of_seen_account) return frame.account() == nullptr ? model::none : static_cast<Index>(frame.account() - all.data());
  const auto seen = rules::accounts_seen_by_target(frame);
  return seen.size() == 1 ? static_cast<Index>(seen.front() - all.data()) : model::none;
}

class Collector {
 public:
  Collector(const RemedyIndex& remedies, const model::ChangedHosts& hosts, rules::FactFrame& frame, bool baselines)
      : remedies_(remedies), hosts_(hosts), frame_(frame), baselines_(baselines) {}

  void stored(Slot s) {
    const auto info = rules::slot_info(s);
    if (info.definition->effort == rules::Effort::fixed) return;
    const model::Fact now = frame_.get(s);
    for (const auto& [value, remedy] : remedies_.of(s)) {
      if ((now.known && now.value == value) || !rules::can_be(frame_, s, value)) continue;
      for (Edit& e : edits_of(info, s, value)) add(std::move(e), safety_of_remedy(*remedy, *info.definition), effort_of(*info.definition), remedy);
    }
  }

  void derived(Slot s) {
    for (Edit& e : rules::proposals(frame_, s)) {
      const auto& known = remedies_.of(s);
      // Which ports a repair opens is its own matter: a remedy that speaks of ports speaks of others.
      const rules::Remedy* remedy = known.empty() || e.kind == EditKind::open_ports ? nullptr : known.front().remedy;
      const auto [exposure, effort] = rules::weight_of(e);
      add(std::move(e), safety_of(exposure), effort + (leads_round(e) ? 1 : 0), remedy);
    }
  }

  std::vector<CandidateEdit> take() { return std::move(out_); }

 private:
  // Ports opened on a way over other zones, where the link from zone to zone would do.
  bool leads_round(const Edit& e) const {
    const auto zone = [&](rules::Role role) { return frame_.host(role).zone; };
    const auto between = [&](rules::Role from, rules::Role to) { return e.from == zone(from) && e.to == zone(to); };
    return e.kind == EditKind::open_ports && !between(rules::Role::client, rules::Role::target) && !between(rules::Role::target, rules::Role::client);
  }

  std::vector<Edit> edits_of(const rules::SlotInfo& info, Slot s, std::int64_t value) const {
    std::vector<Edit> edits;
    if (auto e = setting_edit(frame_, s, value)) edits.push_back(std::move(*e));
    if (edits.empty() || info.scope != Scope::host || !baselines_) return edits;
    const model::Host& host = frame_.host(info.role);
    if (host.baseline.empty() || model::is_stated(host.facts[info.index].origin.kind)) return edits;
    edits.push_back({.kind = EditKind::baseline_fact, .name = host.baseline, .fact = info.index, .value = value});
    return edits;
  }

  void add(Edit e, Safety safety, std::uint32_t effort, const rules::Remedy* remedy) {
    CandidateEdit c{std::move(e), safety, effort, remedy, {}};
    c.hosts = hosts_.of(c.edit);
    out_.push_back(std::move(c));
  }

  const RemedyIndex& remedies_;
  const model::ChangedHosts& hosts_;
  rules::FactFrame& frame_;
  bool baselines_;
  std::vector<CandidateEdit> out_;
};

}  // namespace

std::optional<Edit> setting_edit(FactFrame& frame, Slot s, std::int64_t value) {
  const auto info = rules::slot_info(s);
  Edit e{.fact = info.index, .value = value};
  if (info.scope == Scope::host) {
    e.host = frame.host_index(info.role);
    return e.host == model::none ? std::nullopt : std::optional(e);
  }
  if (info.scope == Scope::account) {
    e.kind = EditKind::account_fact;
    e.account = account_of(frame, info);
    return e.account == model::none ? std::nullopt : std::optional(e);
  }
  e.kind = EditKind::request_fact;
  e.where = frame.connection().where;
  return e.where == model::no_location ? std::nullopt : std::optional(e);
}

SlotSet read_by_rule(const rules::Program& program, const rules::ProgramRule& rule, rules::FactFrame& frame) {
  SlotSet read;
  for (const Slot s : reasons(program, rule, frame)) collect(frame, s, read);
  return read;
}

std::vector<CandidateEdit> candidates_for(const RemedyIndex& remedies, const model::ChangedHosts& hosts, rules::FactFrame& frame, const SlotSet& read, bool baselines) {
  Collector collector(remedies, hosts, frame, baselines);
  for (Slot s = 0; s < rules::slot_count; ++s) {
    if (!read[s]) continue;
    if (rules::slot_info(s).definition->stored()) collector.stored(s);
    else collector.derived(s);
  }
  return collector.take();
}

bool may_change(const CandidateEdit& c, rules::FactFrame& frame, const SlotSet& read) {
  for (std::size_t s = read._Find_first(); s < read.size(); s = read._Find_next(s))
    if (rules::may_change(c.edit, c.hosts, frame, static_cast<Slot>(s))) return true;
  return false;
}

}  // namespace wmireach::analyzer
