// SPDX-License-Identifier: Apache-2.0
#include "viz/trust_map.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "viz/domain_map.hpp"
#include "viz/label.hpp"
#include "viz/palette.hpp"
#include "viz/style.hpp"
#include "viz/trust_line.hpp"

namespace wmireach::viz {
namespace {

using model::Index;

// What still fits on a page.
constexpr std::size_t most_domains = 24, most_workgroups = 6;

class TrustMap {
 public:
  TrustMap(const model::Estate& estate, const TrustMapText& text)
      : e_(estate), text_(text), hosts_(hosts_by_domain(estate)), shown_(weightiest_domains(estate, hosts_, most_domains)) {}

  std::string draw() {
    start_picture(dot_, title(), {{"rankdir", "LR"}, {"ranksep", "1.1"}, {"nodesep", "0.4"}});
    const auto forests = domains_by_forest();
    for (const auto& [forest, domains] : forests) frame(forest, domains);
    const std::size_t left_out = draw_trusts(dot_, e_, shown_);
    workgroups();
    legend_node(dot_, trust_legend_rows() + (left_out == 0 ? "" : legend_sign("&#8230;", std::to_string(left_out) + " more trusts are not drawn")));
    return dot_.text();
  }

 private:
  Lines title() const {
    Lines lines = text_.title;
    if (shown_.size() < e_.domains.size())
      lines.push_back("the " + std::to_string(shown_.size()) + " domains with the most trusts and computers, of " + std::to_string(e_.domains.size()));
    return lines;
  }

  std::map<std::string, std::vector<Index>> domains_by_forest() const {
    std::map<std::string, std::vector<Index>> forests;
    for (const Index d : shown_) forests[e_.domains[d].forest].push_back(d);
    return forests;
  }

  // A domain without a forest is one of its own, and needs no frame.
  void frame(const std::string& forest, const std::vector<Index>& domains) {
    if (!forest.empty())
      dot_.open_cluster("forest" + std::to_string(domains.front()), Attributes{{"label", "forest " + shortened(forest, name_limit)}, {"tooltip", forest}} + zone_look());
    for (const Index d : domains) draw_domain(dot_, e_, d, hosts_[d], link_to(text_.domain_links.empty() ? "" : text_.domain_links[d]));
    if (!forest.empty()) dot_.close_cluster();
  }

  // Hosts that a connection or a requirement is from or to.
  std::set<Index> asked_for() const {
    std::set<Index> hosts;
    for (const auto& c : e_.connections) hosts.insert({c.from, c.to});
    for (const auto& r : e_.requirements) {
      hosts.insert(r.from.begin(), r.from.end());
      hosts.insert(r.to.begin(), r.to.end());
    }
    return hosts;
  }

  void workgroups() {
    std::map<std::string, std::size_t> groups;  // by name
    for (const Index h : asked_for())
      if (e_.hosts[h].domain == model::none && !e_.hosts[h].workgroup.empty()) ++groups[e_.hosts[h].workgroup];
    std::vector<std::pair<std::string, std::size_t>> sorted(groups.begin(), groups.end());
    std::ranges::stable_sort(sorted, std::ranges::greater{}, [](const auto& g) { return g.second; });
    const std::size_t own = sorted.size() > most_workgroups ? most_workgroups - 1 : sorted.size();
    for (std::size_t i = 0; i < own; ++i) workgroup(i, "workgroup " + shortened(sorted[i].first, name_limit), sorted[i].first, sorted[i].second);
    if (own == sorted.size()) return;
    std::size_t rest = 0;
    for (std::size_t i = own; i < sorted.size(); ++i) rest += sorted[i].second;
    workgroup(own, std::to_string(sorted.size() - own) + " more workgroups", "workgroups with fewer computers", rest);
  }

  void workgroup(std::size_t i, const std::string& name, const std::string& tooltip, std::size_t hosts) {
    dot_.node("workgroup" + std::to_string(i), {{"label", Lines{name, std::to_string(hosts) + (hosts == 1 ? " computer" : " computers"), "own accounts only"}},
                                                {"tooltip", tooltip}, {"style", "filled,dashed"}, {"fillcolor", palette::paper}, {"color", palette::ink}});
  }

  const model::Estate& e_;
  const TrustMapText& text_;
  std::vector<std::size_t> hosts_;
  std::vector<Index> shown_;
  Dot dot_;
};

}  // namespace

std::string trust_map(const model::Estate& estate, const TrustMapText& text) { return TrustMap(estate, text).draw(); }

}  // namespace wmireach::viz
