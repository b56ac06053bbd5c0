// SPDX-License-Identifier: Apache-2.0
#include "analyzer/edit_pool.hpp"

#include <algorithm>

#include "model/network_graph.hpp"

namespace wmireach::analyzer {

using model::Edit;
using model::EditKind;
using model::Index;

namespace {

template <class Map, class Key>
const auto* find(const Map& map, Key key) {
  const auto at = map.find(key);
  return at == map.end() ? nullptr : &at->second;
}

void insert(std::vector<std::uint32_t>& sorted, std::uint32_t value) {
  if (const auto at = std::ranges::lower_bound(sorted, value); at == sorted.end() || *at != value) sorted.insert(at, value);
}

}  // namespace

EditPool::EditPool(const model::Estate& estate, const std::vector<Index>& connections) : estate_(estate), concerning_(connections.size()) {
  filtered_ = std::ranges::any_of(estate.trusts, [](const auto& t) { return t.filters_sids != model::Truth::False; });
  const bool translated = std::ranges::any_of(estate.links, [](const auto& l) { return l.nat; });
  for (std::uint32_t number = 0; number < connections.size(); ++number) {
    const model::Connection& q = estate.connections[connections[number]];
    Ends ends;
    for (const Index h : {q.from, q.to, q.third}) {
      if (h == model::none) continue;
      insert(by_host_[h], number);
      insert(ends.domains, estate.hosts[h].domain);
    }
    if (q.account != model::none) {
      insert(by_account_[q.account], number);
      insert(ends.domains, estate.accounts[q.account].domain);
    }
    insert(by_request_[q.where], number);
    const Index from = estate.hosts[q.from].zone, to = estate.hosts[q.to].zone;
    ends.linked = !translated && (from == model::none || to == model::none || model::zones_are_linked(estate, q.from, q.to));
    ends_.push_back(std::move(ends));
  }
}

void EditPool::concern(std::uint32_t connection, std::uint32_t edit) { insert(concerning_[connection], edit); }

void EditPool::concern(const Numbers* connections, std::uint32_t edit) {
  if (connections == nullptr) return;
  for (const auto c : *connections) concern(c, edit);
}

void EditPool::concern_hosts(const std::vector<Index>& hosts, std::uint32_t edit) {
  for (const Index h : hosts) concern(find(by_host_, h), edit);
}

std::uint32_t EditPool::add(CandidateEdit&& candidate) {
  const auto [at, is_new] = numbers_.emplace(candidate.edit, static_cast<std::uint32_t>(edits_.size()));
  const std::uint32_t number = at->second;
  if (!is_new) {
    Edit& same = edits_[number].edit;
    const std::size_t hosts = same.from_hosts.size() + same.to_hosts.size();
    for (const Index h : candidate.edit.from_hosts) insert(same.from_hosts, h);
    for (const Index h : candidate.edit.to_hosts) insert(same.to_hosts, h);
    if (same.from_hosts.size() + same.to_hosts.size() == hosts) return number;
  } else {
    edits_.push_back(candidate);
  }
  fresh_.insert(number);
  const Edit& e = candidate.edit;
  switch (e.kind) {
    case EditKind::request_fact: concern(find(by_request_, e.where), number); break;
    case EditKind::account_fact:
      concern(find(by_account_, e.account), number);
      concern(find(by_host_, estate_.accounts[e.account].host), number);  // which may see it as its own
      break;
    case EditKind::local_group: concern(find(by_host_, e.host), number); break;
    case EditKind::open_ports:
      concern_hosts(e.from_hosts, number);
      concern_hosts(e.to_hosts, number);
      if (!model::makes_link(estate_, e)) break;
      for (std::uint32_t c = 0; c < ends_.size(); ++c)
        if (!ends_[c].linked) concern(c, number);
      break;
    case EditKind::add_trust:
      for (std::uint32_t c = 0; c < ends_.size(); ++c)
        if (!filtered_ || (std::ranges::binary_search(ends_[c].domains, e.from) && std::ranges::binary_search(ends_[c].domains, e.to))) concern(c, number);
      break;
    default: concern_hosts(candidate.hosts, number);
  }
  return number;
}

}  // namespace wmireach::analyzer
