// SPDX-License-Identifier: Apache-2.0
#include "observation/comparison.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "observation/shown_facts.hpp"
#include "rules/type.hpp"

namespace wmireach::observation {
namespace {

using analyzer::Verdict;
using model::Stage;

struct LegParts {
  Leg leg;
  std::vector<Step> steps;    // in order; the last one proves the leg
  std::vector<Stage> stages;  // in order
};

const std::vector<LegParts>& legs(bool ws_man) {
  static const std::vector<LegParts> dcom{
      {Leg::name, {Step::resolve}, {Stage::name}},
      {Leg::reach, {Step::connect, Step::endpoint_mapper}, {Stage::network, Stage::endpoint_mapper}},
      {Leg::authentication, {Step::authenticate}, {Stage::authentication}},
      {Leg::activation, {Step::activate}, {Stage::dcom_activation, Stage::service}},
      {Leg::service_port, {Step::service_port}, {Stage::service_port}},
      {Leg::login, {Step::log_in}, {Stage::dcom_access, Stage::wmi_namespace}},
  };
  static const std::vector<LegParts> web{
      {Leg::name, {Step::resolve}, {Stage::name}},
      {Leg::reach, {Step::connect, Step::identify}, {Stage::network, Stage::endpoint_mapper}},
      {Leg::authentication, {Step::authenticate}, {Stage::authentication, Stage::service}},
  };
  return ws_man ? web : dcom;
}

// The leg in which a rule shows itself: that of its stage, or a later one where a fact that it names has no part before. nullopt: in none.
std::optional<std::size_t> leg_of(const std::vector<LegParts>& legs, const rules::Program& program, std::uint32_t rule) {
  const auto& r = program.rules()[rule];
  const auto by_stage = std::ranges::find_if(legs, [&](const LegParts& l) { return std::ranges::find(l.stages, r.stage) != l.stages.end(); });
  if (by_stage == legs.end()) return std::nullopt;
  auto leg = static_cast<std::size_t>(by_stage - legs.begin());
  for (const rules::Slot s : named_facts(program, r))
    while (leg + 1 < legs.size() && legs[leg].steps.back() < shows_from(s)) ++leg;
  return leg;
}

// What the rules of one leg say together.
struct Forecast {
  Predicted predicted = Predicted::passes;
  std::optional<std::uint32_t> rule;  // the first that is violated, one that shows itself before others
  bool shows = true;                  // false: by rules alone that had no part in the look
};

std::vector<Forecast> forecasts(const std::vector<LegParts>& legs, const rules::Program& program, const Verdict& v, Source source) {
  std::vector<Forecast> out(legs.size());
  bool fails_unseen = false;  // before the first leg
  for (std::uint32_t i = 0; i < v.outcomes.size(); ++i) {
    const auto& r = program.rules()[i];
    const model::Truth truth = v.outcomes[i].truth();
    if (r.effect != rules::Effect::blocks || truth == model::Truth::True) continue;
    const auto leg = leg_of(legs, program, i);
    if (!leg) {
      fails_unseen = fails_unseen || (truth == model::Truth::False && r.stage < legs.front().stages.front());
      continue;
    }
    Forecast& f = out[*leg];
    if (truth == model::Truth::Unknown) {
      if (f.predicted == Predicted::passes) f.predicted = Predicted::open;
      continue;
    }
    const bool shows = std::ranges::all_of(named_facts(program, r), [&](rules::Slot s) { return shows_itself(s, source) || carried_out(s); });
    if (f.predicted != Predicted::fails || (shows && !f.shows)) {
      f.rule = i;
      f.shows = shows;
    }
    f.predicted = Predicted::fails;
  }
  bool over = fails_unseen;
  for (Forecast& f : out) {
    if (over) f = {Predicted::not_reached, {}, true};
    over = over || f.predicted == Predicted::fails;
  }
  return out;
}

struct Seen {
  Result result = Result::not_tried;
  const Look* look = nullptr;
};

Seen seen(const Sighting& sighting, const LegParts& leg) {
  Seen all;
  for (const Step step : leg.steps) {
    const Look* look = deciding_look(sighting, step);
    if (look == nullptr || look->result == Result::not_tried) {
      if (all.look == nullptr) all.look = look;
      continue;
    }
    all = {look->result, look};
    if (look->result == Result::failed) return all;
  }
  return all;
}

bool is_slow(const Look& look) { return look.ending == Ending::dropped || look.ending == Ending::silent || look.ending == Ending::no_resolver; }

// Who says something, be it the wrong thing, was reached.
bool was_reached(const LegParts& leg, const Look& look) {
  return look.step != leg.steps.front() && (look.ending == Ending::garbled || look.ending == Ending::rejected || look.ending == Ending::fault);
}

// Both fail: do they fail alike?
void judge_failure(const Verdict& v, const LegParts& leg, const rules::Program& program, Row& row) {
  row.relation = Relation::agree;
  bool any = false, same = false, same_timing = false, same_step = false;
  for (std::uint32_t i = 0; i < v.outcomes.size(); ++i) {
    const auto& r = program.rules()[i];
    if (r.effect != rules::Effect::blocks || v.outcomes[i].truth() == model::Truth::True || std::ranges::find(leg.stages, r.stage) == leg.stages.end()) continue;
    // A connection that is refused was not refused by what counts for a bind only.
    const auto named = named_facts(program, r);
    if (std::ranges::any_of(named, [&](rules::Slot s) { return shows_from(s) > row.look->step; })) continue;
    if (was_reached(leg, *row.look) && std::ranges::none_of(named, [&](rules::Slot s) { return shows_from(s) == row.look->step; })) continue;
    same_step = true;
    for (const auto& e : r.errors) {
      any = true;
      if (!row.look->code || e.code != *row.look->code) continue;
      same = true;
      same_timing = same_timing || (e.timing == rules::Timing::timeout) == is_slow(*row.look);
    }
  }
  if (!same_step) row.relation = Relation::other_code;
  if (!same_step || !any || !row.look->code) return;  // no code is documented for it, or none was seen
  if (!same) row.relation = Relation::other_code;
  else row.other_timing = !same_timing;
}

Relation relation(const Row& row) {
  if (row.observed == Result::not_tried) return Relation::not_observed;
  switch (row.predicted) {
    case Predicted::open: return Relation::settles;
    case Predicted::not_reached: return Relation::not_comparable;
    case Predicted::passes: return row.observed == Result::passed ? Relation::agree : Relation::disagree;
    case Predicted::fails: return row.observed == Result::failed ? Relation::agree : Relation::disagree;
  }
  return Relation::not_observed;
}

template <class Enum>
std::string_view name(Enum value, std::span<const std::string_view> names) {
  return names[static_cast<std::size_t>(value)];
}

}  // namespace

const Row* Comparison::difference() const {
  const auto at = std::ranges::find_if(rows, &Row::differs);
  return at == rows.end() ? nullptr : &*at;
}

Comparison compare(const rules::Program& program, rules::FactFrame& frame, const Verdict& verdict, const Sighting& sighting, Source source) {
  const model::Fact& transport = frame.get(rules::ConnectionFact::transport);
  const bool ws_man = transport.known && transport.value == rules::parse_value(rules::types::transport(), "ws-man");
  const auto& all = legs(ws_man);
  const auto forecast = forecasts(all, program, verdict, source);
  Comparison c;
  bool compared = false;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const LegParts& leg = all[i];
    const auto [result, look] = seen(sighting, leg);
    Row row{.leg = leg.leg, .predicted = forecast[i].predicted, .observed = result, .look = look, .rule = forecast[i].rule};
    row.relation = relation(row);
    if (row.predicted == Predicted::fails && row.observed != Result::not_tried && !forecast[i].shows) row.relation = Relation::not_comparable;
    if (row.relation == Relation::agree && row.predicted == Predicted::fails) judge_failure(verdict, leg, program, row);
    c.rows.push_back(row);
    compared = compared || row.relation == Relation::agree || row.relation == Relation::settles;
    c.settles = c.settles || row.relation == Relation::settles;
    // Behind a failure of either there is nothing to compare.
    if (row.differs() || row.observed == Result::failed || (row.predicted == Predicted::fails && row.observed != Result::not_tried)) break;
  }
  // A prediction that fails where nothing was seen agrees with nothing.
  const bool fails_unseen = verdict.kind == analyzer::VerdictKind::fails && std::ranges::none_of(c.rows, [](const Row& r) { return r.predicted == Predicted::fails && r.observed != Result::not_tried && r.relation != Relation::not_comparable; });
  c.agreement = c.difference() != nullptr ? Agreement::disagree : compared && !fails_unseen ? Agreement::agree : Agreement::not_observable;
  return c;
}

std::string_view to_string(Leg leg) {
  static constexpr std::array<std::string_view, leg_count> names{"name", "reach", "authentication", "activation", "service-port", "login"};
  return name(leg, names);
}

std::string_view to_string(Predicted predicted) {
  static constexpr std::array<std::string_view, 4> names{"passes", "fails", "open", "not-reached"};
  return name(predicted, names);
}

std::string_view to_string(Relation relation) {
  static constexpr std::array<std::string_view, 6> names{"agree", "other-code", "disagree", "settles", "not-observed", "not-comparable"};
  return name(relation, names);
}

std::string_view to_string(Agreement agreement) {
  static constexpr std::array<std::string_view, 3> names{"agree", "disagree", "not-observable"};
  return name(agreement, names);
}

}  // namespace wmireach::observation
