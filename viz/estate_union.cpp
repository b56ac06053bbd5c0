// SPDX-License-Identifier: Apache-2.0
#include "viz/estate_union.hpp"

#include <algorithm>
#include <map>

#include "model/same_statement.hpp"
#include "rules/vocabulary.hpp"
#include "viz/host_label.hpp"
#include "viz/trust_line.hpp"

namespace wmireach::viz {
namespace {

using model::Estate;
using model::Index;

// `key` names an element of an estate; a second one of the same key is told apart by its number.
template <class List, class Key>
std::vector<Both> paired(const List& before, const List& after, Key key) {
  std::vector<Both> all;
  std::map<std::pair<std::string, int>, std::size_t> known;
  std::map<std::string, int> seen;
  for (Index i = 0; i < before.size(); ++i) {
    const std::string name = key(true, before[i]);
    known.emplace(std::pair(name, seen[name]++), all.size());
    all.push_back({.before = i, .presence = Presence::removed});
  }
  seen.clear();
  for (Index i = 0; i < after.size(); ++i) {
    const std::string name = key(false, after[i]);
    const auto found = known.find({name, seen[name]++});
    if (found == known.end()) {
      all.push_back({.after = i, .presence = Presence::added});
    } else {
      all[found->second].after = i;
      all[found->second].presence = Presence::same;
    }
  }
  return all;
}

std::string value_text(const rules::FactDefinition& definition, const model::Fact& f) {
  return f.known ? rules::write_value(definition.type(), f.value) : f.present() ? "unknown" : "not stated";
}

class HostComparison {
 public:
  HostComparison(const Estate& before, const Estate& after) : before_(before), after_(after) {}

  void compare(Both& b) const {
    const auto &was = before_.hosts[b.before], &is = after_.hosts[b.after];
    if (same_statement(moved(was), is)) return;
    b.presence = Presence::changed;
    for (std::size_t f = 0; f < was.facts.size() && f < is.facts.size(); ++f) {
      if (same_statement(was.facts[f], is.facts[f])) continue;
      const auto& definition = *rules::slot_info(rules::slot(rules::Role::target, static_cast<rules::HostFact>(f))).definition;
      b.differences.push_back(std::string(definition.name) + ": " + value_text(definition, was.facts[f]) + " \u2192 " + value_text(definition, is.facts[f]));
    }
    const Lines old = host_tooltip(before_, was), now = host_tooltip(after_, is);
    if (old.back() != now.back()) b.differences.push_back("was in " + old.back());
    const std::string from = zone_name(before_, was.zone), to = zone_name(after_, is.zone);
    if (from != to && !before_.zones.empty()) b.differences.push_back("was in " + from);
  }

 private:
  // The host with its references as the other estate counts them.
  model::Host moved(model::Host h) const {
    const auto domain = [&](Index i) { return i == model::none ? i : after_.find_domain(before_.domains[i].name); };
    const auto zone = [&](Index i) { return i == model::none ? i : after_.find_zone(before_.zones[i].name); };
    h.domain = domain(h.domain);
    h.zone = zone(h.zone);
    for (auto& rule : h.firewall_rules) {
      for (auto& peer : rule.peers) peer = after_.find_host(before_.hosts[peer].name);
      for (auto& z : rule.peer_zones) z = zone(z);
    }
    return h;
  }

  const Estate &before_, &after_;
};

}  // namespace

EstateUnion united(const Estate& before, const Estate& after) {
  const auto by_name = [](bool, const auto& element) { return model::folded(element.name); };
  const auto estate = [&](bool first) -> const Estate& { return first ? before : after; };
  EstateUnion u;
  u.zones = paired(before.zones, after.zones, by_name);
  u.domains = paired(before.domains, after.domains, by_name);
  u.hosts = paired(before.hosts, after.hosts, by_name);
  u.connections = paired(before.connections, after.connections, [](bool, const auto& c) { return model::folded(c.id); });
  u.trusts = paired(before.trusts, after.trusts, [&](bool first, const auto& t) {
    return model::folded(estate(first).domains[t.trusting].name) + "\n" + model::folded(estate(first).domains[t.trusted].name);
  });
  const HostComparison hosts(before, after);
  for (auto& h : u.hosts)
    if (h.presence == Presence::same) hosts.compare(h);
  // A trust is changed where it is drawn otherwise.
  for (auto& t : u.trusts) {
    if (t.presence != Presence::same) continue;
    const auto was = trust_line(before, before.trusts[t.before]), is = trust_line(after, after.trusts[t.after]);
    if (!std::ranges::equal(was, is, [](const Attribute& a, const Attribute& b) { return a.lines == b.lines; })) t.presence = Presence::changed;
  }
  return u;
}

std::vector<Index> places(const std::vector<Both>& elements, Index Both::* side, std::size_t count) {
  std::vector<Index> at(count, model::none);
  for (Index i = 0; i < elements.size(); ++i)
    if (elements[i].*side != model::none) at[elements[i].*side] = i;
  return at;
}

}  // namespace wmireach::viz
