// SPDX-License-Identifier: Apache-2.0
#include "analyzer/matrix.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

#include "analyzer/predict.hpp"

namespace wmireach::analyzer {
namespace {

using model::Index;
using HostsByClass = std::vector<std::vector<Index>>;

HostsByClass by_class(const HostClasses& classes, const std::vector<Index>& hosts) {
  HostsByClass out(classes.members.size());
  for (const Index h : hosts) out[classes.of_host[h]].push_back(h);
  for (auto& list : out) std::ranges::sort(list);
  return out;
}

struct Pair {
  Index from, to;
};

// A client and a target that are not one host, and how many such pairs there are.
std::uint64_t count_pairs(const std::vector<Index>& from, const std::vector<Index>& to, Pair& example) {
  std::uint64_t same = 0;
  for (const Index f : from) same += std::ranges::binary_search(to, f) ? 1 : 0;
  const std::uint64_t pairs = from.size() * to.size() - same;
  if (pairs == 0) return 0;
  example = {from.front(), to.front()};
  if (example.from == example.to) (to.size() > 1 ? example.to : example.from) = to.size() > 1 ? to[1] : from[1];
  return pairs;
}

void judge(const rules::Program& program, const model::Estate& estate, const model::Connection& connection, const rules::FrameOptions& options, MatrixCell& cell) {
  rules::FactFrame frame(estate, connection, options);
  const Verdict v = predict_and_probe_missing(program, frame, options);
  cell.kind = v.kind;
  cell.first_blocker = v.first_blocker;
  if (v.error_is_certain) cell.error = v.errors.front().code;
}

}  // namespace

const MatrixCell* Matrix::find(Index from_class, Index to_class) const {
  const auto found = std::ranges::lower_bound(cells, std::pair{from_class, to_class}, {}, [](const MatrixCell& c) { return std::pair{c.from_class, c.to_class}; });
  return found != cells.end() && found->from_class == from_class && found->to_class == to_class ? &*found : nullptr;
}

Matrix matrix(const rules::Program& program, const model::Estate& estate, const MatrixRequest& request, const rules::FrameOptions& options, unsigned threads) {
  Matrix m{host_classes(estate), {}};
  const HostsByClass from = by_class(m.classes, request.from), to = by_class(m.classes, request.to);
  std::vector<Pair> examples;
  for (Index f = 0; f < from.size(); ++f)
    for (Index t = 0; t < to.size(); ++t) {
      Pair example{};
      const std::uint64_t pairs = count_pairs(from[f], to[t], example);
      if (pairs == 0) continue;
      m.cells.push_back({.from_class = f, .to_class = t, .pairs = pairs});
      examples.push_back(example);
    }

  if (request.progress != nullptr) request.progress->all = m.cells.size();
  threads = std::clamp<unsigned>(threads, 1, static_cast<unsigned>(std::max<std::size_t>(1, m.cells.size())));
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    model::Connection own = request.connection;
    for (std::size_t i = next++; i < m.cells.size(); i = next++) {
      own.from = examples[i].from;
      own.to = examples[i].to;
      judge(program, estate, own, options, m.cells[i]);
      if (request.progress != nullptr) ++request.progress->done;
    }
  };
  std::vector<std::jthread> pool;
  for (unsigned i = 1; i < threads; ++i) pool.emplace_back(work);
  work();
  pool.clear();
  return m;
}

}  // namespace wmireach::analyzer
