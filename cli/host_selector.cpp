// SPDX-License-Identifier: Apache-2.0
#include "cli/host_selector.hpp"

#include "cli/session.hpp"
#include "model/name_pattern.hpp"
#include "rules/suggestion.hpp"

namespace wmireach::cli {
namespace {

using model::folded;

[[noreturn]] void refuse(const std::string& asked, std::string message, std::string hint) {
  throw BadInput{{{.file = asked, .message = std::move(message), .hint = std::move(hint)}}};
}

bool fits(const model::Estate& e, const model::Host& host, const std::string& key, const std::string& value) {
  if (key == "zone") return host.zone != model::none && e.find_zone(value) == host.zone;
  if (key == "domain") return host.domain != model::none && e.find_domain(value) == host.domain;
  if (key == "name") return model::fits_pattern(folded(value), folded(host.name));
  if (key == "baseline") return !host.baseline.empty() && folded(host.baseline) == folded(value);
  const auto& os = host.facts[static_cast<std::size_t>(rules::HostFact::os)];
  const auto wanted = rules::parse_value(rules::types::release(), value);
  return os.known && wanted && os.value == *wanted;
}

}  // namespace

std::vector<model::Index> select_hosts(const model::Estate& estate, const std::string& where, const std::string& asked) {
  const auto equals = where.find('=');
  const std::string key = where.substr(0, equals), value = equals == std::string::npos ? "" : where.substr(equals + 1);
  if (equals != std::string::npos && key != "zone" && key != "domain" && key != "name" && key != "os" && key != "baseline")
    refuse(asked, "'" + key + "' selects nothing", "known: zone, domain, os, name, baseline");
  std::vector<model::Index> hosts;
  for (model::Index i = 0; i < estate.hosts.size(); ++i) {
    const auto& host = estate.hosts[i];
    if (equals != std::string::npos ? fits(estate, host, key, value) : where == "*" || folded(host.name) == folded(where)) hosts.push_back(i);
  }
  if (hosts.empty()) {
    std::vector<std::string> known;
    for (const auto& host : estate.hosts) known.push_back(host.name);
    const std::string hint = rules::did_you_mean(where, known);
    if (const auto run = where.find('#'); run != std::string::npos && equals == std::string::npos)
      refuse(asked, "no host fits '" + where + "'", "hosts that are counted are selected by a pattern: name=" + where.substr(0, run) + "*");
    refuse(asked, "no host fits '" + where + "'", hint.empty() ? "name a host of the scenario, a selector, or *" : hint);
  }
  return hosts;
}

}  // namespace wmireach::cli
