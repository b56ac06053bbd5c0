// SPDX-License-Identifier: Apache-2.0
#include "model/network_graph.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>

namespace wmireach::model {
namespace {

struct LinkEdge {
  Index link;
};
using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, LinkEdge>;

template <class Keep>
Graph links_where(const Estate& estate, Keep keep) {
  Graph graph(estate.zones.size());
  for (Index i = 0; i < estate.links.size(); ++i)
    if (keep(estate.links[i])) add_edge(estate.links[i].from, estate.links[i].to, LinkEdge{i}, graph);
  return graph;
}

struct RecordLink : boost::default_bfs_visitor {
  std::vector<Index>* via;
  void tree_edge(Graph::edge_descriptor e, const Graph& g) const { (*via)[target(e, g)] = g[e].link; }
};

// Links of a shortest path between two different zones; empty: there is none.
std::vector<Index> shortest_path(const Estate& estate, const Graph& graph, Index from, Index to) {
  std::vector<Index> via(estate.zones.size(), none);
  RecordLink visitor;
  visitor.via = &via;
  breadth_first_search(graph, from, boost::visitor(visitor));
  std::vector<Index> links;
  for (Index z = to; z != from; z = estate.links[via[z]].from) {
    if (via[z] == none) return {};
    links.push_back(via[z]);
  }
  std::reverse(links.begin(), links.end());
  return links;
}

bool names(const std::vector<Index>& hosts, Index host) {
  return hosts.empty() || std::find(hosts.begin(), hosts.end(), host) != hosts.end();
}

// Parts of a port range that no rule has decided yet.
using Ranges = std::vector<PortRange>;

// Moves the parts of `open` that `rule` covers out of it; returns how many ports it covered.
std::uint32_t take(Ranges& open, const std::vector<PortRange>& rule) {
  if (rule.empty()) {
    std::uint32_t taken = 0;
    for (const PortRange r : open) taken += static_cast<std::uint32_t>(r.last - r.first + 1);
    open.clear();
    return taken;
  }
  std::uint32_t taken = 0;
  for (const PortRange cut : rule) {
    Ranges rest;
    for (const PortRange r : open) {
      const std::uint16_t first = std::max(r.first, cut.first), last = std::min(r.last, cut.last);
      if (first > last) {
        rest.push_back(r);
        continue;
      }
      taken += static_cast<std::uint32_t>(last - first + 1);
      if (r.first < first) rest.push_back({r.first, static_cast<std::uint16_t>(first - 1)});
      if (last < r.last) rest.push_back({static_cast<std::uint16_t>(last + 1), r.last});
    }
    open = std::move(rest);
  }
  return taken;
}

PortPath judged(const Estate& estate, std::vector<Index> links, Index from_host, Index to_host, PortRange ports) {
  PortPath path;
  path.coverage = PortCoverage::open;
  for (const Index i : links) {
    LocationId rule = no_location;
    const PortCoverage c = link_coverage(estate.links[i], from_host, to_host, ports, &rule);
    path.nat = path.nat || estate.links[i].nat;
    if (c >= path.coverage) continue;
    path.coverage = c;
    path.blocking_link = i;
    path.blocking_rule = rule;
  }
  path.links = std::move(links);
  return path;
}

}  // namespace

PortCoverage link_coverage(const Link& link, Index from_host, Index to_host, PortRange ports, LocationId* blocking_rule) {
  Ranges open{ports};
  std::uint32_t allowed = 0, blocked = 0;
  for (const LinkRule& rule : link.rules) {
    if (!names(rule.from, from_host) || !names(rule.to, to_host)) continue;
    const std::uint32_t n = take(open, rule.ports);
    (rule.action == RuleAction::allow ? allowed : blocked) += n;
    if (rule.action == RuleAction::block && n > 0 && blocking_rule != nullptr && *blocking_rule == no_location) *blocking_rule = rule.where;
  }
  const std::uint32_t rest = take(open, {});
  (link.fallback == RuleAction::allow ? allowed : blocked) += rest;
  if (blocked == 0) return PortCoverage::open;
  return allowed == 0 ? PortCoverage::closed : PortCoverage::partial;
}

PortPath find_port_path(const Estate& estate, Index from_host, Index to_host, PortRange ports) {
  const Index from = estate.hosts[from_host].zone, to = estate.hosts[to_host].zone;
  if (from == to) return {PortCoverage::open, {}, none, no_location, false};
  // Best first: fully open without translation, fully open, partly open, then any path, to name what stops it.
  for (int pass = 0; pass < 4; ++pass) {
    const Graph graph = links_where(estate, [&](const Link& link) {
      const PortCoverage c = link_coverage(link, from_host, to_host, ports, nullptr);
      switch (pass) {
        case 0: return c == PortCoverage::open && !link.nat;
        case 1: return c == PortCoverage::open;
        case 2: return c >= PortCoverage::partial;
        default: return true;
      }
    });
    auto links = shortest_path(estate, graph, from, to);
    if (!links.empty()) return judged(estate, std::move(links), from_host, to_host, ports);
  }
  return {};
}

bool zones_are_linked(const Estate& estate, Index from_host, Index to_host) {
  const Index from = estate.hosts[from_host].zone, to = estate.hosts[to_host].zone;
  if (from == to) return true;
  return !shortest_path(estate, links_where(estate, [](const Link&) { return true; }), from, to).empty();
}

}  // namespace wmireach::model
