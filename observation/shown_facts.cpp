// SPDX-License-Identifier: Apache-2.0
#include "observation/shown_facts.hpp"

#include <algorithm>
#include <array>

#include "model/address.hpp"

namespace wmireach::observation {

using rules::AccountFact;
using rules::ConnectionFact;
using rules::HostFact;
using rules::Role;

namespace {

constexpr std::array client_facts{HostFact::os, HostFact::service_pack, HostFact::build, HostFact::membership, HostFact::ipv4, HostFact::ipv6, HostFact::firewall_component, HostFact::firewall_enabled,
                                  HostFact::firewall_active_profile, HostFact::firewall_outbound, HostFact::ipsec_enrolled, HostFact::clock_offset_seconds};
constexpr std::array request_facts{ConnectionFact::name_resolves, ConnectionFact::reverse_record_correct, ConnectionFact::slow_network};

bool answered(const Look& look) {
  switch (look.ending) {
    case Ending::done:
    case Ending::refused:
    case Ending::closed:
    case Ending::silent:
    case Ending::garbled:
    case Ending::rejected:
    case Ending::fault:
    case Ending::error: return true;
    default: return false;
  }
}

}  // namespace

bool shows_itself(rules::Slot s, Source source) {
  const auto info = rules::slot_info(s);
  if (source == Source::capture) return true;
  // A client of Windows goes where the bindings say; a probe goes where it went before, so that translation does not stop it.
  if (s == rules::slot(ConnectionFact::network_nat)) return false;
  if (!info.definition->stored()) return true;
  switch (info.scope) {
    case rules::Scope::account: return true;
    case rules::Scope::host: return info.role != Role::client || std::ranges::find(client_facts, static_cast<HostFact>(info.index)) != client_facts.end();
    case rules::Scope::connection: return std::ranges::find(request_facts, static_cast<ConnectionFact>(info.index)) != request_facts.end();
  }
  return true;
}

bool carried_out(rules::Slot s) { return s == rules::slot(ConnectionFact::address_form) || s == rules::slot(ConnectionFact::use_https); }

Step shows_from(rules::Slot s) {
  if (s == rules::slot(Role::target, HostFact::rpc_restrict_remote_clients)) return Step::endpoint_mapper;
  if (s == rules::slot(Role::target, HostFact::wmi_repository_intact)) return Step::log_in;
  return Step::resolve;
}

std::vector<rules::Change> proven_facts(const Sighting& sighting, Source source) {
  std::vector<rules::Change> out;
  const auto prove = [&](rules::Slot s, std::int64_t value) {
    if (std::ranges::find(out, s, &rules::Change::slot) == out.end()) out.push_back({s, value});
  };
  for (const Look& look : sighting.looks) {
    if (look.step == Step::resolve) {
      if (look.result == Result::passed && model::address_bytes(look.to).empty()) prove(rules::slot(ConnectionFact::name_resolves), 1);
      continue;
    }
    constexpr std::uint16_t endpoint_mapper_port = 135;
    if (source == Source::capture && look.port == endpoint_mapper_port && look.result != Result::not_tried) {
      prove(rules::slot(Role::client, HostFact::dcom_enabled), 1);
      prove(rules::slot(Role::client, HostFact::dcom_tcp_protocol), 1);
    }
    const auto bytes = model::address_bytes(look.to);
    if (bytes.empty() || !answered(look)) continue;
    const auto family = bytes.size() == 4 ? HostFact::ipv4 : HostFact::ipv6;
    prove(rules::slot(Role::client, family), 1);
    prove(rules::slot(Role::target, family), 1);
  }
  return out;
}

}  // namespace wmireach::observation
