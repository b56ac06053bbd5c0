// SPDX-License-Identifier: Apache-2.0
#include "analyzer/obstacles.hpp"

#include <algorithm>
#include <memory>

#include "analyzer/trial_values.hpp"

namespace wmireach::analyzer {
namespace {

using model::Truth;
using rules::FactFrame;
using rules::Slot;

// A prediction with one missing fact set to one of its values.
struct Trial {
  std::unique_ptr<FactFrame> frame;
  std::vector<rules::RuleOutcome> outcomes;
  std::optional<std::uint32_t> lost;  // a blocking rule that holds while the fact is missing, and does not with this value
};

class UnknownRules {
 public:
  // `outcomes` are those of the frame, and `unknown` the blocking rules of which they do not know.
  UnknownRules(const rules::Program& program, FactFrame& frame, const rules::FrameOptions& options, const std::vector<rules::RuleOutcome>& outcomes,
               const std::vector<std::uint32_t>& unknown)
      : program_(program), frame_(frame), unknown_(unknown) {
    for (const auto r : unknown) {
      const auto own = missing_facts(program, program.rules()[r], frame);
      missing_.insert(missing_.end(), own.begin(), own.end());
    }
    std::ranges::sort(missing_);
    missing_.erase(std::ranges::unique(missing_).begin(), missing_.end());
    std::vector<rules::Change> changes(options.changes.begin(), options.changes.end());
    changes.emplace_back();
    for (const Slot m : missing_) {
      auto& trials = trials_.emplace_back();
      for (const auto value : values_to_try(rules::slot_info(m).definition->type())) {
        changes.back() = {m, value};
        rules::FrameOptions with = options;
        with.changes = changes;
        Trial t{std::make_unique<FactFrame>(frame.estate(), frame.connection(), with), {}, {}};
        t.outcomes = rules::evaluate(program, *t.frame);
        for (std::uint32_t r = 0; r < outcomes.size() && !t.lost; ++r)
          if (program.rules()[r].effect == rules::Effect::blocks && outcomes[r].truth() == Truth::True && t.outcomes[r].truth() != Truth::True) t.lost = r;
        trials.push_back(std::move(t));
      }
    }
  }

  void add_to(std::vector<Obstacle>& out, bool violated) {
    if (!violated)
      if (const auto read = read_when_it_fails_anyway()) out.push_back({false, std::nullopt, *read});
    std::vector<std::uint32_t> settled;  // by some fact, each
    for (const auto r : unknown_) {
      SlotSet read = read_by(r, frame_);
      bool by_any = false;
      for (std::size_t m = 0; m < missing_.size() && !by_any; ++m) {
        const Trial* against = not_settled(r, m);
        by_any = against == nullptr && !trials_[m].empty();
        if (against != nullptr) read |= read_against(r, *against);
      }
      if (by_any) settled.push_back(r);
      else out.push_back({true, std::nullopt, read});
    }
    if (!settled.empty())
      if (const auto read = read_without_a_common_fact(settled)) out.push_back({true, std::nullopt, *read});
  }

 private:
  SlotSet read_by(std::uint32_t r, FactFrame& frame) const { return read_by_rule(program_, program_.rules()[r], frame); }

  // A value of the missing fact with which the rule does not hold, or one that held does not any more.
  const Trial* not_settled(std::uint32_t r, std::size_t m) const {
    for (const Trial& t : trials_[m])
      if (t.outcomes[r].truth() != Truth::True || t.lost) return &t;
    return nullptr;
  }

  SlotSet read_against(std::uint32_t r, const Trial& t) const {
    SlotSet read = read_by(r, *t.frame);
    if (t.lost) read |= read_by(*t.lost, *t.frame);
    return read;
  }

  // For every missing fact one rule that it does not settle; nullopt where one fact settles them all.
  std::optional<SlotSet> read_without_a_common_fact(const std::vector<std::uint32_t>& settled) const {
    SlotSet read;
    for (const auto r : settled) read |= read_by(r, frame_);
    for (std::size_t m = 0; m < missing_.size(); ++m) {
      if (trials_[m].empty()) continue;
      const Trial* against = nullptr;
      for (std::size_t i = 0; i < settled.size() && against == nullptr; ++i)
        if ((against = not_settled(settled[i], m)) != nullptr) read |= read_against(settled[i], *against);
      if (against == nullptr) return std::nullopt;
    }
    return read;
  }

  // It fails by one rule or another, whatever a missing fact is.
  std::optional<SlotSet> read_when_it_fails_anyway() const {
    for (std::size_t m = 0; m < missing_.size(); ++m) {
      SlotSet read;
      read.set(missing_[m]);
      const bool fails = !trials_[m].empty() && std::ranges::all_of(trials_[m], [&](const Trial& t) {
        for (const auto r : unknown_)
          if (t.outcomes[r].truth() == Truth::False) {
            read |= read_by(r, *t.frame);
            return true;
          }
        if (!t.lost || t.outcomes[*t.lost].truth() != Truth::False) return false;
        read |= read_by(*t.lost, *t.frame);
        return true;
      });
      if (fails) return read;
    }
    return std::nullopt;
  }

  const rules::Program& program_;
  FactFrame& frame_;
  const std::vector<std::uint32_t>& unknown_;
  std::vector<Slot> missing_;
  std::vector<std::vector<Trial>> trials_;  // by missing fact, then by value
};

// Without a route, nothing is asked of the firewalls on the way; with one, they stop the ports. Any link to anywhere may change the
// route, but of those few let the ports through. So what is violated with the route and without it is one obstacle, and the route no
// part of it. No edit makes the route unknown: the zones of hosts stay.
class WithoutRoute {
 public:
  WithoutRoute(const rules::Program& program, FactFrame& frame, const rules::FrameOptions& options) : program_(program), frame_(frame), options_(options) {}

  // What to read instead of `read`, one way or another; empty where the route decides.
  std::vector<SlotSet> instead_of(const SlotSet& read) {
    if (!read[route] || !frame_.get(route).known) return {};
    if (!other_) look_at_the_other();
    std::vector<SlotSet> out;
    for (const SlotSet& also : violated_) {
      out.push_back(read | also);
      out.back().reset(route);
    }
    return out;
  }

 private:
  static constexpr Slot route = slot(rules::ConnectionFact::network_route);

  void look_at_the_other() {
    std::vector<rules::Change> changes(options_.changes.begin(), options_.changes.end());
    changes.push_back({route, 1 - frame_.get(route).value});
    rules::FrameOptions with = options_;
    with.changes = changes;
    other_ = std::make_unique<FactFrame>(frame_.estate(), frame_.connection(), with);
    const auto outcomes = rules::evaluate(program_, *other_);
    for (std::size_t r = 0; r < outcomes.size(); ++r)
      if (program_.rules()[r].effect == rules::Effect::blocks && outcomes[r].truth() == Truth::False)
        if (const SlotSet read = read_by_rule(program_, program_.rules()[r], *other_); read[route]) violated_.push_back(read);
  }

  const rules::Program& program_;
  FactFrame& frame_;
  const rules::FrameOptions& options_;
  std::unique_ptr<FactFrame> other_;
  std::vector<SlotSet> violated_;
};

}  // namespace

std::vector<Obstacle> obstacles(const rules::Program& program, FactFrame& frame, const rules::FrameOptions& options) {
  const auto outcomes = rules::evaluate(program, frame);
  std::vector<Obstacle> found;
  std::vector<std::uint32_t> unknown;
  for (std::uint32_t r = 0; r < outcomes.size(); ++r) {
    if (program.rules()[r].effect != rules::Effect::blocks) continue;
    if (outcomes[r].truth() == Truth::False) found.push_back({false, r, read_by_rule(program, program.rules()[r], frame)});
    if (outcomes[r].truth() == Truth::Unknown) unknown.push_back(r);
  }
  if (!unknown.empty()) UnknownRules(program, frame, options, outcomes, unknown).add_to(found, !found.empty());
  std::vector<Obstacle> out;
  WithoutRoute without_route(program, frame, options);
  for (const Obstacle& o : found) {
    const auto instead = without_route.instead_of(o.read);
    for (const SlotSet& read : instead) out.push_back({o.of_unknown, o.rule, read});
    if (instead.empty()) out.push_back(o);
  }
  return out;
}

}  // namespace wmireach::analyzer
