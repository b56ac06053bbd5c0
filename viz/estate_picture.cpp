// SPDX-License-Identifier: Apache-2.0
#include "viz/estate_picture.hpp"

#include <algorithm>
#include <map>

#include "viz/domain_map.hpp"
#include "viz/estate_summary.hpp"
#include "viz/host_label.hpp"
#include "viz/label.hpp"
#include "viz/style.hpp"

namespace wmireach::viz {
namespace {

using analyzer::VerdictKind;
using model::Index;

class EstatePicture {
 public:
  EstatePicture(const model::Estate& estate, const EstateText& text) : e_(estate), text_(text) {}

  std::string draw() {
    start_picture(dot_, text_.title, {{"rankdir", "LR"}, {"compound", "true"}, {"newrank", "true"}, {"ranksep", "0.9"}, {"nodesep", "0.3"}});
    for (Index z = 0; z < e_.zones.size(); ++z) zone(z);
    zone(model::none);
    draw_domains(dot_, e_, 20);
    links();
    connections();
    estate_legend(dot_, false, !e_.trusts.empty());
    return dot_.text();
  }

 private:
  static std::string host_id(Index host) { return "host" + std::to_string(host); }
  static std::string cluster_id(Index zone) { return zone == model::none ? "nowhere" : "zone" + std::to_string(zone); }

  void zone(Index z) {
    std::vector<Index> hosts;
    for (Index h = 0; h < e_.hosts.size(); ++h)
      if (e_.hosts[h].zone == z) hosts.push_back(h);
    if (z == model::none && hosts.empty()) return;
    const std::string label = e_.zones.empty() ? "one network" : zone_name(e_, z);
    dot_.open_cluster(cluster_id(z), Attributes{{"label", label}, {"tooltip", z == model::none ? label : e_.zones[z].name}} + zone_look());
    // Links end at the border of a cluster, but an edge needs a node inside it.
    if (hosts.empty()) dot_.node("empty" + std::to_string(z), {{"label", "no computers"}, {"shape", "plaintext"}});
    for (const Index h : hosts)
      dot_.node(host_id(h), Attributes{{"label", host_label(e_, e_.hosts[h])}, {"tooltip", host_tooltip(e_, e_.hosts[h])}} + host_look() + link_to(text_.host_links.empty() ? "" : text_.host_links[h]));
    dot_.close_cluster();
  }

  std::string node_in(Index zone) const {
    for (Index h = 0; h < e_.hosts.size(); ++h)
      if (e_.hosts[h].zone == zone) return host_id(h);
    return "empty" + std::to_string(zone);
  }

  void links() {
    for (const auto& l : link_lines(e_)) {
      dot_.edge(node_in(l.from), node_in(l.to),
                link_look() + Attributes{{"ltail", "cluster_" + cluster_id(l.from)}, {"lhead", "cluster_" + cluster_id(l.to)}, line_label(l.label),
                                         {"tooltip", l.tooltip}, {"dir", l.both ? "both" : "forward"}});
    }
  }

  // Connections of the same two computers and the same verdict share an arrow.
  void connections() {
    std::map<std::tuple<Index, Index, VerdictKind>, std::vector<Index>> arrows;
    for (Index c = 0; c < e_.connections.size(); ++c)
      arrows[{e_.connections[c].from, e_.connections[c].to, text_.connections[c].kind}].push_back(c);
    for (const auto& [key, members] : arrows) {
      const auto& [from, to, kind] = key;
      Lines label{verdict_mark(kind)}, tooltip;
      const auto& first = text_.connections[members.front()];
      if (members.size() > 1) label.push_back(std::to_string(members.size()) + " connections");
      else label.push_back(shortened(e_.connections[members.front()].id, name_limit));
      if (members.size() == 1 && !first.reason.empty()) label.push_back(first.reason);
      for (const Index c : members) tooltip.push_back(e_.connections[c].id + ": " + text_.connections[c].detail);
      dot_.edge(host_id(from), host_id(to), verdict_look(kind) + Attributes{line_label(std::move(label)), {"tooltip", std::move(tooltip)}} + link_to(members.size() == 1 ? first.link : first.shared_link));
    }
  }

  const model::Estate& e_;
  const EstateText& text_;
  Dot dot_;
};

}  // namespace

std::string estate_picture(const model::Estate& estate, const EstateText& text) {
  if (estate.hosts.size() > most_hosts || estate.connections.size() > most_connections) return estate_summary(estate, text);
  return EstatePicture(estate, text).draw();
}

}  // namespace wmireach::viz
