// SPDX-License-Identifier: Apache-2.0
#include "cli/estate_diff.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "cli/cores.hpp"
#include "cli/host_selector.hpp"
#include "rules/suggestion.hpp"

namespace wmireach::cli {
namespace {

using analyzer::Reach;
using model::Index;

// Calls `both` for every element of `before` with the one of the same id of `after`. Returns the ids that stand on one side only.
template <class List, class Both>
void pair_up(const List& before, const List& after, std::vector<std::string>& only_before, std::vector<std::string>& only_after, Both both) {
  std::map<std::string, Index> of_after;
  for (Index i = 0; i < after.size(); ++i) of_after.emplace(model::folded(after[i].id), i);
  for (Index i = 0; i < before.size(); ++i) {
    const auto found = of_after.find(model::folded(before[i].id));
    if (found == of_after.end()) {
      only_before.push_back(before[i].id);
      continue;
    }
    both(i, found->second);
    of_after.erase(found);
  }
  for (const auto& element : after)
    if (const auto found = of_after.find(model::folded(element.id)); found != of_after.end() && after[found->second].id == element.id) only_after.push_back(element.id);
}

// Whether a requirement may have another result: other hosts, another request, or a host that is stated otherwise.
bool reaches(const Reach& reach, const model::Requirement& before, const model::Requirement& after) {
  if (before.must != after.must || before.from != after.from || before.to != after.to || reach.everywhere(before.request, after.request)) return true;
  const auto touched = [&](Index h) { return reach.after(h) != h || reach.reaches(h); };
  return std::ranges::any_of(before.from, touched) || std::ranges::any_of(before.to, touched);
}

bool same_result(const analyzer::RequirementResult& a, const analyzer::RequirementResult& b) {
  return a.state == b.state && a.good == b.good && a.bad == b.bad && a.undetermined == b.undetermined;
}

// Throws BadInput where neither a connection nor a requirement of the scenario has the id.
void check_id(const model::Estate& estate, const std::string& id, const std::string& file) {
  if (estate.find_requirement(id) != model::none || estate.find_connection(id) != model::none) return;
  std::vector<std::string> known;
  for (const auto& c : estate.connections) known.push_back(c.id);
  for (const auto& r : estate.requirements) known.push_back(r.id);
  const std::string near = rules::did_you_mean(id, known);
  throw BadInput{{{.file = file, .message = "there is no connection and no requirement '" + id + "' in this scenario", .hint = near.empty() ? "--pairs takes the id of one of them" : near}}};
}

PairsDiff compare_pairs(const rules::Program& program, const ComparedEstates& estates, const PairOptions& pairs, const rules::FrameOptions& options, const Reach& reach) {
  const auto& before = estates.before;
  PairsDiff out;
  check_id(before, pairs.of, estates.before_name);
  check_id(estates.after, pairs.of, estates.after_name);
  auto& connection = out.request.before.connection;
  auto &from = out.request.before.from, &to = out.request.before.to;
  if (const Index r = before.find_requirement(pairs.of); r != model::none) {
    connection = before.requirements[r].request;
    from = before.requirements[r].from;
    to = before.requirements[r].to;
  } else {
    connection = before.connections[before.find_connection(pairs.of)];
    from.resize(before.hosts.size());
    std::iota(from.begin(), from.end(), Index{0});
    to = from;
  }
  if (const Index r = estates.after.find_requirement(pairs.of); r != model::none) out.request.after = estates.after.requirements[r].request;
  else out.request.after = estates.after.connections[estates.after.find_connection(pairs.of)];
  if (!pairs.from.empty()) from = select_hosts(before, pairs.from, "--from " + pairs.from);
  if (!pairs.to.empty()) to = select_hosts(before, pairs.to, "--to " + pairs.to);
  out.diff = analyzer::matrix_diff(program, before, estates.after, reach, out.request, options, cores());
  return out;
}

}  // namespace

bool EstateDiff::empty() const {
  return connections.empty() && only_before.empty() && only_after.empty() && requirements.empty() && required_before.empty() && required_after.empty() &&
         (!pairs || (pairs->diff.changes.empty() && pairs->diff.gone.empty()));
}

EstateDiff compare(const rules::Program& program, const ComparedEstates& estates, const PairOptions& pairs, const rules::FrameOptions& options) {
  const auto &before = estates.before, &after = estates.after;
  const Reach reach(before, after);
  EstateDiff diff;
  pair_up(before.connections, after.connections, diff.only_before, diff.only_after, [&](Index i, Index j) {
    ++diff.compared;
    if (!reach.reaches(before.connections[i], after.connections[j])) return;
    Prediction was = predict(program, before, i, options), is = predict(program, after, j, options);
    if (auto change = analyzer::difference(program, was.verdict, *was.frame, is.verdict, *is.frame))
      diff.connections.push_back({before.connections[i].id, std::move(was), std::move(is), std::move(*change)});
  });
  pair_up(before.requirements, after.requirements, diff.required_before, diff.required_after, [&](Index i, Index j) {
    ++diff.requirements_compared;
    const auto &a = before.requirements[i], &b = after.requirements[j];
    if (!reaches(reach, a, b)) return;
    RequirementDiff one{{&a, analyzer::judge(program, before, a, options, cores())}, {&b, analyzer::judge(program, after, b, options, cores())}};
    if (!same_result(one.before.result, one.after.result)) diff.requirements.push_back(std::move(one));
  });
  if (!pairs.of.empty()) diff.pairs = compare_pairs(program, estates, pairs, options, reach);
  return diff;
}

}  // namespace wmireach::cli
