// SPDX-License-Identifier: Apache-2.0
#include "analyzer/tightening.hpp"

#include <algorithm>
#include <set>

#include "rules/derived/proposals.hpp"
#include "rules/hardened.hpp"

namespace wmireach::analyzer {
namespace {

using model::Edit;
using model::EditKind;
using model::Index;
using rules::Scope;
using rules::Slot;

class Tightenings {
 public:
  Tightenings(const model::Estate& estate, const rules::FrameOptions& options) : estate_(estate), options_(options) {}

  void of_connections(const std::vector<Index>& connections) {
    std::set<Index> hosts, accounts;
    std::set<model::LocationId> requests;
    for (const Index i : connections) {
      const model::Connection& c = estate_.connections[i];
      for (const Index h : {c.from, c.to, c.third})
        if (h != model::none) hosts.insert(h);
      if (c.account != model::none) accounts.insert(c.account);
      if (c.where != model::no_location && requests.insert(c.where).second) facts_of_request(c);
    }
    std::set<model::LocationId> seen;
    for (const Index h : hosts)
      if (estate_.hosts[h].where == model::no_location || seen.insert(estate_.hosts[h].where).second) of_host(h);
    for (const Index a : accounts) of_account(a, connections);
    network();
    trusts();
  }

  std::vector<CandidateEdit> take() {
    // Rules, trusts and list items are removed by their place, so the later ones go first.
    std::ranges::stable_sort(removed_, std::greater<>{}, [](const CandidateEdit& c) { return c.edit.where; });
    std::ranges::move(removed_, std::back_inserter(out_));
    return std::move(out_);
  }

 private:
  // `open`: how much is open as long as the edit is not made.
  void add(Edit e, Safety open, std::vector<CandidateEdit>& into) {
    CandidateEdit c{std::move(e), open, 1, nullptr, {}};
    c.hosts = model::changed_hosts(estate_, c.edit);
    into.push_back(std::move(c));
  }

  void add_of_graph(Edit e, std::vector<CandidateEdit>& into) {
    const Safety open = safety_of(rules::weight_of(e).exposure);
    add(std::move(e), open, into);
  }

  void stored(rules::FactFrame& frame, Slot s, Edit e) {
    const auto info = rules::slot_info(s);
    const auto tight = info.definition->stored() ? rules::hardened_value(frame, s) : std::nullopt;
    if (!tight) return;
    const model::Fact now = frame.get(s);
    if (!now.known || now.value == *tight) return;
    e.fact = info.index;
    e.value = *tight;
    add(std::move(e), safety_of(info.definition->exposure), out_);
  }

  void facts_of_request(const model::Connection& c) {
    rules::FactFrame frame(estate_, c, options_);
    for (Slot s = rules::connection_base; s < rules::slot_count; ++s) stored(frame, s, {.kind = EditKind::request_fact, .where = c.where});
  }

  void of_host(Index h) {
    const model::Host& host = estate_.hosts[h];
    model::Connection alone;
    alone.from = alone.to = h;
    alone.facts.resize(static_cast<std::size_t>(rules::ConnectionFact::count));
    rules::FactFrame frame(estate_, alone, options_);
    for (std::uint16_t f = 0; f < rules::host_count; ++f)
      stored(frame, rules::slot(rules::Role::target, static_cast<rules::HostFact>(f)), {.kind = EditKind::host_fact, .host = h});
    // Only entries that stand with the host itself and name an account: a baseline's are not the host's to change.
    const auto entries = [&](const std::vector<model::Grant>& list, EditKind kind, const std::string& name) {
      for (const auto& g : list) {
        const Index account = estate_.find_account(g.principal);
        if (!g.deny && account != model::none && stands_with(g.where, host)) add_of_graph({.kind = kind, .host = h, .name = name, .account = account}, out_);
      }
    };
    entries(host.launch_grants, EditKind::drop_launch, "");
    entries(host.access_grants, EditKind::drop_access, "");
    for (const auto& n : host.namespaces) entries(n.rights, EditKind::drop_namespace, n.name);
  }

  // The entry is an object's member below the host: not inherited, and not part of a security descriptor, which is one text.
  bool stands_with(model::LocationId where, const model::Host& host) const {
    const auto *entry = estate_.location(where), *own = estate_.location(host.where);
    if (entry == nullptr || own == nullptr || !entry->pointer.starts_with(own->pointer + "/")) return false;
    return !entry->pointer.ends_with("/rights") && !entry->pointer.ends_with("/launch") && !entry->pointer.ends_with("/access");
  }

  void of_account(Index a, const std::vector<Index>& connections) {
    const model::Account& account = estate_.accounts[a];
    const auto used = std::ranges::find_if(connections, [&](Index i) { return estate_.connections[i].account == a; });
    rules::FactFrame frame(estate_, estate_.connections[*used], options_);
    for (Slot s = rules::account_base; s < rules::connection_base; ++s)
      if (!rules::slot_info(s).definition->of_seen_account) stored(frame, s, {.kind = EditKind::account_fact, .account = a});
    for (const auto& entry : account.local_groups) {
      if (entry.host == model::none || !entry.groups) continue;
      for (const auto& g : *entry.groups)
        add_of_graph({.kind = EditKind::leave_group, .host = entry.host, .name = g, .account = a}, out_);
    }
  }

  void network() {
    std::set<model::LocationId> rules_seen, links_seen;
    for (const auto& link : estate_.links) {
      for (const auto& rule : link.rules) {
        if (rule.action != model::RuleAction::allow || rule.where == model::no_location || !rules_seen.insert(rule.where).second) continue;
        // What it closes is what opening the same ports would expose.
        const bool one_range = rule.ports.size() == 1;
        const auto opened = rules::weight_of({.kind = EditKind::open_ports, .ports = one_range ? rule.ports.front() : model::PortRange{1, 65535}});
        add({.kind = EditKind::close_rule, .where = rule.where}, safety_of(opened.exposure), removed_);
      }
      if (link.fallback == model::RuleAction::allow && link.where != model::no_location && links_seen.insert(link.where).second)
        add_of_graph({.kind = EditKind::close_link, .where = link.where}, out_);
    }
  }

  // Trusts that a domain of a forest brings by itself stand nowhere, and cannot be removed.
  void trusts() {
    for (const auto& t : estate_.trusts) {
      const auto* at = estate_.location(t.where);
      if (at != nullptr && at->pointer.starts_with("/trusts/")) add_of_graph({.kind = EditKind::drop_trust, .where = t.where}, removed_);
    }
  }

  const model::Estate& estate_;
  const rules::FrameOptions& options_;
  std::vector<CandidateEdit> out_, removed_;
};

}  // namespace

std::vector<CandidateEdit> tightenings(const model::Estate& estate, const std::vector<Index>& connections, const rules::FrameOptions& options) {
  Tightenings all(estate, options);
  all.of_connections(connections);
  return all.take();
}

}  // namespace wmireach::analyzer
