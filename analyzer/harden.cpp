// SPDX-License-Identifier: Apache-2.0
#include "analyzer/harden.hpp"

#include <algorithm>

#include "analyzer/least_choice.hpp"
#include "analyzer/obstacles.hpp"

namespace wmireach::analyzer {
namespace {

using model::Index;

// What stays open: the fewest edits, then the least that they leave open.
std::uint64_t cost_of(const CandidateEdit& c) { return 1'000'000 + (c.safety == Safety::unsafe ? 10 : 1); }

class HardenSearch {
 public:
  HardenSearch(const rules::Program& program, model::Estate& estate, const std::vector<Index>& required, const rules::FrameOptions& options)
      : program_(program), estate_(estate), required_(required), options_(options) {}

  Hardening run(const std::function<bool(const CandidateEdit&)>& allowed, std::size_t rounds) {
    result_.candidates = tightenings(estate_, required_, options_);
    if (allowed) std::erase_if(result_.candidates, [&](const CandidateEdit& c) { return !allowed(c); });
    for (const auto& c : result_.candidates) costs_.push_back(cost_of(c));
    for (std::size_t round = 0; round < rounds; ++round) {
      const auto open = least_choice(costs_, clauses_);
      if (!open) break;
      result_.proven_largest = result_.proven_largest && open->proven;
      if (!decide(open->items)) continue;
      explain(open->items);
      return std::move(result_);
    }
    result_.found = false;
    return std::move(result_);
  }

 private:
  bool is_open(const std::vector<std::uint32_t>& open, std::uint32_t i) const { return std::ranges::binary_search(open, i); }

  void apply(model::EstateEditor& editor, const std::vector<std::uint32_t>& open, std::optional<std::uint32_t> also = std::nullopt) const {
    for (std::uint32_t i = 0; i < result_.candidates.size(); ++i)
      if (!is_open(open, i) || also == i) editor.apply(result_.candidates[i].edit);
  }

  bool decide(const std::vector<std::uint32_t>& open) {
    model::EstateEditor editor(estate_);
    apply(editor, open);
    bool good = true;
    for (const Index q : required_) {
      rules::FactFrame frame(estate_, q, options_);
      for (const Obstacle& o : obstacles(program_, frame, options_)) {
        good = false;
        Clause clause;
        for (std::uint32_t i = 0; i < result_.candidates.size(); ++i)
          if (may_change(result_.candidates[i], frame, o.read)) (is_open(open, i) ? clause.left_out : clause.chosen).push_back(i);
        clauses_.push_back(std::move(clause));
      }
    }
    return good;
  }

  // Why each opening stays: the first connection that breaks when it is closed as well.
  void explain(const std::vector<std::uint32_t>& open) {
    for (std::uint32_t i = 0; i < result_.candidates.size(); ++i)
      if (!is_open(open, i)) result_.tightened.push_back(i);
    for (const auto i : open) {
      model::EstateEditor editor(estate_);
      apply(editor, open, i);
      for (const Index q : required_) {
        rules::FactFrame frame(estate_, q, options_);
        const auto found = obstacles(program_, frame, options_);
        if (found.empty()) continue;
        result_.kept.push_back({i, q, found.front().rule});
        break;
      }
    }
  }

  const rules::Program& program_;
  model::Estate& estate_;
  const std::vector<Index>& required_;
  const rules::FrameOptions& options_;
  Hardening result_;
  std::vector<std::uint64_t> costs_;
  std::vector<Clause> clauses_;
};

}  // namespace

Hardening harden(const rules::Program& program, model::Estate& estate, const std::vector<Index>& required, const rules::FrameOptions& options,
                 const std::function<bool(const CandidateEdit&)>& allowed, std::size_t rounds) {
  return HardenSearch(program, estate, required, options).run(allowed, rounds);
}

}  // namespace wmireach::analyzer
