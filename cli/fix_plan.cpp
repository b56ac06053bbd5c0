// SPDX-License-Identifier: Apache-2.0
#include "cli/fix_plan.hpp"

#include <algorithm>
#include <stdexcept>
#include <unordered_set>

#include "cli/cores.hpp"
#include "cli/proof.hpp"
#include "cli/required_pairs.hpp"

namespace wmireach::cli {
namespace {

using analyzer::CandidateEdit;
using analyzer::VerdictKind;

// The proof: what the patched file says, read as any file is read. A repair that does not do what was promised is a fault of this program.
ProvenSet prove(const rules::Program& program, LoadedScenario& loaded, const FixPlan& plan, const analyzer::ChangeSet& set, const rules::FrameOptions& options) {
  ProvenSet p;
  std::vector<model::Edit> edits;
  for (const auto i : set.edits) {
    p.edits.push_back(&plan.fix.candidates[i]);
    edits.push_back(plan.fix.candidates[i].edit);
    p.safety = std::max(p.safety, plan.fix.candidates[i].safety);
  }
  p.least = set.proven_least;
  PatchedScenario repaired = patched(loaded, edits);
  const auto after = [&](model::Index i) { return verdict_after(program, repaired, loaded.estate.connections[i], options); };
  for (std::uint32_t i = 0; i < plan.wanted.size(); ++i) {
    p.after.push_back(after(plan.wanted[i]));
    const bool excused = std::ranges::binary_search(plan.fix.beyond_repair, i) ||
                         (p.after.back() == VerdictKind::undetermined && std::ranges::binary_search(plan.fix.only_known_blockers, i));
    if (p.after.back() != VerdictKind::connects && !excused)
      throw std::runtime_error("the repair of " + loaded.estate.connections[plan.wanted[i]].id + " did not hold when it was predicted again");
  }
  for (const auto g : plan.guarded)
    if (!is_required_pair(loaded.estate.connections[g]) && after(g) != VerdictKind::connects) throw std::runtime_error("a repair spoils " + loaded.estate.connections[g].id);
  p.spoils = requirements_spoilt(program, loaded.estate, repaired.estate, options);
  p.patch = std::move(repaired.patch);
  return p;
}

}  // namespace

std::vector<model::Index> not_connecting(const rules::Program& program, const model::Estate& estate, const rules::FrameOptions& options) {
  std::vector<model::Index> out;
  for (model::Index i = 0; i < estate.connections.size(); ++i)
    if (predict(program, estate, i, options).verdict.kind != VerdictKind::connects) out.push_back(i);
  return out;
}

std::vector<model::Index> broken_since(const rules::Program& program, const model::Estate& before, const model::Estate& estate, const rules::FrameOptions& options) {
  auto out = not_connecting(program, estate, options);
  std::erase_if(out, [&](model::Index i) {
    const auto was = before.find_connection(estate.connections[i].id);
    return was == model::none || predict(program, before, was, options).verdict.kind != VerdictKind::connects;
  });
  return out;
}

FixPlan plan_fix(RuleSet& rules, LoadedScenario& loaded, const FixOptions& fix_options, const std::vector<model::Index>& chosen, const rules::FrameOptions& options) {
  FixPlan plan;
  const Constraints constraints = read_constraints(loaded.estate, fix_options.constraints);
  const std::unordered_set<model::Index> asked(chosen.begin(), chosen.end());
  for (model::Index i = 0; i < loaded.estate.connections.size(); ++i) {
    const bool wanted = asked.contains(i);
    Prediction p = predict(rules.program(), loaded.estate, i, options);
    if (wanted) {
      plan.wanted.push_back(i);
      plan.before.push_back(std::move(p));
    } else if (p.verdict.kind == VerdictKind::connects) {
      plan.guarded.push_back(i);
    }
  }
  analyzer::FixRequest request{.wanted = plan.wanted, .guarded = plan.guarded};
  request.alternatives = fix_options.alternatives > 0 ? fix_options.alternatives : plan.wanted.size() == 1 ? 3 : 1;
  // A requirement that pairs do not connect is held against the repairs that were found, so there have to be some to choose from.
  const std::size_t shown = request.alternatives;
  if (!loaded.estate.requirements.empty()) request.alternatives += 6;
  request.threads = cores();
  request.allowed = [&](const CandidateEdit& c) { return constraints.allow(loaded.estate, c); };
  request.weight = [&](const CandidateEdit& c) { return constraints.weight(c); };
  const analyzer::RemedyIndex remedies(rules.catalogue());
  plan.fix = analyzer::fix(rules.program(), remedies, loaded.estate, request, options);
  for (const auto& set : plan.fix.sets) {
    if (plan.sets.size() == shown) break;
    ProvenSet proven = prove(rules.program(), loaded, plan, set, options);
    if (!proven.spoils.empty()) {
      plan.spoilt.insert(plan.spoilt.end(), proven.spoils.begin(), proven.spoils.end());
      continue;
    }
    plan.sets.push_back(std::move(proven));
    std::vector<model::Edit> edits;
    for (const auto* c : plan.sets.back().edits) edits.push_back(c->edit);
    plan.sets.back().opened = analyzer::opened_pairs(rules.program(), loaded.estate, edits, plan.wanted, options, cores());
  }
  std::ranges::sort(plan.spoilt);
  plan.spoilt.erase(std::ranges::unique(plan.spoilt).begin(), plan.spoilt.end());
  return plan;
}

}  // namespace wmireach::cli
