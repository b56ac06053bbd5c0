// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "rules/derived/derived.hpp"
#include "rules/derived/service_ports.hpp"

namespace wmireach::rules {

using model::Truth;

namespace {

// Order of types::firewall_component().
enum Component : std::int64_t { no_firewall, connection_firewall, windows_firewall, advanced_security };

Role other_end(Role role) { return role == Role::client ? Role::target : Role::client; }

Truth is(FactFrame& f, Role role, HostFact fact, std::int64_t value) {
  const auto& x = f.get(role, fact);
  return x.known ? model::truth(x.value == value) : Truth::Unknown;
}

bool covers(const std::vector<model::PortRange>& rule, model::PortRange ports) {
  return rule.empty() || std::ranges::any_of(rule, [&](auto r) { return r.first <= ports.first && ports.last <= r.last; });
}
bool touches(const std::vector<model::PortRange>& rule, model::PortRange ports) {
  return rule.empty() || std::ranges::any_of(rule, [&](auto r) { return r.first <= ports.last && ports.first <= r.last; });
}

struct RuleVerdict {
  Truth blocked = Truth::False, allowed = Truth::False;
  std::vector<Evidence> evidence;
};

// Whether the rule is about the computer at the other end; not known while the rule names zones and its zone is not stated.
Truth concerns_peer(const model::HostFirewallRule& rule, model::Index peer, model::Index peer_zone) {
  if (rule.peers.empty() && rule.peer_zones.empty()) return Truth::True;
  if (std::ranges::find(rule.peers, peer) != rule.peers.end()) return Truth::True;
  if (rule.peer_zones.empty()) return Truth::False;
  if (peer_zone == model::none) return Truth::Unknown;
  return model::truth(std::ranges::find(rule.peer_zones, peer_zone) != rule.peer_zones.end());
}

// What the scenario's own rules say of a port range: a block rule wins over every allow rule.
RuleVerdict stated_rules(FactFrame& f, Role role, model::RuleDirection direction, std::optional<model::PortRange> ports) {
  RuleVerdict v;
  const auto& own_rules = f.read(role, HostPart::firewall_rules).firewall_rules;
  if (own_rules.empty()) return v;
  const model::Index peer = f.host_index(other_end(role));
  const model::Index peer_zone = peer == model::none ? model::none : f.read(other_end(role), HostPart::zone).zone;
  for (const auto& rule : own_rules) {
    if (rule.direction != direction) continue;
    const Truth concerns = concerns_peer(rule, peer, peer_zone);
    const bool block = rule.action == model::RuleAction::block;
    const Truth fits = concerns && (!ports ? (rule.ports.empty() ? Truth::True : Truth::Unknown)
                              : model::truth(block ? touches(rule.ports, *ports) : covers(rule.ports, *ports)));
    if (fits == Truth::False) continue;
    (block ? v.blocked : v.allowed) = (block ? v.blocked : v.allowed) || fits;
    v.evidence.push_back({EvidenceKind::firewall_rule, rule.name, rule.where});
  }
  return v;
}

// A connection to the host: nothing stops it when no firewall is active; else a stated outcome decides;
// else a block rule refuses, and one of the exceptions or an allow rule lets it in.
Derived admitted(FactFrame& f, Role role, Truth exception, std::optional<model::PortRange> ports) {
  const Truth open = !f.truth(role, HostFact::firewall_active);
  const auto& outcome = f.get(role, HostFact::firewall_wmi_inbound);
  RuleVerdict rules = stated_rules(f, role, model::RuleDirection::in, ports);
  const Truth by_rules = !rules.blocked && (rules.allowed || exception);
  const Truth admitted = !outcome.present() ? by_rules : outcome.known ? model::truth(outcome.value == 1) : Truth::Unknown;
  return Derived::of(open || admitted, std::move(rules.evidence));
}

// Whether the remote addresses that an exception admits include the computer at the other end (B-NET-16, B-NET-19).
Truth scope_covers_peer(FactFrame& f, Role role, HostFact scope) {
  const Truth any = is(f, role, scope, 0);
  return any || f.truth(ConnectionFact::network_same_subnet);
}

// The exceptions that exist depend on the firewall: remote administration on every Windows Firewall,
// the WMI group and the separate rules from Vista on (C-08).
Truth exceptions(FactFrame& f, Role role, HostFact separate_rule) {
  const Truth old = is(f, role, HostFact::firewall_component, windows_firewall);
  const Truth advanced = is(f, role, HostFact::firewall_component, advanced_security);
  const Truth remote_administration = f.truth(role, HostFact::firewall_remote_administration);
  const Truth built_in = ((old || advanced) && remote_administration) || (advanced && f.truth(role, HostFact::firewall_wmi_group));
  return (built_in && scope_covers_peer(f, role, HostFact::firewall_exception_scope)) || (advanced && f.truth(role, separate_rule));
}

}  // namespace

Derived derive_firewall_active(FactFrame& f, Role role) {
  return Derived::of(!is(f, role, HostFact::firewall_component, no_firewall) && f.truth(role, HostFact::firewall_enabled));
}

Derived derive_admits_endpoint_mapper(FactFrame& f, Role role) {
  return admitted(f, role, exceptions(f, role, HostFact::firewall_dcom_rule), model::PortRange{135, 135});
}

Derived derive_admits_wmi_service(FactFrame& f, Role role) {
  return admitted(f, role, exceptions(f, role, HostFact::firewall_wmi_rule), wmi_service_ports(f, role));
}

// Unsecapp.exe is covered by the WMI group and by its own rule; a program's own sink only by a rule for that program.
// Before Vista the callback needs the sink's exception besides remote administration (B-ASYNC-02).
Derived derive_admits_sink(FactFrame& f, Role role) {
  const auto& sink = f.get(ConnectionFact::sink);
  const Truth own = sink.known ? model::truth(sink.value == 1) : Truth::Unknown;
  const Truth advanced = is(f, role, HostFact::firewall_component, advanced_security);
  const Truth unsecapp = f.truth(role, HostFact::firewall_unsecapp_rule) ||
                         (advanced && f.truth(role, HostFact::firewall_wmi_group) && scope_covers_peer(f, role, HostFact::firewall_exception_scope));
  const Truth exception = (!own && unsecapp) || (own && f.truth(role, HostFact::firewall_own_sink_rule));
  const Truth open = !f.truth(role, HostFact::firewall_active);
  RuleVerdict rules = stated_rules(f, role, model::RuleDirection::in, dynamic_ports(f, role));
  const Truth by_rules = !rules.blocked && (rules.allowed || exception);
  // A stated outcome is about WMI, and so covers Unsecapp.exe, but no program's own sink (S4-04, S4-05).
  const auto& outcome = f.get(role, HostFact::firewall_wmi_inbound);
  const Truth stated = outcome.known ? model::truth(outcome.value == 1) : Truth::Unknown;
  const Truth admitted = !outcome.present() ? by_rules : (own && by_rules) || (!own && stated);
  return Derived::of(open || admitted, std::move(rules.evidence));
}

// The built-in rule opens the default port of HTTP only; another port needs a rule of its own (E-02).
Derived derive_admits_ws_man(FactFrame& f, Role role) {
  constexpr std::uint16_t built_in_port = ports_of_built_in_rules[1].first;
  const Truth open = !f.truth(role, HostFact::firewall_active);
  const auto port = ws_man_port(f, role);
  RuleVerdict rules = stated_rules(f, role, model::RuleDirection::in, port);
  const Truth covered = port ? model::truth(port->first == built_in_port) : Truth::Unknown;
  const Truth exception = covered && f.truth(role, HostFact::firewall_winrm_rule) && scope_covers_peer(f, role, HostFact::firewall_winrm_scope);
  return Derived::of(open || (!rules.blocked && (rules.allowed || exception)), std::move(rules.evidence));
}

Derived derive_lets_callback_out(FactFrame& f, Role role) {
  const Truth open = !f.truth(role, HostFact::firewall_active);
  const auto& policy = f.get(role, HostFact::firewall_outbound);
  const Truth allowed = policy.known ? model::truth(policy.value == 1) : Truth::Unknown;
  RuleVerdict rules = stated_rules(f, role, model::RuleDirection::out, dynamic_ports(f, other_end(role)));
  const Truth exception = f.truth(role, HostFact::firewall_wmi_group) || f.truth(role, HostFact::firewall_wmi_out_rule) || rules.allowed;
  // The firewalls before Vista filter incoming connections only.
  const Truth unfiltered = open || !is(f, role, HostFact::firewall_component, advanced_security);
  return Derived::of(unfiltered || (!rules.blocked && (allowed || exception)), std::move(rules.evidence));
}

}  // namespace wmireach::rules
