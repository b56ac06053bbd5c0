// SPDX-License-Identifier: Apache-2.0
#include "rules/fact_frame.hpp"

#include <algorithm>

#include "model/release.hpp"
#include "rules/derived/derived.hpp"
#include "rules/derived/groups.hpp"

namespace wmireach::rules {

using model::Fact;
using model::OriginKind;
using model::Truth;

namespace {

// A release default with its value read.
struct DefaultRow {
  const model::ReleaseDefault* row;
  std::int64_t value;
};

const std::vector<DefaultRow>& default_rows(HostFact f) {
  static const auto by_fact = [] {
    std::vector<std::vector<DefaultRow>> rows(host_count);
    for (std::uint16_t i = 0; i < host_count; ++i)
      for (const auto& row : model::release_defaults())
        if (row.fact == host_facts()[i].name)
          if (const auto value = parse_value(host_facts()[i].type(), row.value)) rows[i].push_back({&row, *value});
    return rows;
  }();
  return by_fact[static_cast<std::size_t>(f)];
}

// The value that is assumed for a fact, read once.
std::optional<std::int64_t> assumed_value(const FactDefinition& d) {
  return d.assumed.empty() ? std::nullopt : parse_value(d.type(), d.assumed);
}

Fact known(std::int64_t value, OriginKind kind, std::string_view source) {
  return {true, value, {kind, model::no_location, source}};
}

}  // namespace

FactFrame::FactFrame(const model::Estate& estate, const model::Connection& connection, const FrameOptions& options)
    : estate_(&estate),
      connection_(&connection),
      account_(connection_->account == model::none ? nullptr : &estate.accounts[connection_->account]),
      options_(options),
      state_(slot_count, State::untouched),
      facts_(slot_count),
      premise_spans_(slot_count),
      evidence_spans_(slot_count) {
  premises_.reserve(256);
  apply_changes();
}

void FactFrame::apply_changes() {
  for (const Change& change : options_.changes) {
    facts_[change.slot] = known(change.value, OriginKind::changed, {});
    state_[change.slot] = State::done;
  }
}

const Fact& FactFrame::plain(Slot s) {
  if (computing_ > 0) reading_.push_back(s);
  if (state_[s] == State::untouched) {
    state_[s] = State::computing;
    const auto mark = reading_.size();
    ++computing_;
    facts_[s] = compute(s);
    --computing_;
    keep_premises(s, mark);
    state_[s] = State::done;
  }
  return facts_[s];
}

void FactFrame::keep_premises(Slot s, std::size_t mark) {
  const auto begin = static_cast<std::uint32_t>(premises_.size());
  for (auto i = mark; i < reading_.size(); ++i)
    if (std::find(premises_.begin() + begin, premises_.end(), reading_[i]) == premises_.end()) premises_.push_back(reading_[i]);
  premise_spans_[s] = {begin, static_cast<std::uint32_t>(premises_.size())};
  reading_.resize(mark);
}

Fact FactFrame::compute(Slot s) {
  if (options_.blank) return {};
  const SlotInfo info = slot_info(s);
  if (info.scope == Scope::host && index_of(info.role) == model::none) return {};
  if (info.definition->stored()) return stored(info);
  Derived d = info.definition->derive(*this, info.role);
  const auto begin = static_cast<std::uint32_t>(evidence_.size());
  std::move(d.evidence.begin(), d.evidence.end(), std::back_inserter(evidence_));
  evidence_spans_[s] = {begin, static_cast<std::uint32_t>(evidence_.size())};
  return {d.value.has_value(), d.value.value_or(0), {OriginKind::derived, model::no_location, {}}};
}

Fact FactFrame::stored(const SlotInfo& info) {
  const model::FactTable* table = nullptr;
  if (info.scope == Scope::host) table = &estate_->hosts[index_of(info.role)].facts;
  else if (info.scope == Scope::connection) table = &connection_->facts;
  else if (info.definition->of_seen_account) return seen_account_fact(info);
  else if (account_ != nullptr) table = &account_->facts;
  if (info.scope == Scope::connection && info.index == static_cast<std::uint16_t>(ConnectionFact::as_of) && estate_->as_of.present())
    return estate_->as_of;
  if (info.scope == Scope::host)
    if (const auto f = profile_fact(info)) return *f;
  if (watch_ != nullptr && info.scope == Scope::host) note_stated(info);
  if (table != nullptr && info.index < table->size() && (*table)[info.index].present()) return (*table)[info.index];
  if (!options_.assumptions) return {};
  if (info.scope == Scope::account && account_ == nullptr) return {};
  if (info.scope == Scope::host)
    if (const Fact f = release_default(info.role, static_cast<HostFact>(info.index)); f.present()) return f;
  return assumption(info);
}

// The target looks the account up in its own account database where it has a twin (B-AUTH-02).
Fact FactFrame::seen_account_fact(const SlotInfo& info) {
  const auto seen = accounts_seen_by_target(*this);
  if (seen.empty()) return {};
  const Fact& first = seen.front()->facts[info.index];
  for (const auto* account : seen) {
    const Fact& other = account->facts[info.index];
    if (other.present() != first.present() || other.known != first.known || other.value != first.value) return {};
  }
  if (first.present()) return first;
  return options_.assumptions ? assumption(info) : Fact{};
}

// A setting of the active profile wins over the one that counts for every profile. While the active profile is not
// known, a setting that some profile states is not known either.
std::optional<Fact> FactFrame::profile_fact(const SlotInfo& info) {
  const auto& settings = read(info.role, HostPart::profile_facts).profile_facts;
  const auto states_it = [&](const auto& s) { return s.fact == info.index; };
  if (std::ranges::none_of(settings, states_it)) return std::nullopt;
  const Fact active = get(info.role, HostFact::firewall_active_profile);
  for (auto s = settings.rbegin(); s != settings.rend(); ++s)  // a host's own setting stands behind its baseline's
    if (states_it(*s) && (!active.known || s->profile == active.value)) return active.known ? s->value : Fact{false, 0, s->value.origin};
  return std::nullopt;
}

// Rows are tried in order. A row that may or may not fit makes the fact unknown, unless every later candidate agrees.
Fact FactFrame::release_default(Role role, HostFact f) {
  const auto& rows = default_rows(f);
  if (rows.empty() || f == HostFact::os) return {};
  const Fact os = get(role, HostFact::os);
  if (!os.known) return {};
  std::optional<Fact> possible;
  for (const auto& [row, value] : rows) {
    if (os.value < row->from || os.value > row->to) continue;
    Truth fits = Truth::True;
    if (row->kind >= 0) fits = fits && model::truth(static_cast<int>(model::releases()[static_cast<std::size_t>(os.value)].kind) == row->kind);
    if (row->min_service_pack > 0 || row->max_service_pack < INT8_MAX) {
      const Fact sp = get(role, HostFact::service_pack);
      fits = fits && (sp.known ? model::truth(sp.value >= row->min_service_pack && sp.value <= row->max_service_pack) : Truth::Unknown);
    }
    if (row->membership >= 0) {
      const Fact m = get(role, HostFact::membership);
      fits = fits && (m.known ? model::truth(m.value == row->membership) : Truth::Unknown);
    }
    if (row->min_build > 0) {
      const Fact b = get_to_compare(slot(role, HostFact::build), row->min_build);
      fits = fits && (b.known ? model::truth(b.value >= row->min_build) : Truth::Unknown);
    }
    if (fits == Truth::False) continue;
    if (possible && possible->value != value) return {false, 0, {OriginKind::release_default, model::no_location, row->source}};
    if (!possible) possible = known(value, OriginKind::release_default, row->source);
    if (fits == Truth::True) return *possible;
  }
  // Only rows that may fit are left: whether one does is unknown.
  return possible ? Fact{false, 0, {OriginKind::release_default, model::no_location, possible->origin.source}} : Fact{};
}

Fact FactFrame::assumption(const SlotInfo& info) {
  const FactDefinition& d = *info.definition;
  if (d.assume != nullptr) return d.assume(*this, info.role);
  const auto value = assumed_value(d);
  return value ? known(*value, OriginKind::assumption, d.assumed_source) : Fact{};
}

Truth FactFrame::truth(Role role, HostFact f) {
  const Fact& x = get(role, f);
  return x.known ? model::truth(x.value != 0) : Truth::Unknown;
}
Truth FactFrame::truth(AccountFact f) {
  const Fact& x = get(f);
  return x.known ? model::truth(x.value != 0) : Truth::Unknown;
}
Truth FactFrame::truth(ConnectionFact f) {
  const Fact& x = get(f);
  return x.known ? model::truth(x.value != 0) : Truth::Unknown;
}

std::span<const Slot> FactFrame::premises(Slot s) const {
  return std::span(premises_).subspan(premise_spans_[s].begin, premise_spans_[s].end - premise_spans_[s].begin);
}

std::span<const Evidence> FactFrame::evidence(Slot s) const {
  return std::span(evidence_).subspan(evidence_spans_[s].begin, evidence_spans_[s].end - evidence_spans_[s].begin);
}

std::vector<Slot> FactFrame::missing(Slot s) {
  std::vector<Slot> out;
  std::vector<bool> seen(slot_count, false);
  const auto mark = watch_ != nullptr ? std::optional(watch_->enter()) : std::nullopt;
  add_missing(s, out, seen);
  if (mark) watch_->leave(*mark, Input{InputKind::missing, no_side, s});
  std::sort(out.begin(), out.end());
  return out;
}

void FactFrame::add_missing(Slot s, std::vector<Slot>& out, std::vector<bool>& seen) {
  if (seen[s]) return;
  seen[s] = true;
  if (is_known(s)) return;
  bool deeper = false;
  const std::vector<Slot> premises(this->premises(s).begin(), this->premises(s).end());
  for (const Slot p : premises) {
    if (is_known(p)) continue;
    add_missing(p, out, seen);
    deeper = true;
  }
  if (!deeper) out.push_back(s);
}

}  // namespace wmireach::rules
