// SPDX-License-Identifier: Apache-2.0
#include "viz/connection_lanes.hpp"

#include <algorithm>
#include <map>

#include "model/network_graph.hpp"
#include "rules/derived/service_ports.hpp"
#include "viz/label.hpp"

namespace wmireach::viz {
namespace {

using model::Index;
using model::PortCoverage;
using model::PortRange;
using model::Stage;
using model::Truth;
using rules::FactFrame;
using rules::HostFact;
using rules::Role;

constexpr PortRange endpoint_mapper{135, 135};

bool same_pair(const Lane& lane, Index from, Index to) {
  return lane.kind == LaneKind::link && ((lane.from_zone == from && lane.to_zone == to) || (lane.from_zone == to && lane.to_zone == from));
}

void add_route(FactFrame& f, Role from, Role to, PortRange ports, std::vector<Lane>& links) {
  const auto add = [&](Index a, Index b, bool linked) {
    if (std::ranges::none_of(links, [&](const Lane& l) { return same_pair(l, a, b); })) links.push_back({LaneKind::link, a, b, linked});
  };
  const Index here = f.host(from).zone, there = f.host(to).zone;
  if (f.estate().zones.empty()) return;
  if (here == model::none || there == model::none) return add(here, there, false);
  if (here == there) return;
  const auto path = find_port_path(f.estate(), f.host_index(from), f.host_index(to), ports);
  for (const Index i : path.links) add(f.estate().links[i].from, f.estate().links[i].to, true);
  if (path.links.empty()) add(here, there, false);
}

bool over_ws_man(FactFrame& f) {
  static const auto ws_man = *rules::parse_value(rules::types::transport(), "ws-man");
  const auto& transport = f.get(rules::ConnectionFact::transport);
  return transport.known && transport.value == ws_man;
}

// Where the client knocks first; nullopt while that is not known.
std::optional<PortRange> first_port(FactFrame& f) { return over_ws_man(f) ? ws_man_port(f, Role::target) : endpoint_mapper; }

// The port ranges of a stage; nullopt among them while a range is not known.
std::vector<std::optional<PortRange>> ranges_of(FactFrame& f, Stage stage) {
  switch (stage) {
    case Stage::endpoint_mapper: return {first_port(f)};
    case Stage::service_port:
      if (over_ws_man(f)) return {};
      return {wmi_service_ports(f, Role::target)};
    case Stage::callback: return {endpoint_mapper, dynamic_ports(f, Role::client)};
    default: return {};
  }
}

std::size_t lane_between(const std::vector<Lane>& lanes, Index from, Index to) {
  const auto found = std::ranges::find_if(lanes, [&](const Lane& l) { return same_pair(l, from, to); });
  return static_cast<std::size_t>(found - lanes.begin());
}

// What one firewall does to one port range of a stage.
struct RangeState {
  std::optional<PortRange> range;
  Truth open;
  std::string word;  // "open", "partial", "closed"; empty: not known
};

// Ranges that meet the same end share a word: "TCP 135 open, 49152-65535 closed".
Gate gate(std::size_t lane, const std::vector<RangeState>& states) {
  Gate g{lane, Truth::True, "TCP "};
  for (std::size_t i = 0; i < states.size(); ++i) {
    g.open = g.open && states[i].open;
    const bool last = i + 1 == states.size();
    g.text += states[i].range ? ports_text(*states[i].range) : "?";
    if ((last || states[i + 1].word != states[i].word) && !states[i].word.empty()) g.text += " " + states[i].word;
    if (!last) g.text += ", ";
  }
  return g;
}

RangeState link_state(FactFrame& f, const model::Link& link, Role from, Role to, std::optional<PortRange> range) {
  if (!range) return {range, Truth::Unknown, ""};
  const PortCoverage coverage = link_coverage(link, f.host_index(from), f.host_index(to), *range, nullptr);
  return {range, model::truth(coverage == PortCoverage::open), rules::write_value(rules::types::port_coverage(), static_cast<std::int64_t>(coverage))};
}

// What each link on the way does to the port ranges of a stage. Different ranges may take different ways.
void add_links(FactFrame& f, const std::vector<Lane>& lanes, Role from, Role to, Stage stage, std::vector<Gate>& gates) {
  const auto& e = f.estate();
  const Index here = f.host(from).zone, there = f.host(to).zone;
  if (e.zones.empty()) return;
  if (here == model::none || there == model::none) return gates.push_back({lane_between(lanes, here, there), Truth::Unknown, stage_ports(f, stage)});
  if (here == there) return;
  std::vector<Index> way;
  std::map<Index, std::vector<RangeState>> states;
  for (const auto& range : ranges_of(f, stage)) {
    const auto path = find_port_path(e, f.host_index(from), f.host_index(to), range.value_or(endpoint_mapper));
    if (path.links.empty()) return gates.push_back({lane_between(lanes, here, there), Truth::False, "no link " + link_name(e, here, there)});
    for (const Index i : path.links) {
      if (!states.contains(i)) way.push_back(i);
      states[i].push_back(link_state(f, e.links[i], from, to, range));
    }
  }
  for (const Index i : way) gates.push_back(gate(lane_between(lanes, e.links[i].from, e.links[i].to), states[i]));
}

RangeState firewall_state(std::optional<PortRange> range, Truth open) {
  return {range, open, open == Truth::Unknown ? "" : open == Truth::True ? "open" : "closed"};
}

void add_firewall(const std::vector<Lane>& lanes, LaneKind kind, const std::vector<RangeState>& states, std::vector<Gate>& gates) {
  if (const auto lane = find_lane(lanes, kind)) gates.push_back(gate(*lane, states));
}

}  // namespace

std::string link_name(const model::Estate& estate, Index from, Index to) {
  return shortened(estate.zones[from].name, short_name) + " \u2192 " + shortened(estate.zones[to].name, short_name);
}

std::optional<std::size_t> find_lane(const std::vector<Lane>& lanes, LaneKind kind) {
  const auto found = std::ranges::find(lanes, kind, &Lane::kind);
  if (found == lanes.end()) return std::nullopt;
  return static_cast<std::size_t>(found - lanes.begin());
}

std::vector<Lane> lanes_of(FactFrame& f, bool with_callback) {
  std::vector<Lane> lanes{{LaneKind::client}};
  if (f.host_index(Role::client) != f.host_index(Role::target)) {
    lanes.push_back({LaneKind::client_firewall});
    add_route(f, Role::client, Role::target, first_port(f).value_or(endpoint_mapper), lanes);
    if (const auto ports = wmi_service_ports(f, Role::target); ports && !over_ws_man(f)) add_route(f, Role::client, Role::target, *ports, lanes);
    if (with_callback) add_route(f, Role::target, Role::client, dynamic_ports(f, Role::client).value_or(endpoint_mapper), lanes);
    lanes.push_back({LaneKind::target_firewall});
    lanes.push_back({LaneKind::target});
  }
  if (f.host_index(Role::third) != model::none) lanes.push_back({LaneKind::third});
  return lanes;
}

std::string stage_ports(FactFrame& f, Stage stage) {
  std::string text;
  for (const auto& range : ranges_of(f, stage)) text += (text.empty() ? "TCP " : ", ") + (range ? ports_text(*range) : "?");
  return text;
}

std::vector<Gate> gates_of(FactFrame& f, const std::vector<Lane>& lanes, Stage stage) {
  std::vector<Gate> gates;
  if (!find_lane(lanes, LaneKind::target)) return gates;
  const auto ranges = ranges_of(f, stage);
  if ((stage == Stage::endpoint_mapper || stage == Stage::service_port) && !ranges.empty()) {
    const auto admits = over_ws_man(f) ? HostFact::firewall_admits_ws_man
                        : stage == Stage::endpoint_mapper ? HostFact::firewall_admits_endpoint_mapper : HostFact::firewall_admits_wmi_service;
    add_links(f, lanes, Role::client, Role::target, stage, gates);
    add_firewall(lanes, LaneKind::target_firewall, {firewall_state(ranges.front(), f.truth(Role::target, admits))}, gates);
  } else if (stage == Stage::callback) {
    const Truth out = f.truth(Role::target, HostFact::firewall_lets_callback_out);
    add_firewall(lanes, LaneKind::target_firewall, {firewall_state(ranges[0], out), firewall_state(ranges[1], out)}, gates);
    add_links(f, lanes, Role::target, Role::client, stage, gates);
    const Truth mapper = f.truth(Role::client, HostFact::firewall_admits_endpoint_mapper), sink = f.truth(Role::client, HostFact::firewall_admits_sink);
    add_firewall(lanes, LaneKind::client_firewall, {firewall_state(ranges[0], mapper), firewall_state(ranges[1], sink)}, gates);
  }
  std::erase_if(gates, [&](const Gate& g) { return g.lane >= lanes.size(); });  // a detour that no lane was made for
  return gates;
}

}  // namespace wmireach::viz
