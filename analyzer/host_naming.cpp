// SPDX-License-Identifier: Apache-2.0
#include "analyzer/host_naming.hpp"

namespace wmireach::analyzer {

using model::Index;

void for_each_naming(const model::Estate& estate, const model::Connection& request, const std::function<void(Index, Naming)>& visit) {
  const auto host = [&](Index i, Naming naming) {
    if (i != model::none) visit(i, naming);
  };
  const auto groups = [&](const std::vector<model::LocalGroups>& memberships, Naming naming) {
    for (const auto& m : memberships) host(m.host, naming);
  };
  for (Index i = 0; i < estate.accounts.size(); ++i) {
    host(estate.accounts[i].host, {NamedBy::account, i});
    groups(estate.accounts[i].local_groups, {NamedBy::account, i});
  }
  for (Index i = 0; i < estate.groups.size(); ++i) groups(estate.groups[i].local_groups, {NamedBy::group, i});
  for (Index i = 0; i < estate.links.size(); ++i)
    for (const auto& r : estate.links[i].rules)
      for (const auto* ends : {&r.from, &r.to})
        for (const Index h : *ends) host(h, {NamedBy::link_rule, i});
  for (Index i = 0; i < estate.hosts.size(); ++i)
    for (const auto& r : estate.hosts[i].firewall_rules)
      for (const Index peer : r.peers) host(peer, {NamedBy::firewall_rule, i});
  host(request.third, {NamedBy::second_hop, model::none});
}

}  // namespace wmireach::analyzer
