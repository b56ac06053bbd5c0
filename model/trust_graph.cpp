// SPDX-License-Identifier: Apache-2.0
#include "model/trust_graph.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>

namespace wmireach::model {
namespace {

struct TrustEdge {
  Index trust;
};
using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, TrustEdge>;

// Edges lead from the trusting to the trusted domain: the way an acceptance is looked up. A forest trust binds its two
// forests only, so a path may use one. The graph therefore has two layers, before and behind the forest trust.
Graph transitive_trusts(const Estate& estate) {
  const auto domains = static_cast<Index>(estate.domains.size());
  Graph graph(2 * domains);
  const auto connect = [&](Index from, Index to, Index trust) {
    if (estate.trusts[trust].kind == TrustKind::forest) {
      add_edge(from, domains + to, TrustEdge{trust}, graph);
    } else {
      add_edge(from, to, TrustEdge{trust}, graph);
      add_edge(domains + from, domains + to, TrustEdge{trust}, graph);
    }
  };
  for (Index i = 0; i < estate.trusts.size(); ++i) {
    const Trust& t = estate.trusts[i];
    if (!t.transitive) continue;
    connect(t.trusting, t.trusted, i);
    if (t.direction == TrustDirection::two_way) connect(t.trusted, t.trusting, i);
  }
  return graph;
}

struct RecordTrust : boost::default_bfs_visitor {
  std::vector<Index>* via;       // trust by which a domain was first reached
  std::vector<Index>* previous;  // domain before it
  void tree_edge(Graph::edge_descriptor e, const Graph& g) const {
    (*via)[target(e, g)] = g[e].trust;
    (*previous)[target(e, g)] = static_cast<Index>(source(e, g));
  }
};

bool serves(const Trust& t, Index resource, Index account) {
  return (t.trusting == resource && t.trusted == account) ||
         (t.direction == TrustDirection::two_way && t.trusted == resource && t.trusting == account);
}

TrustPath finished(const Estate& estate, std::vector<Index> trusts) {
  TrustPath path{true, std::move(trusts), Truth::False};
  for (const Index t : path.trusts) path.selective_authentication = path.selective_authentication || estate.trusts[t].selective_authentication;
  return path;
}

}  // namespace

TrustPath find_trust_path(const Estate& estate, Index resource, Index account) {
  if (resource == none || account == none) return {};
  if (resource == account) return {true, {}, Truth::False};
  for (Index i = 0; i < estate.trusts.size(); ++i)
    if (serves(estate.trusts[i], resource, account)) return finished(estate, {i});

  const Graph graph = transitive_trusts(estate);
  const auto domains = static_cast<Index>(estate.domains.size());
  std::vector<Index> via(2 * domains, none), previous(2 * domains, none);
  RecordTrust visitor;
  visitor.via = &via;
  visitor.previous = &previous;
  breadth_first_search(graph, resource, boost::visitor(visitor));
  const Index end = via[account] != none ? account : domains + account;
  if (via[end] == none) return {};
  std::vector<Index> trusts;
  for (Index d = end; d != resource; d = previous[d]) trusts.push_back(via[d]);
  std::reverse(trusts.begin(), trusts.end());
  return finished(estate, std::move(trusts));
}

}  // namespace wmireach::model
