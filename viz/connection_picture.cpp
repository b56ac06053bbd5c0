// SPDX-License-Identifier: Apache-2.0
#include "viz/connection_picture.hpp"

#include <algorithm>

#include "viz/connection_lanes.hpp"
#include "viz/connection_path.hpp"
#include "viz/host_label.hpp"
#include "viz/label.hpp"
#include "viz/palette.hpp"
#include "viz/style.hpp"

namespace wmireach::viz {
namespace {

using rules::Role;

constexpr std::size_t line_width = 42, error_width = 56, line_limit = 60, most_missing = 3;

class ConnectionPicture {
 public:
  ConnectionPicture(const rules::Program& program, const analyzer::Verdict& v, rules::FactFrame& f, const ConnectionText& text)
      : program_(program), v_(v), f_(f), text_(text), path_(connection_path(program, v, f)), doubtful_end_(find_doubtful_end()) {}

  std::string draw() {
    // A second pass against crossings would let clusters change the order of the lanes.
    start_picture(dot_, text_.title, {{"rankdir", "TB"}, {"newrank", "true"}, {"remincross", "false"}, {"ranksep", "0.22"},
                                        {"nodesep", "0.3"}, {"splines", "line"}});
    clusters();
    header_row();
    for (std::size_t r = 0; r < path_.rows.size(); ++r) row_edges(r);
    for (std::size_t lane = 0; lane < path_.lanes.size(); ++lane) lifeline(lane);
    legend();
    return dot_.text();
  }

 private:
  static std::string head(std::size_t lane) { return "lane" + std::to_string(lane); }
  static std::string cell_id(std::size_t row, const Cell& c) { return "row" + std::to_string(row) + "_" + std::to_string(c.lane); }

  // Whatever a missing fact turns out to be, the connection fails; no single rule says so.
  const Cell* find_doubtful_end() const {
    if (v_.kind != analyzer::VerdictKind::fails || v_.first_blocker) return nullptr;
    for (const Row& r : path_.rows)
      for (const Cell& c : r.cells)
        if (c.mark == Mark::undetermined && !c.rules.empty()) return &c;
    return nullptr;
  }

  // The zone whose cluster holds the lane; nullopt for links, which are between zones.
  std::optional<model::Index> zone_of(const Lane& lane) const {
    switch (lane.kind) {
      case LaneKind::client:
      case LaneKind::client_firewall: return f_.host(Role::client).zone;
      case LaneKind::target_firewall:
      case LaneKind::target: return f_.host(Role::target).zone;
      case LaneKind::third: return f_.host(Role::third).zone;
      case LaneKind::link: break;
    }
    return std::nullopt;
  }

  void clusters() {
    const bool zones = !f_.estate().zones.empty();
    std::optional<model::Index> open;
    for (std::size_t i = 0; i < path_.lanes.size(); ++i) {
      const auto zone = zone_of(path_.lanes[i]);
      if (zone != open) {
        if (open) dot_.close_cluster();
        if (zone) dot_.open_cluster("zone" + std::to_string(i), Attributes{{"label", zones ? zone_name(f_.estate(), *zone) : "one network"}} + zone_look());
        open = zone;
      }
      lane_nodes(i);
    }
    if (open) dot_.close_cluster();
  }

  void lane_nodes(std::size_t lane) {
    const bool stops = std::ranges::any_of(path_.rows, [&](const Row& r) {
      return std::ranges::any_of(r.cells, [&](const Cell& c) { return c.lane == lane && c.mark == Mark::failed && c.kind == CellKind::box; });
    });
    dot_.node(head(lane), lane_head(path_.lanes[lane]) + group(lane) + (stops ? Attributes{{"penwidth", "4"}, {"color", palette::ink}} : Attributes{}));
    for (std::size_t r = 0; r < path_.rows.size(); ++r)
      for (const Cell& c : path_.rows[r].cells)
        if (c.lane == lane) dot_.node(cell_id(r, c), cell_look(path_.rows[r], c) + group(lane));
  }

  static Attributes group(std::size_t lane) { return {{"group", head(lane)}}; }  // draws the lane straight

  Attributes host_head(Role role) const {
    return Attributes{{"label", host_label(f_.estate(), f_.host(role))}, {"tooltip", host_tooltip(f_.estate(), f_.host(role))}} + host_look();
  }

  Attributes firewall_head(Role role) const {
    const auto slot = rules::slot(role, rules::HostFact::firewall_component);
    const auto& component = f_.get(slot);
    const bool off = f_.truth(role, rules::HostFact::firewall_active) == model::Truth::False;
    const std::string kind = off ? "off" : component.known ? rules::write_value(rules::slot_info(slot).definition->type(), component.value) : "?";
    const std::string& host = f_.host(role).name;
    return Attributes{{"label", Lines{"firewall of", shortened(host, name_limit), kind}}, {"tooltip", "firewall of " + host}} + node_look(Mark::plain);
  }

  Attributes lane_head(const Lane& lane) const {
    switch (lane.kind) {
      case LaneKind::client: return host_head(Role::client);
      case LaneKind::target: return host_head(Role::target);
      case LaneKind::third: return host_head(Role::third);
      case LaneKind::client_firewall: return firewall_head(Role::client);
      case LaneKind::target_firewall: return firewall_head(Role::target);
      case LaneKind::link: break;
    }
    const auto& e = f_.estate();
    if (lane.from_zone == model::none || lane.to_zone == model::none)
      return Attributes{{"label", Lines{"? between zones", "zone not stated"}}} + node_look(Mark::undetermined);
    const std::string what = lane.linked ? "link" : "no link";
    const std::string whole = what + " " + e.zones[lane.from_zone].name + " \u2192 " + e.zones[lane.to_zone].name;
    return Attributes{{"label", Lines{what, link_name(e, lane.from_zone, lane.to_zone)}}, {"tooltip", whole}} +
           node_look(lane.linked ? Mark::plain : Mark::not_reached);
  }

  const RuleText* text_of(std::uint32_t rule) const {
    const auto found = std::ranges::find(text_.rules, rule, &RuleText::rule);
    return found == text_.rules.end() ? nullptr : &*found;
  }

  // What a rule that is known says of its element.
  void add_rule(const Cell& c, std::uint32_t rule, Lines& lines) const {
    const auto& r = program_.rules()[rule];
    const bool limits = r.effect != rules::Effect::blocks;
    const std::string_view sign = limits && c.mark != Mark::limited ? "! " : !limits && c.mark == Mark::failed && rule != v_.first_blocker ? "also: " : "";
    lines.push_back(std::string(sign) + shortened(r.name, line_limit));
    const RuleText* t = text_of(rule);
    if (rule != v_.first_blocker || t == nullptr) return;
    for (auto& line : wrapped(t->summary, line_width)) lines.push_back(std::move(line));
    for (const auto& e : t->errors)
      for (auto& line : wrapped(e, error_width)) lines.push_back(std::move(line));
  }

  void add_missing(const Cell& c, Lines& lines) const {
    Lines missing;
    for (const auto rule : c.rules) {
      const RuleText* t = text_of(rule);
      if (t == nullptr || v_.outcomes[rule].truth() != model::Truth::Unknown) continue;
      for (const auto& m : t->missing)
        if (std::ranges::find(missing, m) == missing.end()) missing.push_back(m);
    }
    if (missing.empty()) return;
    lines.emplace_back("missing:");
    for (std::size_t i = 0; i < missing.size() && i < most_missing; ++i) lines.push_back(shortened(missing[i], line_limit));
    if (missing.size() > most_missing) lines.push_back("and " + std::to_string(missing.size() - most_missing) + " more");
  }

  Lines cell_label(const Row& row, const Cell& c) const {
    const std::string stage = std::to_string(static_cast<int>(row.stage) + 1) + "  " + std::string(to_string(row.stage));
    const bool gate = !c.text.empty(), decided = !c.rules.empty();
    Lines lines{marked(c.mark, gate && !decided ? c.text : stage)};
    if (&c == doubtful_end_) lines.insert(lines.begin(), "\u00D7 FAILS here or further on");
    if (gate && decided) lines.push_back(c.text);
    if (!gate && !row.ports.empty()) lines.push_back(row.ports);
    for (const auto rule : c.rules)
      if (v_.outcomes[rule].truth() != model::Truth::Unknown) add_rule(c, rule, lines);
    if (c.mark == Mark::undetermined) add_missing(c, lines);
    return lines;
  }

  Attributes cell_look(const Row& row, const Cell& c) const {
    if (c.kind == CellKind::passing) return {{"shape", "point"}, {"width", "0.01"}, {"height", "0.01"}, {"style", "invis"}};
    if (c.kind == CellKind::waypoint)
      return {{"shape", "point"}, {"width", "0.1"}, {"height", "0.1"}, {"color", c.mark == Mark::not_reached ? palette::grey : palette::ink}};
    Lines tooltip{std::string(model::stages()[static_cast<std::size_t>(row.stage)].meaning)};
    for (const auto rule : c.rules)
      if (const auto* t = text_of(rule)) tooltip.push_back(std::string(program_.rules()[rule].name) + ": " + t->summary);
    return Attributes{{"label", cell_label(row, c)}, {"tooltip", std::move(tooltip)}} + node_look(c.mark) +
           link_to(text_.link.empty() ? "" : text_.link + std::string(to_string(row.stage)));
  }

  // Heads stand in one row. Where no stage is judged, the only path is from client to target.
  void header_row() {
    std::vector<std::string> heads;
    for (std::size_t i = 0; i < path_.lanes.size(); ++i) heads.push_back(head(i));
    if (!path_.rows.empty()) return dot_.in_order(heads);
    dot_.same_rank(heads);
    for (std::size_t i = 1; i < heads.size(); ++i) dot_.edge(heads[i - 1], heads[i], edge_look(Mark::not_reached));
  }

  void row_edges(std::size_t r) {
    const auto& cells = path_.rows[r].cells;
    const Cell* judged = cells.data();  // the last element that says how the path goes on
    for (std::size_t i = 1; i < cells.size(); ++i) {
      const Cell &from = cells[i - 1], &to = cells[i];
      if (from.kind != CellKind::passing) judged = &from;
      // Edges of a row always lead to the right, so that the lanes keep their order; the way back is drawn backwards.
      const Mark step = step_mark(*judged, to);
      Attributes look = edge_look(step) + way_look(path_.rows[r].stage, step);
      const bool right = from.lane < to.lane;
      if (to.kind == CellKind::passing) look = std::move(look) + Attributes{{"dir", "none"}};
      else if (!right) look = std::move(look) + Attributes{{"dir", "back"}};
      dot_.edge(cell_id(r, right ? from : to), cell_id(r, right ? to : from), look);
    }
    std::vector<std::string> ids;
    for (const Cell& c : cells) ids.push_back(cell_id(r, c));
    if (ids.size() > 1) dot_.same_rank(ids);
    if (r == 0 || shares_lane(path_.rows[r - 1], path_.rows[r])) return;
    const Cell& last = path_.rows[r - 1].cells.back();
    dot_.edge(cell_id(r - 1, last), cell_id(r, cells.front()), edge_look(step_mark(last, cells.front())));
  }

  static bool shares_lane(const Row& a, const Row& b) {
    return std::ranges::any_of(a.cells, [&](const Cell& c) { return std::ranges::find(b.cells, c.lane, &Cell::lane) != b.cells.end(); });
  }

  // Behind a failure the path goes on only in thought; behind a firewall that is not known it may go on.
  static Mark step_mark(const Cell& from, const Cell& to) {
    if (from.mark == Mark::failed) return Mark::not_reached;
    return from.mark == Mark::undetermined && !from.text.empty() && to.mark == Mark::passed ? Mark::undetermined : to.mark;
  }

  // Down one lane: an arrow where the path goes that way, a faint line where the computer only waits.
  void lifeline(std::size_t lane) {
    std::string above = head(lane);
    const Cell* previous = nullptr;
    std::size_t previous_row = 0;
    for (std::size_t r = 0; r < path_.rows.size(); ++r) {
      const auto& cells = path_.rows[r].cells;
      const auto c = std::ranges::find(cells, lane, &Cell::lane);
      if (c == cells.end()) continue;
      const bool starts = previous == nullptr && r == 0 && path_.lanes[lane].kind == LaneKind::client;
      const bool goes_on = previous != nullptr && previous_row + 1 == r && previous == &path_.rows[r - 1].cells.back();
      Attributes look = c == cells.begin() && (starts || goes_on)
                            ? edge_look(previous == nullptr ? c->mark : step_mark(*previous, *c))
                            : Attributes{{"style", "dotted"}, {"color", palette::faint}, {"arrowhead", "none"}};
      dot_.edge(above, cell_id(r, *c), std::move(look) + Attributes{{"weight", "100"}});
      above = cell_id(r, *c);
      previous = &*c;
      previous_row = r;
    }
  }

  void legend() {
    if (path_.rows.empty()) return;
    std::vector<model::Stage> ways;
    for (const auto stage : {model::Stage::callback, model::Stage::second_hop})
      if (std::ranges::any_of(path_.rows, [&](const Row& r) { return r.stage == stage && r.cells.size() > 1; })) ways.push_back(stage);
    const std::string first = path_legend(dot_, ways);
    dot_.edge(cell_id(path_.rows.size() - 1, path_.rows.back().cells.front()), first, {{"style", "invis"}, {"weight", "0"}});
  }

  const rules::Program& program_;
  const analyzer::Verdict& v_;
  rules::FactFrame& f_;
  const ConnectionText& text_;
  ConnectionPath path_;
  const Cell* doubtful_end_;  // where the failure begins to be possible, when it is sure only as a whole
  Dot dot_;
};

}  // namespace

std::string connection_picture(const rules::Program& program, const analyzer::Verdict& verdict, rules::FactFrame& frame, const ConnectionText& text) {
  return ConnectionPicture(program, verdict, frame, text).draw();
}

}  // namespace wmireach::viz
