// SPDX-License-Identifier: Apache-2.0
#include "model/network_graph.hpp"

#include <algorithm>
#include <utility>
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

// Moves the parts of `open` that `rule` covers out of it, and returns them.
Ranges take(Ranges& open, const std::vector<PortRange>& rule) {
  if (rule.empty()) return std::exchange(open, {});
  Ranges taken;
  for (const PortRange cut : rule) {
    Ranges rest;
    for (const PortRange r : open) {
      const std::uint16_t first = std::max(r.first, cut.first), last = std::min(r.last, cut.last);
      if (first > last) {
        rest.push_back(r);
        continue;
      }
      taken.push_back({first, last});
      if (r.first < first) rest.push_back({r.first, static_cast<std::uint16_t>(first - 1)});
      if (last < r.last) rest.push_back({static_cast<std::uint16_t>(last + 1), r.last});
    }
    open = std::move(rest);
  }
  return taken;
}

std::uint32_t count(const Ranges& ranges) {
  std::uint32_t n = 0;
  for (const PortRange r : ranges) n += static_cast<std::uint32_t>(r.last - r.first + 1);
  return n;
}

// The parts of `wanted` that the link lets through. The first rule that stops any of them is noted.
Ranges passed(const Link& link, Index from_host, Index to_host, Ranges wanted, LocationId* blocking_rule) {
  Ranges through;
  for (const LinkRule& rule : link.rules) {
    if (!names(rule.from, from_host) || !names(rule.to, to_host)) continue;
    const Ranges part = take(wanted, rule.ports);
    if (rule.action == RuleAction::allow) through.insert(through.end(), part.begin(), part.end());
    else if (!part.empty() && blocking_rule != nullptr && *blocking_rule == no_location) *blocking_rule = rule.where;
  }
  if (link.fallback == RuleAction::allow) through.insert(through.end(), wanted.begin(), wanted.end());
  return through;
}

PortCoverage coverage_of(const Ranges& through, PortRange wanted) {
  const std::uint32_t n = count(through);
  if (n == 0) return PortCoverage::closed;
  return n == count({wanted}) ? PortCoverage::open : PortCoverage::partial;
}

// What a whole path lets through: only ports that every link on it passes.
PortPath judged(const Estate& estate, std::vector<Index> links, Index from_host, Index to_host, PortRange ports) {
  PortPath path;
  path.coverage = PortCoverage::open;
  Ranges open{ports};
  for (const Index i : links) {
    LocationId rule = no_location;
    open = passed(estate.links[i], from_host, to_host, std::move(open), &rule);
    const PortCoverage c = coverage_of(open, ports);
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
  return coverage_of(passed(link, from_host, to_host, {ports}, blocking_rule), ports);
}

PortPath find_port_path(const Estate& estate, Index from_host, Index to_host, PortRange ports) {
  const Index from = estate.hosts[from_host].zone, to = estate.hosts[to_host].zone;
  if (from == to) return {PortCoverage::open, {}, none, no_location, false};
  // Best first: fully open, then partly open, each without translation first; then any path, to name what stops it.
  for (int pass = 0; pass < 5; ++pass) {
    const Graph graph = links_where(estate, [&](const Link& link) {
      const PortCoverage c = link_coverage(link, from_host, to_host, ports, nullptr);
      switch (pass) {
        case 0: return c == PortCoverage::open && !link.nat;
        case 1: return c == PortCoverage::open;
        case 2: return c >= PortCoverage::partial && !link.nat;
        case 3: return c >= PortCoverage::partial;
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
  return from == to || zones_reached(estate, from)[to];
}

std::vector<std::size_t> links_away(const Estate& estate, Index from_zone, bool only_stated) {
  std::vector<std::size_t> away(estate.zones.size(), SIZE_MAX);
  std::vector<Index> open{from_zone};
  away[from_zone] = 0;
  for (std::size_t i = 0; i < open.size(); ++i)
    for (const Link& l : estate.links) {
      if (l.from != open[i] || away[l.to] != SIZE_MAX || (only_stated && l.where == no_location)) continue;
      away[l.to] = away[open[i]] + 1;
      open.push_back(l.to);
    }
  return away;
}

std::vector<bool> zones_reached(const Estate& estate, Index from_zone, bool only_stated) {
  std::vector<bool> reached;
  for (const std::size_t links : links_away(estate, from_zone, only_stated)) reached.push_back(links != SIZE_MAX);
  return reached;
}

std::vector<Index> links_between(const Estate& estate, Index from_zone, Index to_zone) {
  if (from_zone == to_zone) return {};
  return shortest_path(estate, links_where(estate, [](const Link&) { return true; }), from_zone, to_zone);
}

}  // namespace wmireach::model
