// SPDX-License-Identifier: Apache-2.0
#include "model/network_graph.hpp"

#include <algorithm>

#include "model/address.hpp"
#include "model/release.hpp"
#include "rules/derived/derived.hpp"
#include "rules/derived/service_ports.hpp"

namespace wmireach::rules {

using model::PortRange;
using model::Truth;

std::optional<PortRange> dynamic_ports(FactFrame& f, Role role) {
  // The RPC Internet keys take the place of the dynamic range (B-NET-07).
  const Truth restricted = f.truth(role, HostFact::rpc_restricted);
  if (restricted == Truth::Unknown) return std::nullopt;
  const auto& start = f.get(role, restricted == Truth::True ? HostFact::rpc_restricted_start : HostFact::rpc_dynamic_start);
  const auto& count = f.get(role, restricted == Truth::True ? HostFact::rpc_restricted_count : HostFact::rpc_dynamic_count);
  if (!start.known || !count.known) return std::nullopt;
  return PortRange{static_cast<std::uint16_t>(start.value), static_cast<std::uint16_t>(std::min<std::int64_t>(start.value + count.value - 1, 65535))};
}

std::optional<PortRange> wmi_service_ports(FactFrame& f, Role role) {
  const Truth standalone = f.truth(role, HostFact::wmi_standalone_host);
  if (standalone == Truth::False) return dynamic_ports(f, role);
  const auto port = f.port(role, HostFact::wmi_fixed_port);
  if (standalone == Truth::Unknown || !port) return std::nullopt;
  return PortRange{*port, *port};
}

std::optional<PortRange> ws_man_port(FactFrame& f, Role role) {
  const Truth https = f.truth(ConnectionFact::use_https);
  const auto port = f.port(role, https == Truth::True ? HostFact::winrm_https_port : HostFact::winrm_http_port);
  if (https == Truth::Unknown || !port) return std::nullopt;
  return PortRange{*port, *port};
}

namespace {

std::string ends(const model::Estate& e, const model::Link& link) { return e.zones[link.from].name + " -> " + e.zones[link.to].name; }

std::string between_zones(FactFrame& f, Role from, Role to) {
  const auto name = [&](Role role) { return f.estate().zones[f.read(role, HostPart::zone).zone].name; };
  return name(from) + " -> " + name(to);
}

std::string written(PortRange r) {
  return r.first == r.last ? std::to_string(r.first) : std::to_string(r.first) + "-" + std::to_string(r.last);
}

// Zones of both ends, when they are known; else why not.
struct Ends {
  bool known = true;
  bool flat = false;  // no zones at all, or one and the same
  std::vector<Evidence> evidence;
};

Ends zones_of(FactFrame& f, Role from, Role to) {
  const auto& e = f.estate();
  if (f.one_computer(from, to)) return {true, true, {}};
  if (e.zones.empty() && !f.assumptions()) return {false, false, {{EvidenceKind::no_zones, "", model::no_location, "planning"}}};
  if (e.zones.empty()) return {true, true, {{EvidenceKind::no_zones, "", model::no_location, "planning"}}};
  Ends ends;
  for (const Role role : {from, to})
    if (const auto& host = f.read(role, HostPart::zone); host.zone == model::none) {
      ends.known = false;
      ends.evidence.push_back({EvidenceKind::zone_not_stated, host.name, host.where});
    }
  const model::Index zone = f.read(from, HostPart::zone).zone;
  if (ends.known && zone == f.read(to, HostPart::zone).zone) {
    ends.flat = true;
    ends.evidence.push_back({EvidenceKind::same_zone, e.zones[zone].name, e.zones[zone].where});
  }
  return ends;
}

Derived ports_open(FactFrame& f, Role from, Role to, std::optional<PortRange> ports, bool as_boolean) {
  Ends z = zones_of(f, from, to);
  const auto open = static_cast<std::int64_t>(model::PortCoverage::open);
  if (z.flat) return Derived::of(as_boolean ? 1 : open, std::move(z.evidence));
  if (!z.known || !ports) return Derived::unknown(std::move(z.evidence));
  const auto& e = f.estate();
  const auto path = find_port_path(e, f.host_index(from), f.host_index(to), *ports);
  std::vector<Evidence> evidence{{EvidenceKind::ports, written(*ports)}};
  for (const auto i : path.links)
    evidence.push_back({i == path.blocking_link ? EvidenceKind::blocking_link : EvidenceKind::link, ends(e, e.links[i]),
                        i == path.blocking_link && path.blocking_rule != model::no_location ? path.blocking_rule : e.links[i].where});
  if (path.links.empty())
    evidence.push_back({EvidenceKind::no_link, between_zones(f, from, to)});
  const auto coverage = static_cast<std::int64_t>(path.coverage);
  return Derived::of(as_boolean ? (coverage == open ? 1 : 0) : coverage, std::move(evidence));
}

// WMI speaks IPv6 from Vista on (B-NAME-07).
Truth speaks_ipv6(FactFrame& f, Role role) {
  static const auto vista = *parse_value(types::release(), "windows-vista");
  const auto& os = f.get(role, HostFact::os);
  return f.truth(role, HostFact::ipv6) && (os.known ? model::truth(os.value >= vista) : Truth::Unknown);
}

}  // namespace

Derived derive_first_port(FactFrame& f, Role role) {
  const auto ports = dynamic_ports(f, role);
  return ports ? Derived::of(ports->first) : Derived::unknown();
}

Derived derive_port_count(FactFrame& f, Role role) {
  const auto ports = dynamic_ports(f, role);
  return ports ? Derived::of(ports->last - ports->first + 1) : Derived::unknown();
}

Derived derive_common_ip_version(FactFrame& f, Role) {
  const Truth v4 = f.truth(Role::client, HostFact::ipv4) && f.truth(Role::target, HostFact::ipv4);
  const Truth v6 = speaks_ipv6(f, Role::client) && speaks_ipv6(f, Role::target);
  const auto& family = f.get(ConnectionFact::address_family);
  if (!family.known) return v4 == v6 ? Derived::of(v4) : Derived::unknown();
  return Derived::of(family.value == 1 ? v4 : family.value == 2 ? v6 : v4 || v6);
}

Derived derive_route(FactFrame& f, Role) {
  Ends z = zones_of(f, Role::client, Role::target);
  if (z.flat) return Derived::of(1, std::move(z.evidence));
  if (!z.known) return Derived::unknown(std::move(z.evidence));
  const auto& e = f.estate();
  if (zones_are_linked(e, f.host_index(Role::client), f.host_index(Role::target))) return Derived::of(1);
  return Derived::of(0, {{EvidenceKind::no_link, between_zones(f, Role::client, Role::target)}});
}

// By addresses where both ends state theirs with a prefix; else hosts in two zones are taken to be in two subnets, since
// a firewall stands between. Nothing else tells.
Derived derive_same_subnet(FactFrame& f, Role) {
  if (f.one_computer(Role::client, Role::target)) return Derived::of(1);
  const auto& client = f.read(Role::client, HostPart::addresses);
  const auto& target = f.read(Role::target, HostPart::addresses);
  bool compared = false;
  for (const auto& own : target.addresses) {
    const auto subnet = model::subnet_of(own);
    if (!subnet) continue;
    for (const auto& other : client.addresses) {
      const auto bytes = model::address_bytes(other.substr(0, other.find('/')));
      if (bytes.size() != subnet->bytes.size()) continue;
      compared = true;
      if (model::contains(*subnet, bytes)) return Derived::of(1, {{EvidenceKind::subnet, other + " is in the subnet of " + own, target.where}});
    }
  }
  if (compared) return Derived::of(0, {{EvidenceKind::subnet, "no address of " + client.name + " is in a subnet of " + target.name, target.where}});
  const model::Index from = f.read(Role::client, HostPart::zone).zone, to = f.read(Role::target, HostPart::zone).zone;
  if (from != model::none && to != model::none && from != to)
    return Derived::of(0, {{EvidenceKind::subnet, "a firewall stands between the zones of " + client.name + " and " + target.name, client.where}});
  return Derived::unknown();
}

Derived derive_endpoint_mapper_open(FactFrame& f, Role) { return ports_open(f, Role::client, Role::target, PortRange{135, 135}, true); }

Derived derive_service_ports(FactFrame& f, Role) {
  return ports_open(f, Role::client, Role::target, wmi_service_ports(f, Role::target), false);
}

// While only a part of the range is open, the port that the service has taken decides.
Derived derive_service_port_open(FactFrame& f, Role) {
  const auto& ports = f.get(ConnectionFact::network_service_ports);
  if (!ports.known) return Derived::unknown();
  if (static_cast<model::PortCoverage>(ports.value) != model::PortCoverage::partial)
    return Derived::of(static_cast<model::PortCoverage>(ports.value) == model::PortCoverage::open ? 1 : 0);
  const auto port = f.port(Role::target, HostFact::wmi_listening_port);
  if (!port) return Derived::unknown();
  return ports_open(f, Role::client, Role::target, PortRange{*port, *port}, true);
}

namespace {

// Every leg of the connection must keep its addresses: the endpoint mapper's and the service's.
Derived translated(FactFrame& f, Role from, Role to, std::optional<PortRange> service) {
  Ends z = zones_of(f, from, to);
  if (z.flat) return Derived::of(0, std::move(z.evidence));
  if (!z.known) return Derived::unknown(std::move(z.evidence));
  std::vector<Evidence> evidence;
  for (const auto ports : {std::optional(PortRange{135, 135}), service}) {
    if (!ports) continue;
    const auto path = find_port_path(f.estate(), f.host_index(from), f.host_index(to), *ports);
    for (const auto i : path.links)
      if (f.estate().links[i].nat) evidence.push_back({EvidenceKind::link, ends(f.estate(), f.estate().links[i]), f.estate().links[i].where});
    if (!evidence.empty()) return Derived::of(1, std::move(evidence));
  }
  return service ? Derived::of(0) : Derived::unknown();
}

}  // namespace

Derived derive_nat(FactFrame& f, Role) { return translated(f, Role::client, Role::target, wmi_service_ports(f, Role::target)); }

// A translation in front of the client hides it from the target, on whichever of the two paths it stands (B-ASYNC-12).
Derived derive_callback_nat(FactFrame& f, Role) {
  Derived back = translated(f, Role::target, Role::client, dynamic_ports(f, Role::client));
  const Truth there = f.truth(ConnectionFact::network_nat);
  const Truth on_the_way_back = back.value ? model::truth(*back.value == 1) : Truth::Unknown;
  return Derived::of(there || on_the_way_back, std::move(back.evidence));
}

Derived derive_ws_man_port_open(FactFrame& f, Role) {
  return ports_open(f, Role::client, Role::target, ws_man_port(f, Role::target), true);
}

Derived derive_callback_endpoint_mapper_open(FactFrame& f, Role) {
  return ports_open(f, Role::target, Role::client, PortRange{135, 135}, true);
}

Derived derive_callback_ports(FactFrame& f, Role) { return ports_open(f, Role::target, Role::client, dynamic_ports(f, Role::client), false); }

}  // namespace wmireach::rules
