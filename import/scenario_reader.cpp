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
  estate.locations.push_back({c.pointer(), c.line(), file});
  if (const auto found_in = c.found_in(); !found_in.empty()) estate.found_in.emplace(static_cast<model::LocationId>(estate.locations.size() - 1), found_in);
  return static_cast<model::LocationId>(estate.locations.size() - 1);
}

void ScenarioContext::taken(const Cursor& c, const std::string& kind, const std::string& name, model::LocationId first, const std::string& hint) const {
  const auto* place = estate.location(first);
  if (place == nullptr || place->file == file) return c.fail("two " + kind + "s are named '" + name + "'", hint.empty() ? "names differ by more than upper and lower case" : hint);
  c.fail("two " + kind + "s are named '" + name + "', the other one in " + estate.files[place->file] + ", line " + std::to_string(place->line), hint.empty() ? "remove one of the two, or rename it" : hint);
}

void ScenarioContext::no_host(const Cursor& c, const std::string& name, const std::string& hint) const {
  const auto several = patterns.find(model::folded(name));
  if (several == patterns.end()) return c.fail("there is no host named '" + name + "'", hint);
  const HostPattern& p = several->second;
  c.fail("there is no host named '" + name + "': it stands for " + std::to_string(p.count) + " hosts, and one is wanted here",
         "name one of them, such as '" + p.name(1) + "'; where a selector may stand, { \"name\": \"" + p.before + "*" + p.after + "\" } names them all");
}

std::string ScenarioContext::principal(const std::string& name_or_sid) const {
  const auto found = sids.find(model::folded(name_or_sid));
  return found != sids.end() ? found->second : principal_of_sid(name_or_sid);
}

model::Index ScenarioContext::host(const Cursor& c) const {
  if (c.is(JsonNode::Kind::string) && patterns.contains(model::folded(c.node().text))) return no_host(c, c.node().text, ""), model::none;
  return look_up(hosts, estate.hosts, c, "host");
}
model::Index ScenarioContext::zone(const Cursor& c) const { return look_up(zones, estate.zones, c, "zone"); }
model::Index ScenarioContext::domain(const Cursor& c) const { return look_up(domains, estate.domains, c, "domain"); }
model::Index ScenarioContext::account(const Cursor& c) const { return look_up(accounts, estate.accounts, c, "account"); }

model::Fact read_fact(ScenarioContext& context, const Cursor& c, const rules::Type& type, model::OriginKind kind) {
  const bool observed = kind == model::OriginKind::stated && c.found_in().starts_with(model::observed_in);
  const model::Origin origin{observed ? model::OriginKind::observed : kind, context.place(c), {}};
  if (c.is_text("unknown")) return {false, 0, origin};
  const auto value = read_value(c, type);
  return {value.has_value(), value.value_or(0), origin};
}

namespace {

using PartReader = void (*)(ScenarioContext&, const Cursor&);

// Keys are handled in the order in which the parts need each other, whatever their order in the file. Baselines come with those
// of all files at once.
constexpr std::pair<std::string_view, PartReader> before_baselines[] = {
    {"domains", read_domains}, {"trusts", read_trusts}, {"zones", read_zones}, {"hosts", register_hosts},
    {"links", read_links}, {"accounts", register_accounts}, {"groups", register_group_sids}};
constexpr std::pair<std::string_view, PartReader> behind_baselines[] = {{"hosts", read_hosts}, {"accounts", read_accounts}, {"groups", read_groups}, {"connections", read_connections},
                                                                      {"require", read_requirements}};

class ScenarioReader {
 public:
  ScenarioReader(const std::vector<ScenarioText>& texts, Diagnostics& diagnostics) {
    roots_.reserve(texts.size());
    for (const auto& t : texts) {
      estate_.files.push_back(t.file);
      roots_.emplace_back(*t.json, t.file, diagnostics);
    }
  }

  model::Estate read() {
    for (context_.file = 0; context_.file < roots_.size(); ++context_.file) read_head(roots_[context_.file]);
    const auto has_hosts = [](const Cursor& root) { return root.node().find("hosts") != nullptr; };
    if (roots_.front().is(JsonNode::Kind::object) && std::ranges::none_of(roots_, has_hosts)) roots_.front().fail("the key 'hosts' is missing", "a scenario has at least one host");
    for (const auto& [key, reader] : before_baselines) {
      for (const auto& s : sections(key)) {
        context_.file = s.file;
        reader(context_, s.cursor);
      }
      if (key == "domains") add_forest_trusts(context_);
    }
    if (const auto all = sections("baselines"); !all.empty()) read_baselines(context_, all);
    for (const auto& [key, reader] : behind_baselines)
      for (const auto& s : sections(key)) {
        context_.file = s.file;
        reader(context_, s.cursor);
      }
    return std::move(estate_);
  }

 private:
  void read_head(const Cursor& root) {
    const bool is_main = context_.file == 0;
    const auto later = [](const Cursor&) {};
    const bool is_object = root.object({
        {"format",
         [&](const Cursor& c) {
           if (const auto v = c.integer(); v && *v != 1) c.fail("format " + std::to_string(*v) + " is not known", "this program reads format 1");
         }},
        {"title", [&](const Cursor& c) { (is_main ? estate_.title : unused_) = c.string().value_or(""); }},
        {"story", [&](const Cursor& c) { (is_main ? estate_.story : unused_) = c.string().value_or(""); }},
        {"source", [&](const Cursor& c) { c.strings(); }},
        {"as_of", [&](const Cursor& c) { read_date(c); }},
        {"include", [&](const Cursor& c) { c.strings(); }},  // whoever reads the files has followed it
        {"domains", later}, {"trusts", later}, {"zones", later}, {"links", later}, {"baselines", later}, {"hosts", later},
        {"accounts", later}, {"groups", later}, {"connections", later}, {"require", later},
    });
    if (is_main && is_object && root.node().find("format") == nullptr) root.fail("the key 'format' is missing", "add \"format\": 1");
  }

  void read_date(const Cursor& c) {
    if (const auto* first = estate_.location(estate_.as_of.origin.where))
      return c.fail("another date stands in " + estate_.files[first->file] + ", line " + std::to_string(first->line), "a scenario is about one date");
    estate_.as_of = read_fact(context_, c, rules::types::date(), model::OriginKind::stated);
  }

  // In the order of the files. A key that stands twice in one file is told elsewhere.
  std::vector<Section> sections(std::string_view key) const {
    std::vector<Section> found;
    for (std::uint32_t f = 0; f < roots_.size(); ++f) {
      const auto& members = roots_[f].node().members;
      const auto member = std::ranges::find(members, key, &JsonMember::key);
      if (member != members.end()) found.push_back({roots_[f].child(*member), f});
    }
    return found;
  }

  std::vector<Cursor> roots_;
  std::string unused_;  // the title and the story of an included file
  model::Estate estate_;
  ScenarioContext context_{.estate = estate_};
};

}  // namespace

std::optional<model::Estate> read_scenario(const std::vector<ScenarioText>& texts, Diagnostics& diagnostics) {
  const auto before = diagnostics.size();
  model::Estate estate = ScenarioReader(texts, diagnostics).read();
  if (diagnostics.size() != before) return std::nullopt;
  return estate;
}

std::optional<model::Estate> read_scenario(const JsonNode& json, const std::string& file, Diagnostics& diagnostics) { return read_scenario({{file, &json}}, diagnostics); }

std::optional<model::Estate> read_scenario(std::string_view text, const std::string& file, Diagnostics& diagnostics) {
  const auto json = parse_json(text, file, diagnostics);
  return json ? read_scenario(*json, file, diagnostics) : std::nullopt;
}

}  // namespace wmireach::import
