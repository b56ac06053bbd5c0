// SPDX-License-Identifier: Apache-2.0
#include "viz/host_label.hpp"

#include "rules/fact_id.hpp"
#include "viz/label.hpp"

namespace wmireach::viz {
namespace {

const model::Fact& fact(const model::Host& host, rules::HostFact f) { return host.facts[static_cast<std::size_t>(f)]; }

std::string membership(const model::Estate& estate, const model::Host& host) {
  if (host.domain != model::none) return estate.domains[host.domain].name;
  const auto& joined = fact(host, rules::HostFact::membership);
  if (!joined.known || joined.value == 1) return "domain not stated";
  return host.workgroup.empty() ? "workgroup" : "workgroup " + host.workgroup;
}

std::string release_name(const model::Host& host) {
  const auto* release = release_of(host);
  return release == nullptr ? "release not stated" : std::string(release->name);
}

// Ports that rules of one action name; a rule for some hosts only counts as "some hosts".
std::string ports_of(const model::Link& link, model::RuleAction action) {
  std::string text;
  for (const auto& rule : link.rules) {
    if (rule.action != action) continue;
    std::string ports;
    for (const auto range : rule.ports) ports += (ports.empty() ? "" : ", ") + ports_text(range);
    if (ports.empty()) ports = "any";
    if (!rule.from.empty() || !rule.to.empty()) ports += " (some hosts)";
    text += (text.empty() ? "" : ", ") + ports;
  }
  return text;
}

}  // namespace

const model::Release* release_of(const model::Host& host) {
  const auto& os = fact(host, rules::HostFact::os);
  return os.known ? &model::releases()[static_cast<std::size_t>(os.value)] : nullptr;
}

Lines host_label(const model::Estate& estate, const model::Host& host) {
  return {shortened(host.name, name_limit), release_name(host), shortened(membership(estate, host), name_limit)};
}

Lines host_tooltip(const model::Estate& estate, const model::Host& host) { return {host.name, release_name(host), membership(estate, host)}; }

std::string allowed_ports(const model::Link& link) {
  const std::string allowed = ports_of(link, model::RuleAction::allow), blocked = ports_of(link, model::RuleAction::block);
  std::string text;
  if (link.fallback == model::RuleAction::allow) text = blocked.empty() ? "every port" : "all but TCP " + blocked;
  else text = allowed.empty() ? "no port" : "TCP " + allowed + (blocked.empty() ? "" : ", but not " + blocked);
  return link.nat ? text + ", NAT" : text;
}

std::string zone_name(const model::Estate& estate, model::Index zone) {
  return zone == model::none ? "zone not stated" : "zone " + shortened(estate.zones[zone].name, name_limit);
}

}  // namespace wmireach::viz
