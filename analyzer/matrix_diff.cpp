// SPDX-License-Identifier: Apache-2.0
#include "analyzer/matrix_diff.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

#include "analyzer/parallel.hpp"
#include "analyzer/predict.hpp"
#include "model/same_statement.hpp"

namespace wmireach::analyzer {
namespace {

using model::Index;

// Clients and targets by index before, ascending.
struct Block {
  std::vector<Index> from, to;
};

// Blocks that hold every pair that the change can reach, none of them twice.
std::vector<Block> reached_blocks(const Reach& reach, const Block& all, bool everywhere) {
  if (everywhere) return {all};
  Block touched, others;
  for (const Index h : all.from) (reach.reaches(h) ? touched : others).from.push_back(h);
  std::ranges::copy_if(all.to, std::back_inserter(touched.to), [&](Index h) { return reach.reaches(h); });
  return {{touched.from, all.to}, {others.from, touched.to}};
}

// Hosts of one class before and of one class after.
using Joint = std::pair<Index, Index>;
using JointClasses = std::map<Joint, std::vector<Index>>;

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

// Two classes have a host in common only where they are one class.
Cell cell_of(const JointClasses::value_type& clients, const JointClasses::value_type& targets) {
  const auto &from = clients.second, &to = targets.second;
  Cell cell;
  cell.pairs = from.size() * to.size() - (clients.first == targets.first ? in_both(from, to) : 0);
  if (cell.pairs == 0) return cell;
  cell.from = from[0];
  cell.to = to[0];
  if (cell.from == cell.to && to.size() > 1) cell.to = to[1];
  else if (cell.from == cell.to) cell.from = from[1];
  return cell;
}

// Certain verdicts are the same where their first blockers are; there is more to compare in those that are not.
bool surely_same(const MatrixCell& before, const MatrixCell& after) {
  if (before.kind != after.kind) return false;
  return before.kind == VerdictKind::connects || (before.certain && after.certain && before.first_blocker == after.first_blocker);
}

PairVerdict brief(const Verdict& v) { return {v.kind, v.first_blocker, v.error_is_certain ? std::optional(v.errors.front().code) : std::nullopt}; }

bool alike(const PairChange& a, const PairChange& b) {
  return a.kind == b.kind && a.before == b.before && a.after == b.after && std::ranges::equal(a.because, b.because, [](const FactChange& x, const FactChange& y) {
           return x.slot == y.slot && same_statement(x.before, y.before) && same_statement(x.after, y.after);
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
  const auto existing = [&](std::vector<Index> hosts) {
    std::ranges::sort(hosts);
    std::erase_if(hosts, [&](Index h) { return reach.after(h) == model::none; });
    return hosts;
  };
  const Block all{existing(request.before.from), existing(request.before.to)};
  MatrixDiff diff;
  diff.pairs = all.from.size() * all.to.size() - in_both(all.from, all.to);
  for (const auto* hosts : {&request.before.from, &request.before.to})
    std::ranges::copy_if(*hosts, std::back_inserter(diff.gone), [&](Index h) { return reach.after(h) == model::none; });
  std::ranges::sort(diff.gone);
  diff.gone.erase(std::ranges::unique(diff.gone).begin(), diff.gone.end());

  std::vector<Cell> cells;
  for (const Block& block : reached_blocks(reach, all, reach.everywhere(request.before.connection, request.after))) {
    const auto after_of = [&](std::vector<Index> hosts) {
      for (Index& h : hosts) h = reach.after(h);
      return hosts;
    };
    const Matrix was = matrix(program, before, {request.before.connection, block.from, block.to}, options, threads);
    const Matrix is = matrix(program, after, {request.after, after_of(block.from), after_of(block.to)}, options, threads);
    const auto joint_classes = [&](const std::vector<Index>& hosts) {
      JointClasses classes;
      for (const Index h : hosts)
        if (was.classes.of_host[h] != model::none) classes[{was.classes.of_host[h], is.classes.of_host[reach.after(h)]}].push_back(h);
      return classes;
    };
    const JointClasses clients = joint_classes(block.from), targets = joint_classes(block.to);
    for (const auto& c : clients)
      for (const auto& t : targets) {
        const Cell cell = cell_of(c, t);
        if (cell.pairs == 0) continue;
        ++diff.evaluated;
        if (!surely_same(*was.find(c.first.first, t.first.first), *is.find(c.first.second, t.first.second))) cells.push_back(cell);
      }
  }

  std::vector<std::optional<PairChange>> changes(cells.size());
  for_each_in_parallel(std::vector<int>(std::max(1U, threads)), cells.size(), 1, [&](int, std::size_t i) {
    model::Connection one = request.before.connection, other = request.after;
    one.from = cells[i].from;
    one.to = cells[i].to;
    other.from = reach.after(one.from);
    other.to = reach.after(one.to);
    rules::FactFrame was(before, one, options), is(after, other, options);
    const Verdict a = predict_and_probe_missing(program, was, options), b = predict_and_probe_missing(program, is, options);
    if (auto change = difference(program, a, was, b, is)) changes[i] = PairChange{change->kind, brief(a), brief(b), std::move(change->because), cells[i].pairs, one.from, one.to};
  });
  diff.changes = grouped(changes);
  return diff;
}

}  // namespace wmireach::analyzer
