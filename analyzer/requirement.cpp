// SPDX-License-Identifier: Apache-2.0
#include "analyzer/requirement.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace wmireach::analyzer {
namespace {

using model::Index;

// The first two of `hosts` in each class: enough to name a pair of two different hosts.
std::unordered_map<Index, std::vector<Index>> first_by_class(const HostClasses& classes, const std::vector<Index>& hosts) {
  std::unordered_map<Index, std::vector<Index>> first;
  for (const Index h : hosts)
    if (auto& list = first[classes.of_host[h]]; list.size() < 2) list.push_back(h);
  return first;
}

}  // namespace

VerdictKind forbidden(model::Must must) { return must == model::Must::connect ? VerdictKind::fails : VerdictKind::connects; }

std::string_view to_string(RequirementState state) {
  switch (state) {
    case RequirementState::holds: return "holds";
    case RequirementState::violated: return "violated";
    case RequirementState::undetermined: return "undetermined";
  }
  return "";
}

RequirementResult judge(const rules::Program& program, const model::Estate& estate, const model::Requirement& requirement, const rules::FrameOptions& options,
                        unsigned threads) {
  const Matrix m = matrix(program, estate, {requirement.request, requirement.from, requirement.to}, options, threads);
  const auto from = first_by_class(m.classes, requirement.from), to = first_by_class(m.classes, requirement.to);
  const VerdictKind bad = forbidden(requirement.must);
  RequirementResult result;
  for (const MatrixCell& c : m.cells) {
    (c.kind == bad ? result.bad : c.kind == VerdictKind::undetermined ? result.undetermined : result.good) += c.pairs;
    if (c.kind != bad && c.kind != VerdictKind::undetermined) continue;
    const auto &clients = from.at(c.from_class), &targets = to.at(c.to_class);
    Counterexample e{c.from_class, c.to_class, clients[0], targets[0], c.pairs, c.kind, c.first_blocker, c.error};
    if (e.from == e.to && targets.size() > 1) e.to = targets[1];
    else if (e.from == e.to) e.from = clients[1];
    result.counterexamples.push_back(e);
  }
  std::ranges::sort(result.counterexamples, {}, [&](const Counterexample& e) { return std::tuple(e.kind != bad, e.from, e.to); });
  result.state = result.bad > 0 ? RequirementState::violated : result.undetermined > 0 ? RequirementState::undetermined : RequirementState::holds;
  return result;
}

}  // namespace wmireach::analyzer
