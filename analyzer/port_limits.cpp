// SPDX-License-Identifier: Apache-2.0
#include "analyzer/port_limits.hpp"

#include <set>

#include "rules/derived/service_ports.hpp"

namespace wmireach::analyzer {

std::vector<std::int64_t> port_limits(const model::Estate& estate) {
  constexpr std::size_t too_many = 100;
  std::set<std::int64_t> limits;
  const auto add = [&](model::PortRange r) {
    limits.insert(r.first);
    limits.insert(std::int64_t{r.last} + 1);
  };
  for (const model::PortRange r : rules::ports_of_built_in_rules) add(r);
  for (const auto& link : estate.links)
    for (const auto& rule : link.rules)
      for (const model::PortRange r : rule.ports) add(r);
  for (const auto& host : estate.hosts) {
    for (const auto& rule : host.firewall_rules)
      for (const model::PortRange r : rule.ports) add(r);
    if (limits.size() > too_many) return {};
  }
  if (limits.size() > too_many) return {};
  return {limits.begin(), limits.end()};
}

}  // namespace wmireach::analyzer
