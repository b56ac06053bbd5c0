// SPDX-License-Identifier: Apache-2.0
#include "viz/connection_path.hpp"

#include <algorithm>

#include "viz/connection_lanes.hpp"

namespace wmireach::viz {
namespace {

using analyzer::StageState;
using model::Stage;
using model::Truth;
using rules::ConnectionFact;
using rules::Effect;
using rules::HostFact;
using rules::Role;
using rules::Slot;

class PathBuilder {
 public:
  PathBuilder(const rules::Program& program, const analyzer::Verdict& v, rules::FactFrame& f) : program_(program), v_(v), f_(f) {}

  ConnectionPath build() {
    lanes_ = lanes_of(f_, applies(v_.stages[static_cast<std::size_t>(Stage::callback)]));
    std::vector<Row> rows;
    for (std::size_t s = 0; s < model::stage_count; ++s)
      if (applies(v_.stages[s])) rows.push_back(row(static_cast<Stage>(s)));
    return {std::move(lanes_), std::move(rows)};
  }

 private:
  bool applies(const analyzer::StageResult& stage) const {
    return stage.state != StageState::not_applicable || std::ranges::any_of(stage.rules, [&](auto r) { return mark_of(r) != Mark::plain; });
  }

  // How one rule marks the element that it speaks of; plain: not at all.
  Mark mark_of(std::uint32_t rule) const {
    const Truth truth = v_.outcomes[rule].truth();
    const bool blocks = program_.rules()[rule].effect == Effect::blocks;
    const bool behind = v_.first_blocker && rule > *v_.first_blocker;
    if (truth == Truth::False && blocks) return v_.first_blocker == rule ? Mark::failed : Mark::latent;
    if (truth == Truth::False) return behind ? Mark::plain : Mark::limited;
    return truth == Truth::Unknown && blocks && !behind ? Mark::undetermined : Mark::plain;
  }

  std::size_t lane(LaneKind kind) const { return find_lane(lanes_, kind).value_or(0); }  // a local connection has one computer

  std::size_t home(Stage stage) const {
    return lane(stage <= Stage::network || stage == Stage::callback ? LaneKind::client : LaneKind::target);
  }

  // The link that decides a fact about the network, in the row of `gates`.
  std::size_t link_lane(const std::vector<Gate>& gates, Stage stage, bool translation) const {
    for (const Truth wanted : {Truth::False, Truth::Unknown})
      for (const Gate& g : gates)
        if (lanes_[g.lane].kind == LaneKind::link && g.open == wanted) return g.lane;
    std::size_t first = lanes_.size();
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
      if (lanes_[i].kind != LaneKind::link) continue;
      first = std::min(first, i);
      if (!lanes_[i].linked && !translation) return i;
      for (const auto& link : f_.estate().links)
        if (translation && link.nat && link.from == lanes_[i].from_zone && link.to == lanes_[i].to_zone) return i;
    }
    return first < lanes_.size() ? first : home(stage);
  }

  // Facts about the way between the computers; which IP version they share is a matter of the computers.
  static bool about_path(const rules::SlotInfo& info) {
    return info.definition->name.starts_with("network.") && static_cast<ConnectionFact>(info.index) != ConnectionFact::network_common_ip_version;
  }

  // The lane that the rule's requirement speaks of: a link, a firewall, one computer, or where its stage takes place.
  std::size_t place(std::uint32_t index, const std::vector<Gate>& gates) const {
    const auto& rule = program_.rules()[index];
    static constexpr LaneKind computers[] = {LaneKind::client, LaneKind::target, LaneKind::third};
    static constexpr LaneKind firewalls[] = {LaneKind::client_firewall, LaneKind::target_firewall};
    std::optional<Role> role;
    bool one_host = true;
    for (const Slot s : slots_of(program_.nodes(), static_cast<std::size_t>(rule.requirement))) {
      const auto info = rules::slot_info(s);
      if (info.scope == rules::Scope::connection && about_path(info))
        return link_lane(gates, rule.stage, static_cast<ConnectionFact>(info.index) == ConnectionFact::network_nat);
      const auto fact = static_cast<HostFact>(info.index);
      const bool firewall = info.scope == rules::Scope::host && fact >= HostFact::firewall_component && fact <= HostFact::firewall_admits_ws_man;
      if (firewall && info.role != Role::third)
        if (const auto found = find_lane(lanes_, firewalls[static_cast<std::size_t>(info.role)])) return *found;
      one_host = one_host && info.scope == rules::Scope::host && (!role || *role == info.role);
      role = info.role;
    }
    return role && one_host ? lane(computers[static_cast<std::size_t>(*role)]) : home(rule.stage);
  }

  Row row(Stage stage) const {
    const auto gates = gates_of(f_, lanes_, stage);
    Row r{stage, {}, stage_ports(f_, stage)};
    const bool back = stage == Stage::callback;
    if (!gates.empty()) r.cells.push_back({.lane = lane(back ? LaneKind::target : LaneKind::client), .kind = CellKind::waypoint});
    for (const Gate& g : gates) r.cells.push_back({.lane = g.lane, .text = g.text});
    r.cells.push_back({.lane = home(stage)});
    add_rules(r, gates);
    if (stage == Stage::second_hop && find_lane(lanes_, LaneKind::third) && r.cells.back().lane != lane(LaneKind::third))
      r.cells.push_back({.lane = lane(LaneKind::third), .kind = CellKind::waypoint});
    mark(r, gates);
    add_passing(r);
    return r;
  }

  static void add_passing(Row& r) {
    std::vector<Cell> cells;
    for (const Cell& c : r.cells) {
      const std::size_t before = cells.empty() ? c.lane : cells.back().lane;
      for (std::size_t lane = before + 1; lane < c.lane; ++lane) cells.push_back({.lane = lane, .mark = c.mark, .kind = CellKind::passing});
      for (std::size_t lane = before; lane > c.lane + 1; --lane) cells.push_back({.lane = lane - 1, .mark = c.mark, .kind = CellKind::passing});
      cells.push_back(c);
    }
    r.cells = std::move(cells);
  }

  void add_rules(Row& r, const std::vector<Gate>& gates) const {
    const bool back = r.stage == Stage::callback;
    for (const auto rule : v_.stages[static_cast<std::size_t>(r.stage)].rules) {
      if (mark_of(rule) == Mark::plain) continue;
      const std::size_t at = place(rule, gates);
      auto cell = std::ranges::find(r.cells, at, &Cell::lane);
      if (cell == r.cells.end()) {
        cell = std::ranges::find_if(r.cells, [&](const Cell& c) { return back ? c.lane < at : c.lane > at; });
        cell = r.cells.insert(cell, {.lane = at});
      }
      cell->kind = CellKind::box;
      cell->rules.push_back(rule);
    }
    // A stage that knocks at no port goes out from its own place to the element that its rules speak of.
    if (!gates.empty() || std::ranges::all_of(r.cells, [](const Cell& c) { return c.rules.empty(); })) return;
    for (Cell& c : r.cells)
      if (c.rules.empty()) c.kind = CellKind::waypoint;
  }

  void mark(Row& r, const std::vector<Gate>& gates) const {
    const StageState state = v_.stages[static_cast<std::size_t>(r.stage)].state;
    bool stopped = state == StageState::not_reached, doubtful = false;
    for (Cell& c : r.cells) {
      Mark own = Mark::plain;
      for (const Mark m : {Mark::limited, Mark::undetermined, Mark::latent, Mark::failed})
        for (const auto rule : c.rules)
          if (mark_of(rule) == m) own = m;
      const auto gate = std::ranges::find(gates, c.lane, &Gate::lane);
      const Truth open = gate == gates.end() ? Truth::True : gate->open;
      if (own == Mark::failed || own == Mark::latent || (own != Mark::plain && !stopped)) c.mark = own;
      else if (stopped) c.mark = Mark::not_reached;
      else if (open == Truth::False) c.mark = Mark::plain;
      else if (gate != gates.end()) c.mark = open == Truth::Unknown ? Mark::undetermined : Mark::passed;
      else c.mark = doubtful ? Mark::undetermined : Mark::passed;
      stopped = stopped || own == Mark::failed;
      doubtful = doubtful || c.mark == Mark::undetermined;
    }
  }

  const rules::Program& program_;
  const analyzer::Verdict& v_;
  rules::FactFrame& f_;
  std::vector<Lane> lanes_;
};

}  // namespace

ConnectionPath connection_path(const rules::Program& program, const analyzer::Verdict& verdict, rules::FactFrame& frame) {
  return PathBuilder(program, verdict, frame).build();
}

}  // namespace wmireach::viz
