// SPDX-License-Identifier: Apache-2.0
// Domains, forests and trusts; zones and the links between them.
#include <charconv>

#include "import/choice.hpp"
#include "import/fact_reader.hpp"
#include "import/scenario_parts.hpp"

namespace wmireach::import {
namespace {

std::optional<std::uint16_t> port_number(std::string_view text) {
  unsigned n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc{} || end != text.data() + text.size() || n < 1 || n > 65535) return std::nullopt;
  return static_cast<std::uint16_t>(n);
}

std::optional<model::PortRange> port_range(std::string_view text) {
  const auto hyphen = text.find('-');
  const auto first = port_number(text.substr(0, hyphen));
  const auto last = hyphen == std::string_view::npos ? first : port_number(text.substr(hyphen + 1));
  if (!first || !last || *first > *last) return std::nullopt;
  return model::PortRange{*first, *last};
}

// true, false or "unknown"; a mistake is reported and reads as unknown.
model::Truth read_truth(const Cursor& c) {
  if (c.is_text("unknown")) return model::Truth::Unknown;
  const auto b = c.boolean();
  return b ? model::truth(*b) : model::Truth::Unknown;
}

// Where the domain stands that has the name already. The two names of one domain may be the same only in different cases.
model::LocationId first_place(const ScenarioContext& context, const std::string& name, model::Index here) {
  const model::Index first = context.domains.at(model::folded(name));
  return first < here ? context.estate.domains[first].where : model::no_location;
}

}  // namespace

std::vector<model::PortRange> read_ports(const Cursor& c) {
  std::vector<model::PortRange> ports;
  if (c.is_text("any")) return ports;
  const auto read = [&](const Cursor& item) {
    if (item.is(JsonNode::Kind::integer)) {
      if (const auto n = port_number(std::to_string(item.node().integer))) return ports.push_back({*n, *n});
    } else if (const auto text = item.string()) {
      if (const auto range = port_range(*text)) return ports.push_back(*range);
    } else {
      return;
    }
    item.fail("this is not a port or a range of ports", "write 135, \"135\", \"49152-65535\" or \"any\"; ports go from 1 to 65535");
  };
  if (c.is(JsonNode::Kind::array)) {
    c.items(read);
    if (c.node().items.empty()) c.fail("no ports are named", "write \"any\" for every port");
  } else {
    read(c);
  }
  return ports;
}

void read_domains(ScenarioContext& context, const Cursor& cursor) {
  cursor.members([&](const Cursor& c) {
    model::Domain d{std::string(c.key()), {}, {}, context.place(c)};
    c.object({{"netbios", [&](const Cursor& t) { d.netbios = t.string().value_or(""); }},
              {"forest", [&](const Cursor& t) { d.forest = model::folded(t.string().value_or("")); }}});
    const auto index = static_cast<model::Index>(context.estate.domains.size());
    for (const auto& name : {d.name, model::folded(d.netbios) == model::folded(d.name) ? std::string() : d.netbios})
      if (!name.empty() && !context.domains.emplace(model::folded(name), index).second)
        context.taken(c, "domain", name, first_place(context, name, index));
    context.estate.domains.push_back(std::move(d));
  });
}

// Every domain of a forest trusts every other: a two-way transitive trust between each and the first one read.
void add_forest_trusts(ScenarioContext& context) {
  model::Estate& e = context.estate;
  std::map<std::string, model::Index> roots;
  for (model::Index i = 0; i < e.domains.size(); ++i) {
    if (e.domains[i].forest.empty()) continue;
    const auto [root, first] = roots.emplace(e.domains[i].forest, i);
    if (!first)
      e.trusts.push_back({root->second, i, model::TrustKind::parent_child, model::TrustDirection::two_way, true, model::Truth::False, model::Truth::False, e.domains[i].where});
  }
}

void read_trusts(ScenarioContext& context, const Cursor& cursor) {
  cursor.items([&](const Cursor& c) {
    model::Trust t;
    t.where = context.place(c);
    std::optional<bool> transitive;
    bool filtering_stated = false;
    c.object({
        {"trusting", [&](const Cursor& n) { t.trusting = context.domain(n); }},
        {"trusted", [&](const Cursor& n) { t.trusted = context.domain(n); }},
        {"kind",
         [&](const Cursor& n) {
           using enum model::TrustKind;
           t.kind = choose<model::TrustKind>(n, {{"parent-child", parent_child}, {"forest", forest}, {"external", external}, {"shortcut", shortcut}, {"realm", realm}}).value_or(external);
         }},
        {"direction",
         [&](const Cursor& n) {
           using enum model::TrustDirection;
           t.direction = choose<model::TrustDirection>(n, {{"one-way", one_way}, {"two-way", two_way}}).value_or(one_way);
         }},
        {"transitive", [&](const Cursor& n) { transitive = n.boolean(); }},
        {"selective_authentication", [&](const Cursor& n) { t.selective_authentication = read_truth(n); }},
        {"sid_filtering",
         [&](const Cursor& n) {
           filtering_stated = true;
           t.filters_sids = read_truth(n);
         }},
    });
    // SID filtering is on for external and forest trusts unless it was turned off (B-AUTH-23).
    if (!filtering_stated) t.filters_sids = model::truth(t.kind == model::TrustKind::external || t.kind == model::TrustKind::forest);
    for (const auto key : {"trusting", "trusted"})
      if (c.is(JsonNode::Kind::object) && c.node().find(key) == nullptr)
        c.fail("the key '" + std::string(key) + "' is missing", "the trusting domain accepts accounts of the trusted one");
    if (t.trusting == model::none || t.trusted == model::none) return;
    if (t.trusting == t.trusted) return c.fail("a domain needs no trust with itself", "name two domains");
    t.transitive = transitive.value_or(t.kind != model::TrustKind::external && t.kind != model::TrustKind::realm);
    context.estate.trusts.push_back(t);
  });
}

void read_zones(ScenarioContext& context, const Cursor& cursor) {
  cursor.members([&](const Cursor& c) {
    c.object({});
    const auto index = static_cast<model::Index>(context.estate.zones.size());
    const auto [first, is_new] = context.zones.emplace(model::folded(c.key()), index);
    if (!is_new) context.taken(c, "zone", std::string(c.key()), context.estate.zones[first->second].where);
    context.estate.zones.push_back({std::string(c.key()), context.place(c)});
  });
}

namespace {

// One rule of a link. UDP rules are read and dropped: WMI uses TCP only.
void read_link_rule(ScenarioContext& context, const Cursor& c, model::RuleAction action, std::vector<model::LinkRule>& rules) {
  model::LinkRule rule;
  rule.action = action;
  rule.where = context.place(c);
  bool udp = false;
  const auto hosts = [&context](std::vector<model::Index>& into) {
    return [&context, &into](const Cursor& list) {
      const auto add = [&](const Cursor& name) {
        if (const auto h = context.host(name); h != model::none) into.push_back(h);
      };
      if (list.is(JsonNode::Kind::string)) add(list);
      else list.items(add);
    };
  };
  c.object({
      {"action",
       [&](const Cursor& n) {
         rule.action = choose<model::RuleAction>(n, {{"allow", model::RuleAction::allow}, {"block", model::RuleAction::block}}).value_or(action);
       }},
      {"protocol", [&](const Cursor& n) { udp = choose<bool>(n, {{"tcp", false}, {"any", false}, {"udp", true}}).value_or(false); }},
      {"ports", [&](const Cursor& n) { rule.ports = read_ports(n); }},
      {"from_hosts", hosts(rule.from)},
      {"to_hosts", hosts(rule.to)},
  });
  if (!udp) rules.push_back(std::move(rule));
}

}  // namespace

void read_links(ScenarioContext& context, const Cursor& cursor) {
  cursor.items([&](const Cursor& c) {
    model::Link link;
    link.where = context.place(c);
    std::optional<model::RuleAction> fallback;
    bool both_ways = false;
    std::vector<model::LinkRule> allow;
    c.object({
        {"from", [&](const Cursor& n) { link.from = context.zone(n); }},
        {"to", [&](const Cursor& n) { link.to = context.zone(n); }},
        {"rules", [&](const Cursor& n) { n.items([&](const Cursor& r) { read_link_rule(context, r, model::RuleAction::allow, link.rules); }); }},
        {"allow", [&](const Cursor& n) { n.items([&](const Cursor& r) { read_link_rule(context, r, model::RuleAction::allow, allow); }); }},
        {"default",
         [&](const Cursor& n) {
           fallback = choose<model::RuleAction>(n, {{"allow", model::RuleAction::allow}, {"block", model::RuleAction::block}});
         }},
        {"nat", [&](const Cursor& n) { link.nat = n.boolean().value_or(false); }},
        {"both_ways", [&](const Cursor& n) { both_ways = n.boolean().value_or(false); }},
    });
    for (const auto key : {"from", "to"})
      if (c.is(JsonNode::Kind::object) && c.node().find(key) == nullptr) c.fail("the key '" + std::string(key) + "' is missing", "name the zone");
    // A link that says nothing about ports is an open one.
    const bool has_rules = c.node().find("rules") != nullptr || c.node().find("allow") != nullptr;
    link.fallback = fallback.value_or(has_rules ? model::RuleAction::block : model::RuleAction::allow);
    link.rules.insert(link.rules.end(), allow.begin(), allow.end());
    if (link.from == model::none || link.to == model::none) return;
    if (both_ways) {
      model::Link back = link;
      std::swap(back.from, back.to);
      for (auto& r : back.rules) std::swap(r.from, r.to);
      context.estate.links.push_back(std::move(back));
    }
    context.estate.links.push_back(std::move(link));
  });
}

}  // namespace wmireach::import
