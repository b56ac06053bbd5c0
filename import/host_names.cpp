// SPDX-License-Identifier: Apache-2.0
// The names of hosts, of single ones and of those that a pattern makes.
#include "import/scenario_parts.hpp"

namespace wmireach::import {
namespace {

// Which pattern makes the name, where one does.
std::string maker_hint(const ScenarioContext& context, const std::string& name) {
  for (const auto& [key, p] : context.patterns)
    if (p.makes(name)) return "'" + p.before + std::string(p.digits, '#') + p.after + "' makes this name too: rename a host, or lower the count";
  return "";
}

}  // namespace

void register_hosts(ScenarioContext& context, const Cursor& cursor) {
  const auto add = [&](const Cursor& c, const std::string& name, model::LocationId where) {
    const auto [first, is_new] = context.hosts.emplace(model::folded(name), static_cast<model::Index>(context.estate.hosts.size()));
    if (!is_new) return context.taken(c, "host", name, context.estate.hosts[first->second].where, maker_hint(context, name)), false;
    model::Host host;
    host.name = name;
    host.where = where;
    host.facts.resize(static_cast<std::size_t>(rules::HostFact::count));
    context.estate.hosts.push_back(std::move(host));
    return true;
  };
  if (context.hosts.empty()) {  // most scenarios are one file without patterns
    context.hosts.reserve(cursor.node().members.size());
    context.estate.hosts.reserve(cursor.node().members.size());
  }
  cursor.members([&](const Cursor& c) {
    const model::LocationId where = context.place(c);
    const auto pattern = read_pattern(c);
    if (!is_pattern(c.key())) return void(add(c, std::string(c.key()), where));
    if (!pattern) return;
    context.patterns.emplace(model::folded(c.key()), *pattern);
    for (std::size_t n = 1; n <= pattern->count; ++n)
      if (!add(c, pattern->name(n), where)) return;  // one clash tells it all
  });
}

void copy_first_host(ScenarioContext& context, const model::Host& first, const HostPattern& pattern) {
  for (std::size_t n = 2; n <= pattern.count; ++n) {
    const auto found = context.hosts.find(model::folded(pattern.name(n)));
    if (found == context.hosts.end()) return;  // behind a clash of names
    model::Host& host = context.estate.hosts[found->second];
    std::string name = std::move(host.name);
    host = first;
    host.name = std::move(name);
  }
}

}  // namespace wmireach::import
