// SPDX-License-Identifier: Apache-2.0
// Hosts and baselines. The keys of the settings come from the vocabulary.
#include <algorithm>
#include <memory>
#include <unordered_map>

#include "import/access_reader.hpp"
#include "import/choice.hpp"
#include "import/fact_reader.hpp"
#include "import/host_consistency.hpp"
#include "import/scenario_parts.hpp"
#include "import/sddl.hpp"
#include "rules/suggestion.hpp"

namespace wmireach::import {
namespace {

using model::OriginKind;
using rules::HostFact;

model::Fact& fact(model::Host& host, HostFact f) { return host.facts[static_cast<std::size_t>(f)]; }

// Reads hosts or baselines, one after another; `kind` says which of the two states the facts.
class HostReader {
 public:
  HostReader(ScenarioContext& context, OriginKind kind) : context_(context), kind_(kind), top_level_(top_level()) {}
  HostReader(const HostReader&) = delete;
  HostReader& operator=(const HostReader&) = delete;

  void read(const Cursor& c, model::Host& host) {
    host_ = &host;
    c.object(top_level_);
    if (c.node().find("member_of") != nullptr && c.node().find("workgroup") != nullptr)
      c.fail("a computer is in a domain or in a workgroup, not in both", "remove 'member_of' or 'workgroup'");
  }

 private:
  std::vector<Cursor::Reader> top_level() {
    auto readers = settings("");
    if (kind_ == OriginKind::stated) readers.emplace_back("count", [](const Cursor&) {});  // see read_pattern
    readers.emplace_back("baseline", [this](const Cursor& n) { check_baseline(n); });  // already applied
    readers.emplace_back("member_of", [this](const Cursor& n) { join(n); });
    readers.emplace_back("workgroup", [this](const Cursor& n) { leave_domain(n); });
    readers.emplace_back("zone", [this](const Cursor& n) { host_->zone = n.is_text("unknown") ? model::none : context_.zone(n); });
    readers.emplace_back("addresses", [this](const Cursor& n) { read_addresses(n); });
    readers.emplace_back("user_rights", [this](const Cursor& n) { read_user_rights(n); });
    readers.emplace_back("local_groups", [this](const Cursor& n) { n.members([this](const Cursor& e) { read_local_group(e); }); });
    readers.emplace_back("namespaces", [this](const Cursor& n) { n.members([this](const Cursor& e) { read_namespace(e); }); });
    readers.emplace_back("allowed_to_authenticate", [this](const Cursor& n) {
      host_->allowed_to_authenticate = n.is_text("unknown") ? std::nullopt : std::optional(n.strings());
    });
    return readers;
  }

  void check_baseline(const Cursor& c) const {
    const auto name = c.string();
    if (!name || context_.baselines.contains(*name) || context_.baseline_names.contains(*name)) return;
    std::vector<std::string> known;
    for (const auto& [n, b] : context_.baselines) known.push_back(n);
    const std::string hint = rules::did_you_mean(*name, known);
    c.fail("there is no baseline named '" + *name + "'", hint.empty() ? "add it to 'baselines', or correct the name" : hint);
  }

  // Readers for the vocabulary's settings below a group such as "uac"; the top level has the group "".
  std::vector<Cursor::Reader> settings(std::string_view group) {
    std::vector<Cursor::Reader> readers;
    const auto facts = rules::host_facts();
    for (std::size_t i = 0; i < facts.size(); ++i) {
      if (!facts[i].stored()) continue;
      const std::string_view name = facts[i].name;
      const auto dot = name.find('.');
      if (group.empty() && dot != std::string_view::npos) {
        const std::string_view outer = name.substr(0, dot);
        if (std::ranges::find(readers, outer, &Cursor::Reader::first) == readers.end())
          readers.emplace_back(outer, [this, inner = std::make_shared<std::vector<Cursor::Reader>>(settings(outer))](const Cursor& n) { n.object(*inner); });
      } else if (group.empty() && static_cast<HostFact>(i) != HostFact::membership) {
        readers.emplace_back(name, reader_of(i));
      } else if (dot != std::string_view::npos && name.substr(0, dot) == group && name.find('.', dot + 1) == std::string_view::npos) {
        readers.emplace_back(name.substr(dot + 1), reader_of(i));
      }
    }
    if (group == "windows_firewall") {
      readers.emplace_back("rules", [this](const Cursor& n) { n.items([this](const Cursor& r) { read_firewall_rule(r); }); });
      readers.emplace_back("profiles", [this](const Cursor& n) { read_profiles(n); });
    }
    if (group == "dcom") {
      readers.emplace_back("launch", [this](const Cursor& n) { read_limits(n, DcomList::launch); });
      readers.emplace_back("access", [this](const Cursor& n) { read_limits(n, DcomList::access); });
      readers.emplace_back("application", [this](const Cursor& n) { read_application(n); });
    }
    return readers;
  }

  std::function<void(const Cursor&)> reader_of(std::size_t index) {
    return [this, index](const Cursor& n) { host_->facts[index] = read_fact(context_, n, rules::host_facts()[index].type(), kind_); };
  }

  void join(const Cursor& c) {
    host_->workgroup.clear();
    host_->domain = model::none;
    const model::Origin origin{kind_, context_.place(c), {}};
    if (c.is_text("unknown")) {
      fact(*host_, HostFact::membership) = {false, 0, origin};
      return;
    }
    host_->domain = context_.domain(c);
    fact(*host_, HostFact::membership) = {true, 1, origin};
  }

  void leave_domain(const Cursor& c) {
    host_->domain = model::none;
    host_->workgroup = c.is_text("unknown") ? "" : c.string().value_or("");
    fact(*host_, HostFact::membership) = {true, 0, {kind_, context_.place(c), {}}};
  }

  // An address says which IP versions are in use, unless the host states them itself.
  void read_addresses(const Cursor& c) {
    if (!c.expect(JsonNode::Kind::array)) return;
    host_->addresses = c.strings();
    bool v4 = false, v6 = false;
    for (const auto& address : host_->addresses) {
      const bool six = address.find(':') != std::string::npos;
      if (address.empty() || address.find_first_not_of(six ? "0123456789abcdefABCDEF:./" : "0123456789./") != std::string::npos)
        c.fail("'" + address + "' is not an IP address", "write 192.0.2.10 or 2001:db8::10, with /prefix if it is known");
      (six ? v6 : v4) = true;
    }
    const model::Origin origin{kind_, context_.place(c), {}};
    if (follows_addresses(HostFact::ipv4)) fact(*host_, HostFact::ipv4) = {true, v4 ? 1 : 0, origin};
    if (follows_addresses(HostFact::ipv6)) fact(*host_, HostFact::ipv6) = {true, v6 ? 1 : 0, origin};
  }

  // Nothing is stated yet, or it came from the addresses of a baseline.
  bool follows_addresses(HostFact f) {
    const model::Fact& x = host_->facts.at(static_cast<std::size_t>(f));
    const auto* where = context_.estate.location(x.origin.where);
    return !x.present() || (where != nullptr && where->pointer.ends_with("/addresses"));
  }

  // What stands here replaces that principal's default rights; a security descriptor replaces all of them.
  void read_limits(const Cursor& c, DcomList list) {
    auto& grants = list == DcomList::launch ? host_->launch_grants : host_->access_grants;
    const std::string_view prefix = list == DcomList::launch ? "dcom.launch." : "dcom.access.";
    if (c.is(JsonNode::Kind::string)) return read_limits_sddl(c, list, prefix, grants);
    c.members([&](const Cursor& entry) {
      const std::string name = context_.principal(std::string(entry.key()));
      const auto known = well_known(prefix, name);
      std::erase_if(grants, [&](const auto& g) { return model::folded(g.principal) == model::folded(name); });  // a baseline's entry
      if (known && !entry.is(JsonNode::Kind::object)) return reader_of(*known)(entry);
      std::vector<model::Grant> stated;
      read_dcom_entry(context_, entry, stated);
      for (auto& g : stated) {
        if (known && !g.deny) host_->facts[*known] = {true, g.rights, {kind_, g.where, {}}};
        else grants.push_back(std::move(g));
      }
    });
  }

  void read_limits_sddl(const Cursor& c, DcomList list, std::string_view prefix, std::vector<model::Grant>& grants) {
    grants.clear();
    const model::Origin origin{kind_, context_.place(c), {}};
    const auto facts = rules::host_facts();
    for (std::size_t i = 0; i < facts.size(); ++i)
      if (facts[i].name.starts_with(prefix)) host_->facts[i] = {true, 0, origin};
    for (auto& g : read_dcom_sddl(context_, c, list)) {
      const auto known = well_known(prefix, g.principal);
      if (known && !g.deny) host_->facts[*known].value |= g.rights;
      else grants.push_back(std::move(g));
    }
  }

  // The fact that holds the rights of a principal, where the vocabulary has one.
  static std::optional<std::size_t> well_known(std::string_view prefix, std::string_view principal) {
    std::string name(prefix);
    for (const char ch : model::folded(principal)) name += ch == ' ' ? '_' : ch;
    if (name == "dcom.access.anonymous_logon") name = "dcom.access.anonymous";
    const auto facts = rules::host_facts();
    const auto found = std::ranges::find(facts, name, &rules::FactDefinition::name);
    return found == facts.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - facts.begin()));
  }

  // The WMI application's own lists under DCOM Config.
  void read_application(const Cursor& c) {
    using Grants = model::Stated<std::vector<model::Grant>>;
    const auto into = [this](Grants& grants, DcomList list) {
      return [this, &grants, list](const Cursor& n) {
        grants = {n.is_text("unknown") ? Grants::State::unknown : Grants::State::known, {}};
        if (n.is_text("unknown")) return;
        if (n.is(JsonNode::Kind::string)) grants.value = read_dcom_sddl(context_, n, list);
        else n.members([&](const Cursor& entry) { read_dcom_entry(context_, entry, grants.value); });
      };
    };
    c.object({{"launch", into(host_->application_launch, DcomList::launch)}, {"access", into(host_->application_access, DcomList::access)}});
  }

  void read_user_rights(const Cursor& c) {
    using Holders = model::Stated<std::vector<std::string>>;
    const auto into = [this](Holders& holders) {
      return [this, &holders](const Cursor& n) {
        holders = {n.is_text("unknown") ? Holders::State::unknown : Holders::State::known, {}};
        if (n.is_text("unknown")) return;
        for (const auto& name : n.strings()) holders.value.push_back(context_.principal(name));
      };
    };
    c.object({{"network_logon", into(host_->network_logon)}, {"deny_network_logon", into(host_->deny_network_logon)}});
  }

  void read_local_group(const Cursor& c) {
    model::LocalGroupMembers g;
    g.group = principal_of_sid(c.key());
    g.where = context_.place(c);
    if (!c.is_text("unknown")) {
      g.members.emplace();
      for (const auto& name : c.strings()) g.members->push_back(context_.principal(name));
    }
    const std::string name = model::folded(g.group);
    std::erase_if(host_->local_groups, [&](const auto& other) { return model::folded(other.group) == name; });  // a baseline's list
    host_->local_groups.push_back(std::move(g));
  }

  void read_profiles(const Cursor& c) {
    c.members([&](const Cursor& profile) {
      const auto index = rules::parse_value(rules::types::firewall_profile(), profile.key());
      if (!index) return profile.fail("'" + std::string(profile.key()) + "' is not a firewall profile", "known: domain, private, public");
      std::vector<Cursor::Reader> readers;
      const auto facts = rules::host_facts();
      constexpr std::string_view group = "windows_firewall.";
      for (std::size_t i = 0; i < facts.size(); ++i) {
        const auto f = static_cast<HostFact>(i);
        if (!facts[i].stored() || !facts[i].name.starts_with(group) || f == HostFact::firewall_component || f == HostFact::firewall_active_profile) continue;
        readers.emplace_back(facts[i].name.substr(group.size()), [this, i, index](const Cursor& n) {
          host_->profile_facts.push_back({*index, static_cast<std::uint16_t>(i), read_fact(context_, n, rules::host_facts()[i].type(), kind_)});
        });
      }
      profile.object(readers);
    });
  }

  void read_firewall_rule(const Cursor& c) {
    model::HostFirewallRule rule;
    rule.where = context_.place(c);
    c.object({
        {"name", [&](const Cursor& n) { rule.name = n.string().value_or(""); }},
        {"action",
         [&](const Cursor& n) {
           rule.action = choose<model::RuleAction>(n, {{"allow", model::RuleAction::allow}, {"block", model::RuleAction::block}}).value_or(rule.action);
         }},
        {"direction",
         [&](const Cursor& n) {
           rule.direction = choose<model::RuleDirection>(n, {{"in", model::RuleDirection::in}, {"out", model::RuleDirection::out}}).value_or(rule.direction);
         }},
        {"ports", [&](const Cursor& n) { rule.ports = read_ports(n); }},
        {"peers", [&](const Cursor& n) { n.items([&](const Cursor& h) { add(context_.host(h), rule.peers); }); }},
        {"peer_zones", [&](const Cursor& n) { n.items([&](const Cursor& z) { add(context_.zone(z), rule.peer_zones); }); }},
    });
    host_->firewall_rules.push_back(std::move(rule));
  }

  static void add(model::Index i, std::vector<model::Index>& into) {
    if (i != model::none) into.push_back(i);
  }

  void read_namespace(const Cursor& c) {
    model::Namespace n;
    n.name = c.key();
    std::ranges::replace(n.name, '/', '\\');
    n.where = context_.place(c);
    n.exists = {true, 1, {kind_, n.where, {}}};  // whoever lists a namespace says that it is there
    c.object({
        {"exists", [&](const Cursor& f) { n.exists = read_fact(context_, f, rules::types::boolean(), kind_); }},
        {"requires_encryption", [&](const Cursor& f) { n.requires_encryption = read_fact(context_, f, rules::types::boolean(), kind_); }},
        {"rights", [&](const Cursor& f) { read_namespace_rights(context_, f, n); }},
    });
    const std::string name = model::folded(n.name);
    std::erase_if(host_->namespaces, [&](const auto& other) { return model::folded(other.name) == name; });  // a baseline's entry
    host_->namespaces.push_back(std::move(n));
  }

  ScenarioContext& context_;
  model::Host* host_ = nullptr;  // the one that is being read
  OriginKind kind_;
  std::vector<Cursor::Reader> top_level_;
};

model::Host blank_host(std::string_view name) {
  model::Host h;
  h.name = name;
  h.facts.resize(static_cast<std::size_t>(HostFact::count));
  return h;
}

// Starts from the baseline that `c` names, if it names one.
model::Host start_from(const ScenarioContext& context, const Cursor& c, std::string_view name) {
  model::Host host = blank_host(name);
  const JsonNode* base = c.is(JsonNode::Kind::object) ? c.node().find("baseline") : nullptr;
  if (base == nullptr || base->kind != JsonNode::Kind::string) return host;
  if (const auto found = context.baselines.find(base->text); found != context.baselines.end()) {
    host = found->second.host;
    host.name = name;
    host.baseline = base->text;
  }
  return host;
}

// Reads every baseline once, those that it starts from first. A chain may be of any length, and lead from file to file.
class BaselineReader {
 public:
  BaselineReader(ScenarioContext& context, const std::vector<Section>& sections) : context_(context), reader_(context, OriginKind::baseline) {
    for (const auto& s : sections)
      for (const auto& m : s.cursor.node().members) members_.emplace(m.key, Member{&m, &s});
  }

  void read(std::string_view name) {
    std::vector<const Member*> chain;
    for (const Member* m = &members_.at(name); m != nullptr && !context_.baselines.contains(m->json->key); m = parent(*m)) {
      if (std::ranges::find(chain, m) != chain.end()) {
        report_circle(chain, *m);
        break;
      }
      chain.push_back(m);
    }
    for (auto at = chain.rbegin(); at != chain.rend(); ++at) {
      const auto* m = *at;
      context_.file = m->section->file;
      const Cursor c = m->section->cursor.child(*m->json);
      model::Host host = start_from(context_, c, m->json->key);
      reader_.read(c, host);
      host.facts.share();
      context_.baselines[m->json->key].host = std::move(host);
    }
  }

 private:
  struct Member {
    const JsonMember* json;
    const Section* section;
  };

  const Member* parent(const Member& member) const {
    const JsonNode* base = member.json->value.find("baseline");
    if (base == nullptr || base->kind != JsonNode::Kind::string) return nullptr;
    const auto found = members_.find(base->text);
    return found == members_.end() ? nullptr : &found->second;
  }

  static void report_circle(const std::vector<const Member*>& chain, const Member& again) {
    constexpr std::size_t shown = 12;
    const auto start = std::ranges::find(chain, &again);
    std::string circle;
    for (auto m = start; m != chain.end() && static_cast<std::size_t>(m - start) < shown; ++m) circle += (*m)->json->key + " -> ";
    if (static_cast<std::size_t>(chain.end() - start) > shown) circle += "... -> ";
    chain.back()->section->cursor.child(*chain.back()->json).fail("baselines refer to each other in a circle: " + circle + again.json->key, "remove one of these 'baseline' keys");
  }

  ScenarioContext& context_;
  HostReader reader_;
  std::unordered_map<std::string_view, Member> members_;  // a name that stands twice is reported elsewhere
};

}  // namespace

void read_baselines(ScenarioContext& context, const std::vector<Section>& sections) {
  std::unordered_map<std::string_view, model::LocationId> first;
  for (const auto& s : sections) {
    context.file = s.file;
    s.cursor.members([&](const Cursor& c) {
      const auto [other, is_new] = first.emplace(c.key(), context.place(c));
      if (!is_new) context.taken(c, "baseline", std::string(c.key()), other->second);
      context.baseline_names.insert(std::string(c.key()));
    });
  }
  BaselineReader reader(context, sections);
  for (const auto& s : sections)
    for (const auto& member : s.cursor.node().members) reader.read(member.key);
}

void read_hosts(ScenarioContext& context, const Cursor& cursor) {
  if (!cursor.is(JsonNode::Kind::object)) return;
  HostReader reader(context, OriginKind::stated);
  for (const auto& member : cursor.node().members) {
    const Cursor c = cursor.child(member);
    const std::string name = model::folded(member.key);
    const auto found = context.patterns.find(name);
    const HostPattern* pattern = found == context.patterns.end() ? nullptr : &found->second;
    const auto index = context.hosts.find(pattern != nullptr ? model::folded(pattern->name(1)) : name);
    const bool registered = index != context.hosts.end();  // not so a pattern with a mistake
    model::Host host = start_from(context, c, registered ? context.estate.hosts[index->second].name : member.key);
    if (registered) host.where = context.estate.hosts[index->second].where;
    reader.read(c, host);
    check_consistency(c, host);
    if (pattern != nullptr) copy_first_host(context, host, *pattern);
    if (registered) context.estate.hosts[index->second] = std::move(host);
  }
}

}  // namespace wmireach::import
