// SPDX-License-Identifier: Apache-2.0
#include "analyzer/opened_pairs.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "analyzer/matrix.hpp"
#include "model/same_statement.hpp"

namespace wmireach::analyzer {
namespace {

using model::Edit;
using model::EditKind;
using model::Index;
using Hosts = std::vector<Index>;

// Clients and targets whose connections an edit can reach. Blocks of one edit have no pair in common.
struct Block {
  Hosts from, to;
};

class ReachedPairs {
 public:
  explicit ReachedPairs(const model::Estate& estate) : estate_(estate), all_(estate.hosts.size()) { std::iota(all_.begin(), all_.end(), 0U); }

  // Blocks without a pair in common, for all edits together and the requests of one account.
  std::vector<Block> blocks(const std::vector<Edit>& edits, Index account) {
    std::set<Index> hosts;
    std::vector<Block> ways;
    for (const Edit& e : edits) {
      if (e.kind == EditKind::request_fact) continue;  // the caller's own matter
      if (e.kind == EditKind::account_fact || e.kind == EditKind::local_group) {
        if (e.kind == EditKind::local_group && e.account == account) hosts.insert(e.host);
        else if (e.account == account) return {{all_, all_}};
        // A twin on the target takes the place of the account that is named.
        if (const Index home = estate_.accounts[e.account].host; home != model::none) hosts.insert(home);
        continue;
      }
      if (e.kind == EditKind::add_trust) return {{all_, all_}};
      if (e.kind == EditKind::open_ports) {
        if (e.from_hosts.empty() || e.to_hosts.empty()) return {{all_, all_}};
        ways.push_back({e.from_hosts, e.to_hosts});
        ways.push_back({e.to_hosts, e.from_hosts});
        continue;
      }
      for (const Index h : model::changed_hosts(estate_, e)) hosts.insert(h);
    }
    const Hosts touched(hosts.begin(), hosts.end());
    std::vector<Block> out;
    if (!touched.empty()) {
      Hosts others;
      std::ranges::set_difference(all_, touched, std::back_inserter(others));
      out.push_back({all_, touched});
      if (!others.empty()) out.push_back({touched, others});
    }
    // A way between hosts that are looked at anyway adds nothing; the others are few.
    std::map<Index, std::set<Index>> pairs;
    for (const Block& way : ways)
      for (const Index f : way.from)
        for (const Index t : way.to)
          if (!hosts.contains(f) && !hosts.contains(t)) pairs[f].insert(t);
    std::map<std::set<Index>, Hosts> by_targets;
    for (const auto& [f, targets] : pairs) by_targets[targets].push_back(f);
    for (auto& [targets, from] : by_targets) out.push_back({from, Hosts(targets.begin(), targets.end())});
    return out;
  }

 private:
  const model::Estate& estate_;
  Hosts all_;
};

struct Opened {
  Hosts clients, targets;
  std::size_t by;  // the first request that opens them
};

// What the block is before and after a change, for each request.
struct Matrices {
  std::vector<Matrix> before, after;
};

// Hosts by their classes in every matrix. Those of which one is in no pair are left out: there is none but itself at the other end.
std::map<Hosts, Hosts> by_classes(const Matrices& all, const Hosts& hosts) {
  std::map<Hosts, Hosts> out;
  for (const Index h : hosts) {
    Hosts classes;
    for (const auto* matrices : {&all.before, &all.after})
      for (const Matrix& m : *matrices) classes.push_back(m.classes.of_host[h]);
    if (std::ranges::find(classes, model::none) == classes.end()) out[std::move(classes)].push_back(h);
  }
  return out;
}

// Groups of clients and targets whose pairs connect after a change by a request by which they did not before.
std::vector<Opened> opened(const Matrices& all, const Block& block) {
  const auto from = by_classes(all, block.from), to = by_classes(all, block.to);
  const std::size_t requests = all.before.size();
  std::vector<Opened> out;
  for (const auto& [f, clients] : from)
    for (const auto& [t, targets] : to)
      for (std::size_t r = 0; r < requests; ++r) {
        const FoundCell was = all.before[r].find(f[r], t[r]), is = all.after[r].find(f[requests + r], t[requests + r]);
        if (!was || !is || was->kind == VerdictKind::connects || is->kind != VerdictKind::connects) continue;
        out.push_back({clients, targets, r});
        break;
      }
  return out;
}

// Distinct requests of one account. A pair that opens for several of them opens once.
struct Requests {
  Index account;
  std::vector<Index> connections;
};

std::vector<Requests> requests_by_account(const model::Estate& estate) {
  std::vector<Requests> out;
  for (Index i = 0; i < estate.connections.size(); ++i) {
    const model::Connection& c = estate.connections[i];
    auto own = std::ranges::find(out, c.account, &Requests::account);
    if (own == out.end()) own = out.insert(out.end(), {c.account, {}});
    if (std::ranges::none_of(own->connections, [&](Index r) { return same_request(estate.connections[r], c); })) own->connections.push_back(i);
  }
  return out;
}

}  // namespace

OpenedPairs opened_pairs(const rules::Program& program, model::Estate& estate, const std::vector<Edit>& edits, const std::vector<Index>& meant,
                         const rules::FrameOptions& options, unsigned threads) {
  OpenedPairs result;
  ReachedPairs reach(estate);
  for (const Requests& requests : requests_by_account(estate)) {
    std::set<std::pair<Index, Index>> wanted;
    for (const Index m : meant)
      if (estate.connections[m].account == requests.account) wanted.emplace(estate.connections[m].from, estate.connections[m].to);
    for (const Block& block : reach.blocks(edits, requests.account)) {
      std::vector<MatrixRequest> asked;  // as they are now: edits of requests do not count
      for (const Index r : requests.connections) asked.push_back({estate.connections[r], block.from, block.to});
      Matrices all;
      for (const auto& a : asked) all.before.push_back(matrix(program, estate, a, options, threads));
      {
        model::EstateEditor editor(estate);
        for (const Edit& e : edits) editor.apply(e);
        for (const auto& a : asked) all.after.push_back(matrix(program, estate, a, options, threads));
      }
      for (const auto& [clients, targets, by] : opened(all, block)) {
        std::uint64_t pairs = clients.size() * targets.size();
        for (const Index c : clients) pairs -= std::ranges::binary_search(targets, c) ? 1 : 0;
        for (const auto& [f, t] : wanted) pairs -= std::ranges::binary_search(clients, f) && std::ranges::binary_search(targets, t) ? 1 : 0;
        result.pairs += pairs;
        for (std::size_t c = 0; c < clients.size() && pairs > 0 && !result.example; ++c)
          for (const Index t : targets)
            if (clients[c] != t && !wanted.contains({clients[c], t}) && !result.example) result.example = {requests.connections[by], clients[c], t};
      }
    }
  }
  return result;
}

}  // namespace wmireach::analyzer
