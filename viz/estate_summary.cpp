// SPDX-License-Identifier: Apache-2.0
#include "viz/estate_summary.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <set>

#include "viz/domain_map.hpp"
#include "viz/host_label.hpp"
#include "viz/label.hpp"
#include "viz/style.hpp"
#include "viz/verdict_mix.hpp"

namespace wmireach::viz {
namespace {

using analyzer::VerdictKind;
using model::Index;

// What still fits on a page.
constexpr std::size_t most_zones = 20, most_domains = 12, most_arrows = 60;

using analyzer::VerdictCounts;

struct Arrow {
  std::size_t from, to;  // boxes
  VerdictCounts counts{};

  // What an architect looks for first: failures, then what is not known, then the rest.
  std::array<std::uint64_t, 3> weight() const {
    return {counts.of(VerdictKind::fails), counts.of(VerdictKind::undetermined), counts.of(VerdictKind::connects)};
  }
};

class EstateSummary {
 public:
  EstateSummary(const model::Estate& estate, const EstateText& text) : e_(estate), text_(text) {}

  std::string draw() {
    group_zones();
    const auto arrows = sorted_arrows();
    start_picture(dot_, title(arrows), {{"rankdir", "LR"}, {"ranksep", "1.2"}, {"nodesep", "0.3"}});
    for (std::size_t b = 0; b < boxes_.size(); ++b) box(b);
    draw_domains(dot_, e_, most_domains);
    links(arrows);
    for (std::size_t i = 0; i < arrows.size() && i < most_arrows; ++i) arrow(arrows[i]);
    estate_legend(dot_, true, !e_.trusts.empty());
    return dot_.text();
  }

 private:
  static std::string id(std::size_t box) { return "box" + std::to_string(box); }

  // One box for each zone; the smallest zones beyond the limit share the last box. Hosts without a zone have their own.
  void group_zones() {
    std::vector<std::size_t> hosts(e_.zones.size());
    bool nowhere = false;
    for (const auto& h : e_.hosts) {
      if (h.zone == model::none) nowhere = true;
      else ++hosts[h.zone];
    }
    std::vector<Index> order(e_.zones.size());
    std::iota(order.begin(), order.end(), Index{0});
    std::ranges::stable_sort(order, std::ranges::greater{}, [&](Index z) { return hosts[z]; });
    const std::size_t own = order.size() > most_zones ? most_zones - 1 : order.size();
    std::ranges::sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(own));
    box_of_.assign(e_.zones.size(), own);
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (i < own || boxes_.size() == own) boxes_.emplace_back();
      boxes_.back().push_back(order[i]);
      box_of_[order[i]] = boxes_.size() - 1;
    }
    if (nowhere) boxes_.push_back({model::none});
  }

  std::size_t box_of(Index zone) const { return zone == model::none ? boxes_.size() - 1 : box_of_[zone]; }

  std::vector<Arrow> sorted_arrows() {
    inside_.assign(boxes_.size(), {});
    std::map<std::pair<std::size_t, std::size_t>, VerdictCounts> pairs;
    for (std::size_t c = 0; c < e_.connections.size(); ++c) {
      const auto& connection = e_.connections[c];
      const auto from = box_of(e_.hosts[connection.from].zone), to = box_of(e_.hosts[connection.to].zone);
      (from == to ? inside_[from] : pairs[{from, to}]).add(text_.connections[c].kind, 1);
    }
    std::vector<Arrow> arrows;
    for (const auto& [key, counts] : pairs) arrows.push_back({key.first, key.second, counts});
    if (arrows.size() > most_arrows) std::ranges::stable_sort(arrows, std::ranges::greater{}, &Arrow::weight);
    return arrows;
  }

  Lines title(const std::vector<Arrow>& arrows) const {
    Lines lines = text_.title;
    if (arrows.size() > most_arrows)
      lines.push_back("the " + std::to_string(most_arrows) + " pairs of zones with the most failures, of " + std::to_string(arrows.size()));
    return lines;
  }

  void box(std::size_t b) {
    std::size_t total = 0, clients = 0, servers = 0;
    for (const auto& h : e_.hosts) {
      if (box_of(h.zone) != b) continue;
      ++total;
      const auto* release = release_of(h);
      if (release != nullptr) ++(release->kind == model::ReleaseKind::server ? servers : clients);
    }
    const auto& zones = boxes_[b];
    std::string name = zones.size() > 1 ? std::to_string(zones.size()) + " smaller zones" : e_.zones.empty() ? "one network" : zone_name(e_, zones.front());
    Lines label{name, std::to_string(total) + (total == 1 ? " computer" : " computers")};
    if (servers > 0) label.push_back(std::to_string(servers) + " with a server release");
    if (clients > 0) label.push_back(std::to_string(clients) + " with a client release");
    if (total > servers + clients) label.push_back(std::to_string(total - servers - clients) + " release not stated");
    for (const auto& line : count_lines(inside_[b])) label.push_back("inside: " + line);
    std::string tooltip;
    for (const Index z : zones) tooltip += (tooltip.empty() ? "" : ", ") + (z == model::none ? name : e_.zones[z].name);
    dot_.node(id(b), Attributes{{"label", std::move(label)}, {"tooltip", std::move(tooltip)}} + host_look() + Attributes{{"style", "filled,rounded"}} +
                          link_to(zones.size() == 1 && zones.front() != model::none && !text_.zone_links.empty() ? text_.zone_links[zones.front()] : ""));
  }

  // Where connections follow a link, their arrow names its ports; the link is drawn where no connection uses it.
  void links(const std::vector<Arrow>& arrows) {
    std::set<std::pair<std::size_t, std::size_t>> drawn;
    for (std::size_t i = 0; i < arrows.size() && i < most_arrows; ++i) drawn.emplace(arrows[i].from, arrows[i].to);
    for (const auto& l : link_lines(e_)) {
      const auto from = box_of(l.from), to = box_of(l.to);
      const bool used = drawn.contains({from, to}) && (!l.both || drawn.contains({to, from}));
      if (from == to || used || !drawn_links_.emplace(from, to).second) continue;
      dot_.edge(id(from), id(to), link_look() + Attributes{line_label(l.label), {"tooltip", l.tooltip}, {"dir", l.both ? "both" : "forward"}});
    }
  }

  // The ports of the direct link, where both boxes are one zone each.
  std::string ports(const Arrow& a) const {
    const auto &from = boxes_[a.from], &to = boxes_[a.to];
    if (from.size() != 1 || to.size() != 1 || from.front() == model::none || to.front() == model::none) return "";
    for (const auto& link : e_.links)
      if (link.from == from.front() && link.to == to.front()) return shortened("over " + allowed_ports(link), 36);
    return "no direct link";
  }

  void arrow(const Arrow& a) {
    Lines label = count_lines(a.counts);
    if (const std::string over = ports(a); !over.empty()) label.push_back(over);
    dot_.edge(id(a.from), id(a.to), mix_look(a.counts) + Attributes{line_label(std::move(label))});
  }

  const model::Estate& e_;
  const EstateText& text_;
  std::vector<std::vector<Index>> boxes_;  // the zones of each box
  std::vector<std::size_t> box_of_;        // by zone
  std::vector<VerdictCounts> inside_;             // connections that stay inside a box
  std::set<std::pair<std::size_t, std::size_t>> drawn_links_;
  Dot dot_;
};

}  // namespace

std::vector<LinkLine> link_lines(const model::Estate& estate) {
  std::vector<LinkLine> lines;
  for (const auto& link : estate.links) {
    if (link.from == link.to) continue;
    const std::string ports = allowed_ports(link);
    const std::string& to = estate.zones[link.to].name;
    const std::string whole = estate.zones[link.from].name + " \u2192 " + to + ": " + ports;
    const Lines label = wrapped(shortened(ports, 60), 24);
    const auto back = std::ranges::find_if(lines, [&](const LinkLine& l) { return !l.both && l.from == link.to && l.to == link.from; });
    if (back == lines.end()) {
      lines.push_back({link.from, link.to, false, label, {whole}});
      continue;
    }
    back->both = true;
    back->tooltip.push_back(whole);
    if (back->label == label) continue;
    back->label.insert(back->label.begin(), "to " + shortened(estate.zones[back->to].name, short_name) + ":");
    back->label.push_back("to " + shortened(estate.zones[link.to].name, short_name) + ":");
    back->label.insert(back->label.end(), label.begin(), label.end());
  }
  return lines;
}

std::string estate_summary(const model::Estate& estate, const EstateText& text) { return EstateSummary(estate, text).draw(); }

}  // namespace wmireach::viz
