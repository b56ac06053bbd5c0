// SPDX-License-Identifier: Apache-2.0
#include "import/scenario_reader.hpp"

#include <algorithm>

#include "import/fact_reader.hpp"
#include "import/scenario_parts.hpp"
#include "import/sddl.hpp"
#include "rules/suggestion.hpp"

namespace wmireach::import {

namespace {

// `elements` are those of the estate, whose names are suggested as they are written.
template <class Element>
model::Index look_up(const Names& names, const std::vector<Element>& elements, const Cursor& c, std::string_view what) {
  const auto name = c.string();
  if (!name) return model::none;
  if (const auto found = names.find(model::folded(*name)); found != names.end()) return found->second;
  std::vector<std::string> known;
  for (const auto& [n, i] : names) known.push_back(n);
  std::sort(known.begin(), known.end());
  std::string near = rules::nearest(model::folded(*name), known);
  if (!near.empty())
    if (const auto& written = elements[names.at(near)].name; model::folded(written) == near) near = written;
  c.fail("there is no " + std::string(what) + " named '" + *name + "'", near.empty() ? "add it, or correct the name" : "did you mean '" + near + "'?");
  return model::none;
}

}  // namespace

model::LocationId ScenarioContext::place(const Cursor& c) {
  estate.locations.push_back({c.pointer(), c.line()});
  return static_cast<model::LocationId>(estate.locations.size() - 1);
}

std::string ScenarioContext::principal(const std::string& name_or_sid) const {
  const auto found = sids.find(model::folded(name_or_sid));
  return found != sids.end() ? found->second : principal_of_sid(name_or_sid);
}

model::Index ScenarioContext::host(const Cursor& c) const { return look_up(hosts, estate.hosts, c, "host"); }
model::Index ScenarioContext::zone(const Cursor& c) const { return look_up(zones, estate.zones, c, "zone"); }
model::Index ScenarioContext::domain(const Cursor& c) const { return look_up(domains, estate.domains, c, "domain"); }
model::Index ScenarioContext::account(const Cursor& c) const { return look_up(accounts, estate.accounts, c, "account"); }

model::Fact read_fact(ScenarioContext& context, const Cursor& c, const rules::Type& type, model::OriginKind kind) {
  const model::Origin origin{kind, context.place(c), {}};
  if (c.is_text("unknown")) return {false, 0, origin};
  const auto value = read_value(c, type);
  return {value.has_value(), value.value_or(0), origin};
}

std::optional<model::Estate> read_scenario(std::string_view text, const std::string& file, Diagnostics& diagnostics) {
  const auto json = parse_json(text, file, diagnostics);
  return json ? read_scenario(*json, file, diagnostics) : std::nullopt;
}

std::optional<model::Estate> read_scenario(const JsonNode& json, const std::string& file, Diagnostics& diagnostics) {
  const auto before = diagnostics.size();
  const Cursor root(json, file, diagnostics);
  model::Estate estate;
  ScenarioContext context{estate, {}, {}, {}, {}, {}, {}, {}};

  // Keys are handled in the order in which the parts need each other, whatever their order in the file.
  static constexpr std::string_view parts[] = {"domains", "trusts", "zones", "hosts:names", "links", "accounts:names", "groups:sids", "baselines", "hosts", "accounts", "groups", "connections", "require"};
  static constexpr void (*readers[])(ScenarioContext&, const Cursor&) = {read_domains, read_trusts, read_zones, register_hosts, read_links, register_accounts, register_group_sids, read_baselines, read_hosts, read_accounts, read_groups, read_connections, read_requirements};
  const auto later = [](const Cursor&) {};
  const bool is_object = root.object({
      {"format",
       [&](const Cursor& c) {
         if (const auto v = c.integer(); v && *v != 1) c.fail("format " + std::to_string(*v) + " is not known", "this program reads format 1");
       }},
      {"title", [&](const Cursor& c) { estate.title = c.string().value_or(""); }},
      {"story", [&](const Cursor& c) { estate.story = c.string().value_or(""); }},
      {"source", [&](const Cursor& c) { c.strings(); }},
      {"as_of", [&](const Cursor& c) { estate.as_of = read_fact(context, c, rules::types::date(), model::OriginKind::stated); }},
      {"domains", later}, {"trusts", later}, {"zones", later}, {"links", later}, {"baselines", later}, {"hosts", later},
      {"accounts", later}, {"groups", later}, {"connections", later}, {"require", later},
  });
  if (is_object && json.find("format") == nullptr) root.fail("the key 'format' is missing", "add \"format\": 1");
  if (is_object && json.find("hosts") == nullptr) root.fail("the key 'hosts' is missing", "a scenario has at least one host");
  for (std::size_t i = 0; i < std::size(parts); ++i) {
    const std::string_view key = parts[i].substr(0, parts[i].find(':'));
    for (const auto& member : json.members)
      if (member.key == key) {
        readers[i](context, root.child(member));
        break;
      }
  }
  if (diagnostics.size() != before) return std::nullopt;
  return estate;
}

}  // namespace wmireach::import
