// SPDX-License-Identifier: Apache-2.0
#include "viz/matrix_picture.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "analyzer/matrix_counts.hpp"
#include "viz/host_label.hpp"
#include "viz/label.hpp"
#include "viz/style.hpp"
#include "viz/verdict_mix.hpp"

namespace wmireach::viz {
namespace {

using analyzer::VerdictCounts;
using analyzer::VerdictKind;
using model::Index;

// What still fits on a slide.
constexpr std::size_t most_boxes = 12, most_arrows = 24;

// The connections from one box to another.
struct Flow {
  VerdictCounts counts;
  std::map<model::Stage, std::uint64_t> stages;  // at which the failing ones end

  bool all(VerdictKind k) const { return counts.of(k) == counts.all(); }
};

struct Arrow {
  std::size_t from, to;
  Flow flow;
  bool both = false;  // the other direction looks the same, and is in the counts

  std::array<std::uint64_t, 3> weight() const {
    return {flow.counts.of(VerdictKind::fails), flow.counts.of(VerdictKind::undetermined), flow.counts.of(VerdictKind::connects)};
  }
};

struct Box {
  std::vector<Index> keys;  // zones or classes; several in the last box, where there are too many
  std::uint64_t clients = 0, targets = 0;
  Flow inside;
};

std::string pairs_text(std::uint64_t n) { return grouped_digits(n) + (n == 1 ? " pair" : " pairs"); }

// "at endpoint-mapper"; "mostly at endpoint-mapper"; nothing where no stage is sure.
std::string stage_text(const Flow& flow) {
  if (flow.stages.empty()) return "";
  const auto most = std::ranges::max_element(flow.stages, {}, [](const auto& s) { return s.second; });
  const bool only = most->second == flow.counts.of(VerdictKind::fails);
  return (only ? " at " : ", mostly at ") + std::string(to_string(most->first));
}

// Counts of each verdict; failures come first, and with them their stage.
Lines flow_lines(const Flow& flow) {
  Lines lines = count_lines(flow.counts);
  if (!lines.empty()) lines.front() += stage_text(flow);
  return lines;
}

class MatrixPicture {
 public:
  MatrixPicture(const rules::Program& program, const model::Estate& estate, const analyzer::MatrixRequest& request, const analyzer::Matrix& matrix, MatrixNodes nodes)
      : program_(program), e_(estate), request_(request), m_(matrix), zones_(nodes == MatrixNodes::zones) {}

  std::string draw(Lines title) {
    make_boxes();
    make_flows();
    auto arrows = joined_arrows();
    thin_out(arrows, title);
    title.emplace_back();  // so that no arrow touches the title
    start_picture(dot_, title, {{"rankdir", "LR"}, {"ranksep", "1.3"}, {"nodesep", "0.45"}});
    for (std::size_t b = 0; b < boxes_.size(); ++b) box(b);
    for (const auto& a : arrows) arrow(a);
    matrix_legend(dot_);
    return dot_.text();
  }

 private:
  static std::string id(std::size_t box) { return "box" + std::to_string(box); }

  // The zone of a class, or the class itself.
  Index key_of(Index host_class) const { return zones_ ? e_.hosts[m_.classes.members[host_class].front()].zone : host_class; }

  // One box for each key that takes part; beyond the limit those with the smallest shares of the clients and of the targets
  // have the last box together.
  void make_boxes() {
    std::map<Index, Box> by_key;
    for (const Index h : request_.from) ++by_key[key_of(m_.classes.of_host[h])].clients;
    for (const Index h : request_.to) ++by_key[key_of(m_.classes.of_host[h])].targets;
    std::vector<std::pair<std::uint64_t, Index>> sizes;
    for (const auto& [key, b] : by_key) sizes.emplace_back(b.clients * request_.to.size() + b.targets * request_.from.size(), key);
    std::ranges::stable_sort(sizes, std::ranges::greater{}, [](const auto& s) { return s.first; });
    if (sizes.size() > most_boxes) sizes.resize(most_boxes - 1);
    const bool all_fit = sizes.size() == by_key.size();
    std::ranges::sort(sizes, {}, [](const auto& s) { return s.second; });
    for (const auto& [size, key] : sizes) box_of_.emplace(key, box_of_.size());
    boxes_.resize(box_of_.size() + (all_fit ? 0 : 1));
    for (const auto& [key, b] : by_key) {
      const auto at = box_of_.emplace(key, boxes_.size() - 1).first->second;
      boxes_[at].keys.push_back(key);
      boxes_[at].clients += b.clients;
      boxes_[at].targets += b.targets;
    }
  }

  void make_flows() {
    for (const auto& c : m_.cells) {
      const auto from = box_of_.at(key_of(c.from_class)), to = box_of_.at(key_of(c.to_class));
      Flow& flow = from == to ? boxes_[from].inside : flows_[{from, to}];
      flow.counts.add(c.kind, c.pairs);
      if (c.first_blocker) flow.stages[program_.rules()[*c.first_blocker].stage] += c.pairs;
    }
  }

  // Two directions that come to the same share an arrow.
  std::vector<Arrow> joined_arrows() const {
    std::vector<Arrow> arrows;
    for (const auto& [ends, flow] : flows_) {
      const auto back = flows_.find({ends.second, ends.first});
      const bool same = back != flows_.end() && looks_the_same(flow, back->second);
      if (same && ends.second < ends.first) continue;
      arrows.push_back({ends.first, ends.second, flow, same});
      if (!same) continue;
      for (std::size_t k = 0; k < analyzer::verdict_kinds; ++k) arrows.back().flow.counts.pairs[k] += back->second.counts.pairs[k];
      for (const auto& [stage, n] : back->second.stages) arrows.back().flow.stages[stage] += n;
    }
    return arrows;
  }

  static bool looks_the_same(const Flow& a, const Flow& b) {
    for (const auto k : {VerdictKind::connects, VerdictKind::fails, VerdictKind::undetermined})
      if (a.all(k) && b.all(k)) return stage_text(a) == stage_text(b);
    return a.counts == b.counts && stage_text(a) == stage_text(b);
  }

  // With too many arrows those of the commonest plain verdict are left out, and the title says what no arrow means.
  static void thin_out(std::vector<Arrow>& arrows, Lines& title) {
    if (arrows.size() <= most_arrows) return;
    const auto plain = [&](VerdictKind k) { return [k](const Arrow& a) { return a.flow.all(k); }; };
    const auto fails = std::ranges::count_if(arrows, plain(VerdictKind::fails)), connects = std::ranges::count_if(arrows, plain(VerdictKind::connects));
    const VerdictKind common = fails >= connects ? VerdictKind::fails : VerdictKind::connects;
    std::uint64_t pairs = 0;
    for (const auto& a : arrows) pairs += a.flow.all(common) ? a.flow.counts.all() : 0;
    std::erase_if(arrows, plain(common));
    title.push_back(std::string("no arrow from one box to another: every pair ") + (common == VerdictKind::fails ? "fails" : "connects") + " (" + pairs_text(pairs) + ")");
    if (arrows.size() <= most_arrows) return;
    title.back() += ", or the arrow is left out: these are the " + std::to_string(most_arrows) + " with the most failures, of " + std::to_string(arrows.size());
    std::ranges::stable_sort(arrows, std::ranges::greater{}, &Arrow::weight);
    arrows.resize(most_arrows);
  }

  std::string key_name(Index key) const {
    if (!zones_) return e_.hosts[m_.classes.members[key].front()].name;
    return e_.zones.empty() ? "one network" : zone_name(e_, key);
  }

  // A class is named after its first host.
  Lines heading(const Box& b) const {
    if (b.keys.size() > 1) return {std::to_string(b.keys.size()) + (zones_ ? " more zones" : " more classes")};
    if (zones_) return {key_name(b.keys.front())};
    const auto& members = m_.classes.members[b.keys.front()];
    const auto& first = e_.hosts[members.front()];
    Lines lines = host_label(e_, first);
    if (members.size() > 1) lines.front() += " and " + grouped_digits(members.size() - 1) + " like it";
    if (!e_.zones.empty()) lines.push_back(zone_name(e_, first.zone));
    return lines;
  }

  void box(std::size_t i) {
    const Box& b = boxes_[i];
    Lines label = heading(b);
    const auto counted = [](std::uint64_t n, std::string_view what) { return grouped_digits(n) + " " + std::string(what) + (n == 1 ? "" : "s"); };
    if (b.clients == b.targets && zones_) label.push_back(counted(b.clients, "computer"));
    if (b.clients != b.targets && b.clients > 0) label.push_back(counted(b.clients, "client"));
    if (b.clients != b.targets && b.targets > 0) label.push_back(counted(b.targets, "target"));
    for (const auto& line : flow_lines(b.inside)) label.push_back("inside: " + line);
    Lines tooltip;
    for (std::size_t k = 0; k < b.keys.size() && k < 20; ++k) tooltip.push_back(key_name(b.keys[k]));
    if (b.keys.size() > 20) tooltip.push_back("and " + std::to_string(b.keys.size() - 20) + " more");
    dot_.node(id(i), Attributes{{"label", std::move(label)}, {"tooltip", std::move(tooltip)}} + host_look() + Attributes{{"style", "filled,rounded"}, {"fontsize", "12"}, {"margin", "0.2,0.1"}});
  }

  void arrow(const Arrow& a) {
    Lines label = flow_lines(a.flow);
    if (a.both) label.push_back("both ways");
    const Attributes look = mix_look(a.flow.counts);
    dot_.edge(id(a.from), id(a.to), (a.both ? both_ways_look(look) : look) + Attributes{line_label(std::move(label))});
  }

  const rules::Program& program_;
  const model::Estate& e_;
  const analyzer::MatrixRequest& request_;
  const analyzer::Matrix& m_;
  bool zones_;
  std::vector<Box> boxes_;
  std::map<Index, std::size_t> box_of_;  // by zone or class
  std::map<std::pair<std::size_t, std::size_t>, Flow> flows_;
  Dot dot_;
};

}  // namespace

std::string matrix_picture(const rules::Program& program, const model::Estate& estate, const analyzer::MatrixRequest& request, const analyzer::Matrix& matrix, MatrixNodes nodes,
                           const Lines& title) {
  return MatrixPicture(program, estate, request, matrix, nodes).draw(title);
}

}  // namespace wmireach::viz
