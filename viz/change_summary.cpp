// SPDX-License-Identifier: Apache-2.0
#include "viz/change_summary.hpp"

#include <algorithm>
#include <map>

#include "viz/estate_summary.hpp"
#include "viz/host_label.hpp"
#include "viz/label.hpp"
#include "viz/verdict_mix.hpp"
#include "viz/verdict_turn.hpp"

namespace wmireach::viz {
namespace {

using analyzer::VerdictKind;
using model::Estate;
using model::Index;

// What still fits on a page.
constexpr std::size_t most_boxes = 20, most_arrows = 40;

// What the connections of one arrow or box do.
struct Flow {
  std::map<std::string, std::uint64_t> turns;  // by word
  analyzer::VerdictCounts after;               // of those that turn
  std::uint64_t all = 0, turning = 0;

  void add(const Turn& t) {
    ++all;
    if (t.same()) return;
    ++turning;
    ++turns[turn_word(t)];
    after.add(t.now(), 1);
  }
  Lines lines() const {
    Lines lines;
    for (const auto& [word, n] : turns) lines.push_back(word + " " + grouped_digits(n));
    if (turning > 0 && turning < all) lines.push_back("as before " + grouped_digits(all - turning));
    return lines;
  }
};

class ChangeSummary {
 public:
  ChangeSummary(const Estate& before, const Estate& after, const ChangeText& text) : before_(before), after_(after), text_(text), u_(united(before, after)) {}

  std::string draw() {
    count();
    choose_boxes();
    std::vector<std::pair<std::pair<std::size_t, std::size_t>, Flow>> arrows;
    std::map<std::pair<std::size_t, std::size_t>, Flow> joined;
    std::map<std::size_t, Flow> inside;
    for (const auto& [zones, flow] : flows_) {
      const auto a = box_of_.at(zones.first), b = box_of_.at(zones.second);
      Flow& to = a == b ? inside[a] : joined[{a, b}];
      for (const auto& [word, n] : flow.turns) to.turns[word] += n;
      for (std::size_t k = 0; k < analyzer::verdict_kinds; ++k) to.after.pairs[k] += flow.after.pairs[k];
      to.all += flow.all;
      to.turning += flow.turning;
    }
    for (const auto& [ends, flow] : joined)
      if (flow.turning > 0) arrows.emplace_back(ends, flow);
    std::ranges::stable_sort(arrows, std::ranges::greater{}, [](const auto& a) { return a.second.turning; });
    Lines title = text_.title;
    if (arrows.size() > most_arrows) {
      title.push_back("the " + std::to_string(most_arrows) + " pairs of zones where most verdicts turn, of " + std::to_string(arrows.size()));
      arrows.resize(most_arrows);
    }
    start_picture(dot_, title, {{"rankdir", "LR"}, {"ranksep", "1.2"}, {"nodesep", "0.3"}});
    for (std::size_t b = 0; b < boxes_.size(); ++b) box(b, inside[b]);
    for (const auto& [ends, flow] : arrows) dot_.edge(id(ends.first), id(ends.second), mix_look(flow.after) + Attributes{line_label(flow.lines())});
    matrix_legend(dot_);
    return dot_.text();
  }

 private:
  static std::string id(std::size_t box) { return "box" + std::to_string(box); }

  struct HostCounts {
    std::uint64_t all = 0;
    std::map<Presence, std::uint64_t> touched;
  };

  // Places of zones in the union, and model::none.
  void count() {
    const auto zone_before = places(u_.zones, &Both::before, before_.zones.size()), zone_after = places(u_.zones, &Both::after, after_.zones.size());
    const auto zone = [&](const Both& h) {
      const Index z = h.after != model::none ? after_.hosts[h.after].zone : before_.hosts[h.before].zone;
      return z == model::none ? z : h.after != model::none ? zone_after[z] : zone_before[z];
    };
    for (const Both& h : u_.hosts) {
      auto& counts = hosts_[zone(h)];
      ++counts.all;
      if (h.presence != Presence::same) ++counts.touched[h.presence];
    }
    const auto host_before = places(u_.hosts, &Both::before, before_.hosts.size()), host_after = places(u_.hosts, &Both::after, after_.hosts.size());
    for (const Both& c : u_.connections) {
      const bool first = c.after == model::none;
      const auto& ends = first ? before_.connections[c.before] : after_.connections[c.after];
      const auto& at = first ? host_before : host_after;
      flows_[{zone(u_.hosts[at[ends.from]]), zone(u_.hosts[at[ends.to]])}].add(turn_of(c, text_.before, text_.after));
    }
  }

  // The zones that the change touches most have boxes of their own; the others share one.
  void choose_boxes() {
    std::vector<std::pair<std::uint64_t, Index>> weight;
    for (const auto& [z, counts] : hosts_) {
      std::uint64_t w = 0;
      for (const auto& [presence, n] : counts.touched) w += n;
      for (const auto& [ends, flow] : flows_)
        if (ends.first == z || ends.second == z) w += flow.turning;
      weight.emplace_back(w, z);
    }
    std::ranges::stable_sort(weight, std::ranges::greater{}, [](const auto& w) { return w.first; });
    const std::size_t own = weight.size() > most_boxes ? most_boxes - 1 : weight.size();
    for (std::size_t i = 0; i < weight.size(); ++i) {
      if (i <= own) boxes_.emplace_back();
      boxes_.back().push_back(weight[i].second);
      box_of_[weight[i].second] = boxes_.size() - 1;
    }
  }

  std::string zone_text(Index z) const {
    if (u_.zones.empty()) return "one network";
    if (z == model::none) return zone_name(after_, z);
    const Both& b = u_.zones[z];
    const std::string mark = b.presence == Presence::same ? "" : "  " + presence_mark(b.presence);
    return (b.after != model::none ? zone_name(after_, b.after) : zone_name(before_, b.before)) + mark;
  }

  void box(std::size_t b, const Flow& inside) {
    const auto& zones = boxes_[b];
    HostCounts counts;
    for (const Index z : zones) {
      counts.all += hosts_[z].all;
      for (const auto& [presence, n] : hosts_[z].touched) counts.touched[presence] += n;
    }
    Lines label{zones.size() > 1 ? std::to_string(zones.size()) + " other zones" : zone_text(zones.front()), grouped_digits(counts.all) + (counts.all == 1 ? " computer" : " computers")};
    for (const auto& [presence, n] : counts.touched) label.push_back(presence_mark(presence) + " " + grouped_digits(n));
    for (const auto& line : inside.lines()) label.push_back("inside: " + line);
    Lines tooltip;
    for (std::size_t i = 0; i < zones.size() && i < most_boxes; ++i) tooltip.push_back(zone_text(zones[i]));
    const bool touched = !counts.touched.empty();
    dot_.node(id(b), Attributes{{"label", std::move(label)}, {"tooltip", std::move(tooltip)}} + host_look() + presence_look(touched ? Presence::changed : Presence::same) + Attributes{{"style", "filled,rounded"}});
  }

  const Estate &before_, &after_;
  const ChangeText& text_;
  const EstateUnion u_;
  std::map<Index, HostCounts> hosts_;                   // by zone
  std::map<std::pair<Index, Index>, Flow> flows_;       // by zones
  std::vector<std::vector<Index>> boxes_;               // zones of each box
  std::map<Index, std::size_t> box_of_;                 // by zone
  Dot dot_;
};

}  // namespace

std::string change_summary(const Estate& before, const Estate& after, const ChangeText& text, ChangeShown shown) {
  if (shown == ChangeShown::change) return ChangeSummary(before, after, text).draw();
  EstateText one = shown == ChangeShown::before ? text.before : text.after;
  one.title = text.title;
  return estate_summary(shown == ChangeShown::before ? before : after, one);
}

}  // namespace wmireach::viz
