// SPDX-License-Identifier: Apache-2.0
// Accounts and domain groups.
#include "import/scenario_parts.hpp"

namespace wmireach::import {
namespace {

constexpr std::string_view prefix = "account.";

// {"HOST": ["Administrators"], "*": [...]}, or a list that counts for every host. "unknown" for a host's groups.
std::vector<model::LocalGroups> read_local_groups(ScenarioContext& context, const Cursor& c) {
  std::vector<model::LocalGroups> out;
  if (c.is(JsonNode::Kind::array)) {
    out.push_back({model::none, c.strings(), context.place(c)});
    return out;
  }
  c.members([&](const Cursor& entry) {
    model::LocalGroups groups;
    groups.where = context.place(entry);
    if (entry.key() != "*") {
      const auto host = context.hosts.find(model::folded(entry.key()));
      if (host == context.hosts.end()) return context.no_host(entry, std::string(entry.key()), "name a host, or \"*\" for every one");
      groups.host = host->second;
    }
    if (!entry.is_text("unknown")) groups.groups = entry.strings();
    out.push_back(std::move(groups));
  });
  return out;
}

// Access lists may name an account or group by its SID.
void register_sid(ScenarioContext& context, const Cursor& c) {
  const JsonNode* sid = c.is(JsonNode::Kind::object) ? c.node().find("sid") : nullptr;
  if (sid == nullptr || sid->kind != JsonNode::Kind::string) return;
  const auto [other, first] = context.sids.emplace(model::folded(sid->text), std::string(c.key()));
  if (!first) c.fail("'" + other->second + "' has the same SID", "no two accounts or groups have one SID");
}

void check_sid(const Cursor& c) {
  const auto sid = c.string();
  if (sid && !sid->starts_with("S-1-")) c.fail("'" + *sid + "' is not a SID", "write it as S-1-5-21-...");
}

enum Kind : std::int64_t { local, domain, machine };

// The part before the backslash names the computer or the domain.
void find_owner(ScenarioContext& context, const Cursor& c, model::Account& a, const model::Fact& kind) {
  const auto slash = a.name.find('\\');
  if (slash == std::string::npos) return;
  const std::string owner = model::folded(a.name.substr(0, slash));
  const auto h = context.hosts.find(owner);
  const auto d = context.domains.find(owner);
  if (context.patterns.contains(owner)) return context.no_host(c, a.name.substr(0, slash), "");
  const bool both = h != context.hosts.end() && d != context.domains.end();
  if (both && !kind.known)
    return c.fail("'" + a.name.substr(0, slash) + "' is the name of a computer and of a domain", "say which: state \"kind\", \"host\" or \"domain\"");
  if (h != context.hosts.end() && !(both && kind.value != local)) a.host = h->second;
  else if (d != context.domains.end()) a.domain = d->second;
}

void read_account(ScenarioContext& context, const Cursor& c) {
  model::Account& a = context.estate.accounts[context.accounts.at(model::folded(c.key()))];
  a.facts.resize(static_cast<std::size_t>(rules::AccountFact::count));
  std::vector<Cursor::Reader> readers{
      {"host", [&](const Cursor& n) { a.host = context.host(n); }},
      {"domain", [&](const Cursor& n) { a.domain = context.domain(n); }},
      {"sid", check_sid},
      {"groups", [&](const Cursor& n) { a.local_groups = read_local_groups(context, n); }},
      {"member_of", [&](const Cursor& n) { a.domain_groups = n.strings(); }},
      {"same_password_as",
       [&](const Cursor& n) {
         const auto add = [&](const Cursor& name) {
           if (const auto i = context.account(name); i != model::none) a.same_password_as.push_back(i);
         };
         if (n.is(JsonNode::Kind::string)) add(n);
         else n.items(add);
       }},
  };
  const auto facts = rules::account_facts();
  for (std::size_t i = 0; i < facts.size(); ++i)
    if (facts[i].stored())
      readers.emplace_back(facts[i].name.substr(prefix.size()), [&context, &a, &facts, i](const Cursor& n) {
        a.facts[i] = read_fact(context, n, facts[i].type(), model::OriginKind::stated);
      });
  c.object(readers);

  model::Fact& kind = a.facts[static_cast<std::size_t>(rules::AccountFact::kind)];
  if (a.host == model::none && a.domain == model::none) find_owner(context, c, a, kind);
  if (!kind.present() && a.host != model::none) kind = {true, local, {model::OriginKind::stated, a.where, {}}};
  if (!kind.present() && a.domain != model::none) kind = {true, domain, {model::OriginKind::stated, a.where, {}}};
  if (!kind.known) return;
  if (kind.value == local && a.host == model::none) c.fail("a local account belongs to a host", "add \"host\", or name the account HOST\\name");
  if (kind.value == local && a.domain != model::none) c.fail("a local account has no domain", "remove \"domain\", or make the kind \"domain\"");
  if ((kind.value == domain || kind.value == machine) && a.domain == model::none)
    c.fail("a domain account belongs to a domain", "add \"domain\", or name the account DOMAIN\\name");
  const model::Fact& builtin = a.facts[static_cast<std::size_t>(rules::AccountFact::builtin_administrator)];
  if (kind.value != local && builtin.known && builtin.value == 1) c.fail("only a local account can be the built-in Administrator of a computer", "make the kind \"local\"");
}

}  // namespace

void register_accounts(ScenarioContext& context, const Cursor& cursor) {
  cursor.members([&](const Cursor& c) {
    const auto index = static_cast<model::Index>(context.estate.accounts.size());
    const auto [first, is_new] = context.accounts.emplace(model::folded(c.key()), index);
    if (!is_new) context.taken(c, "account", std::string(c.key()), context.estate.accounts[first->second].where);
    model::Account a;
    a.name = c.key();
    a.where = context.place(c);
    register_sid(context, c);
    context.estate.accounts.push_back(std::move(a));
  });
}

void register_group_sids(ScenarioContext& context, const Cursor& cursor) {
  if (!cursor.is(JsonNode::Kind::object)) return;
  for (const auto& member : cursor.node().members) register_sid(context, cursor.child(member));
}

void read_accounts(ScenarioContext& context, const Cursor& cursor) {
  for (const auto& member : cursor.node().members)
    if (cursor.is(JsonNode::Kind::object)) read_account(context, cursor.child(member));
}

void read_groups(ScenarioContext& context, const Cursor& cursor) {
  cursor.members([&](const Cursor& c) {
    model::Group g;
    g.name = c.key();
    g.where = context.place(c);
    c.object({{"sid", check_sid},
              {"member_of", [&](const Cursor& n) { g.member_of = n.strings(); }},
              {"groups", [&](const Cursor& n) { g.local_groups = read_local_groups(context, n); }}});
    if (const auto* first = context.estate.find_group(g.name)) context.taken(c, "group", g.name, first->where);
    context.estate.groups.push_back(std::move(g));
  });
}

}  // namespace wmireach::import
