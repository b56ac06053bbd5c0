// SPDX-License-Identifier: Apache-2.0
#include "analyzer/matrix_diff.hpp"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <map>
#include <thread>
#include <tuple>

#include "analyzer/predict.hpp"

namespace wmireach::analyzer {
namespace {

using model::Index;

// Hosts that no rule can tell apart before, nor after. One changed host in a class means that all of them changed.
struct JointClass {
  std::vector<Index> from, to;  // clients and targets, by index before, ascending
  bool changed = true;
};

std::vector<JointClass> joint_classes(const model::Estate& before, const model::Estate& after, const Reach& reach, const MatrixRequest& request, bool everywhere) {
  const HostClasses of_before = host_classes(before), of_after = host_classes(after);
  std::map<std::pair<Index, Index>, JointClass> classes;
  const auto add = [&](std::vector<Index> hosts, std::vector<Index> JointClass::*list) {
    std::ranges::sort(hosts);
    for (const Index h : hosts) {
      if (reach.after(h) == model::none) continue;
      JointClass& c = classes[{of_before.of_host[h], of_after.of_host[reach.after(h)]}];
      (c.*list).push_back(h);
      c.changed = everywhere || reach.reaches(h);
    }
  };
  add(request.from, &JointClass::from);
  add(request.to, &JointClass::to);
  std::vector<JointClass> out;
  for (auto& [key, c] : classes) out.push_back(std::move(c));
  return out;
}

// Pairs of a client and a target that are not one host.
struct Cell {
  Index from = model::none, to = model::none;  // the first pair
  std::uint64_t pairs = 0;
};

std::uint64_t in_both(const std::vector<Index>& a, const std::vector<Index>& b) {
  std::vector<Index> both;
  std::ranges::set_intersection(a, b, std::back_inserter(both));
  return both.size();
}

Cell cell_of(const std::vector<Index>& from, const std::vector<Index>& to) {
  Cell cell;
  cell.pairs = from.size() * to.size();
  if (cell.pairs == 0) return cell;
  cell.pairs -= in_both(from, to);
  if (cell.pairs == 0) return cell;
  cell.from = from[0];
  cell.to = to[0];
  if (cell.from == cell.to && to.size() > 1) cell.to = to[1];
  else if (cell.from == cell.to) cell.from = from[1];
  return cell;
}

PairVerdict brief(const Verdict& v) { return {v.kind, v.first_blocker, v.error_is_certain ? std::optional(v.errors.front().code) : std::nullopt}; }

bool same_fact(const model::Fact& a, const model::Fact& b) { return a.known == b.known && (!a.known || a.value == b.value); }

bool alike(const PairChange& a, const PairChange& b) {
  return a.kind == b.kind && a.before == b.before && a.after == b.after && std::ranges::equal(a.because, b.because, [](const FactChange& x, const FactChange& y) {
           return x.slot == y.slot && same_fact(x.before, y.before) && same_fact(x.after, y.after);
         });
}

// What tells apart changes that are not alike, for a lookup; a few that are not alike may share it.
auto rough_key(const PairChange& c) {
  return std::tuple(c.kind, c.before.kind, c.before.first_blocker.value_or(UINT32_MAX), c.after.kind, c.after.first_blocker.value_or(UINT32_MAX), c.because.size());
}

std::vector<PairChange> grouped(const std::vector<std::optional<PairChange>>& cells) {
  std::vector<PairChange> groups;
  std::multimap<decltype(rough_key(PairChange{})), std::size_t> by_key;
  for (const auto& cell : cells) {
    if (!cell) continue;
    const auto [begin, end] = by_key.equal_range(rough_key(*cell));
    const auto found = std::find_if(begin, end, [&](const auto& entry) { return alike(groups[entry.second], *cell); });
    if (found == end) {
      by_key.emplace(rough_key(*cell), groups.size());
      groups.push_back(*cell);
      continue;
    }
    PairChange& group = groups[found->second];
    group.pairs += cell->pairs;
    if (std::pair(cell->from, cell->to) < std::pair(group.from, group.to)) std::tie(group.from, group.to) = std::pair(cell->from, cell->to);
  }
  std::ranges::sort(groups, [](const PairChange& a, const PairChange& b) { return std::tuple(a.kind, b.pairs, a.from, a.to) < std::tuple(b.kind, a.pairs, b.from, b.to); });
  return groups;
}

}  // namespace

MatrixDiff matrix_diff(const rules::Program& program, const model::Estate& before, const model::Estate& after, const Reach& reach, const MatrixDiffRequest& request,
                       const rules::FrameOptions& options, unsigned threads) {
  const auto classes = joint_classes(before, after, reach, request.before, reach.everywhere(request.before.connection, request.after));
  MatrixDiff diff;
  std::vector<Index> from, to;
  for (const auto& c : classes) {
    from.insert(from.end(), c.from.begin(), c.from.end());
    to.insert(to.end(), c.to.begin(), c.to.end());
  }
  std::ranges::sort(from);
  std::ranges::sort(to);
  diff.pairs = from.size() * to.size() - in_both(from, to);
  for (const auto* hosts : {&request.before.from, &request.before.to})
    std::ranges::copy_if(*hosts, std::back_inserter(diff.gone), [&](Index h) { return reach.after(h) == model::none; });
  std::ranges::sort(diff.gone);
  diff.gone.erase(std::ranges::unique(diff.gone).begin(), diff.gone.end());

  std::vector<const JointClass*> changed_targets, all_targets;
  for (const auto& c : classes) {
    if (c.to.empty()) continue;
    all_targets.push_back(&c);
    if (c.changed) changed_targets.push_back(&c);
  }
  std::vector<Cell> cells;
  for (const auto& client : classes)
    if (!client.from.empty())
      for (const auto* target : client.changed ? all_targets : changed_targets)
        if (const Cell cell = cell_of(client.from, target->to); cell.pairs > 0) cells.push_back(cell);

  std::vector<std::optional<PairChange>> changes(cells.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    model::Connection one = request.before.connection, other = request.after;
    for (std::size_t i = next++; i < cells.size(); i = next++) {
      one.from = cells[i].from;
      one.to = cells[i].to;
      other.from = reach.after(one.from);
      other.to = reach.after(one.to);
      rules::FactFrame was(before, one, options), is(after, other, options);
      const Verdict a = predict_and_probe_missing(program, was, options), b = predict_and_probe_missing(program, is, options);
      if (auto change = difference(program, a, was, b, is)) changes[i] = PairChange{change->kind, brief(a), brief(b), std::move(change->because), cells[i].pairs, one.from, one.to};
    }
  };
  threads = std::clamp<unsigned>(threads, 1, static_cast<unsigned>(std::max<std::size_t>(1, cells.size())));
  std::vector<std::jthread> pool;
  for (unsigned i = 1; i < threads; ++i) pool.emplace_back(work);
  work();
  pool.clear();
  diff.changes = grouped(changes);
  diff.evaluated = cells.size();
  return diff;
}

}  // namespace wmireach::analyzer
