// SPDX-License-Identifier: Apache-2.0
#include "exports/principals.hpp"

#include <algorithm>
#include <deque>

#include "exports/settings.hpp"
#include "exports/sid.hpp"
#include "import/json_writer.hpp"
#include "import/sddl.hpp"
#include "model/estate.hpp"

namespace wmireach::exports {
namespace {

using import::JsonNode;
using model::folded;

constexpr std::uint32_t administrator_rid = 500, domain_users = 513, domain_guests = 514, domain_computers = 515, protected_users_rid = 525;

bool is_builtin(const std::string& sid) { return sid.starts_with("S-1-5-32-"); }

bool has_everybody(const std::string& sid) {
  const auto rid = rid_of(sid);
  return rid && sid.starts_with("S-1-5-21-") && (*rid == domain_users || *rid == domain_guests || *rid == domain_computers);
}

}  // namespace

Principals::Principals(const Survey& survey, const std::vector<Machine>& machines) : survey_(survey) {
  for (const auto& m : machines)
    for (const auto i : m.records) {
      const Computer& c = survey.computers[i];
      if (!c.dns_name.empty()) hosts_.emplace(folded(c.dns_name), m.name);
      if (!c.netbios_name.empty()) hosts_.emplace(folded(c.netbios_name), m.name);
    }
  for (std::size_t i = 0; i < survey.principals.size(); ++i) {
    const Principal& p = survey.principals[i];
    if (!p.in_use || is_builtin(p.sid)) continue;  // a built-in group is one of the domain controllers
    by_sid_.emplace(p.sid, i);
    for (const auto& member : p.members) groups_by_member_[member].push_back(p.sid);
    if (!p.primary_group.empty()) groups_by_member_[p.sid].push_back(p.primary_group);
  }
  std::deque<std::string> open;
  for (const auto& p : survey.principals)
    if (p.kind == PrincipalKind::group && p.sid.starts_with("S-1-5-21-") && rid_of(p.sid) == protected_users_rid) {
      protected_domains_.insert(folded(p.domain));
      open.insert(open.end(), p.members.begin(), p.members.end());
    }
  for (; !open.empty(); open.pop_front()) {
    if (!protected_.insert(open.front()).second) continue;
    if (const Principal* p = find(open.front()); p != nullptr) open.insert(open.end(), p->members.begin(), p->members.end());
  }
}

const Principal* Principals::find(const std::string& sid) const {
  const auto found = by_sid_.find(sid);
  return found == by_sid_.end() ? nullptr : &survey_.principals[found->second];
}

std::string Principals::name_of(const std::string& sid) const {
  const Principal* p = find(sid);
  if (p == nullptr) return import::principal_of_sid(sid);
  if (!p->domain.empty()) return p->domain + "\\" + p->name;
  const auto host = hosts_.find(folded(p->host));
  return host == hosts_.end() ? sid : host->second + "\\" + p->name;
}

bool Principals::want_name(const std::string& name) {
  for (const auto& p : survey_.principals)
    if (p.in_use && folded(name_of(p.sid)) == folded(name)) return want(p.sid), true;
  return false;
}

void Principals::want_all() {
  for (const auto& p : survey_.principals)
    if (p.kind != PrincipalKind::computer) want(p.sid);
}

std::vector<std::string> Principals::groups_of(const Principal& p) const {
  std::vector<std::string> out;
  if (const auto found = groups_by_member_.find(p.sid); found != groups_by_member_.end())
    for (const auto& sid : found->second)
      if (const Principal* g = find(sid); g != nullptr && g->kind == PrincipalKind::group && std::ranges::find(out, sid) == out.end()) out.push_back(sid);
  std::ranges::sort(out, {}, [&](const std::string& sid) { return name_of(sid); });
  return out;
}

void Principals::spread() {
  std::deque<std::string> down(wanted_.begin(), wanted_.end());
  std::set<std::string> seen;
  for (; !down.empty(); down.pop_front()) {
    const Principal* p = find(down.front());
    if (p == nullptr || !seen.insert(p->sid).second) continue;
    wanted_.insert(p->sid);
    if (has_everybody(p->sid)) continue;
    for (const auto& member : p->members)
      if (const Principal* m = find(member); m != nullptr && m->kind != PrincipalKind::computer) down.push_back(member);
  }
  std::deque<std::string> up(wanted_.begin(), wanted_.end());
  std::set<std::string> risen;
  for (; !up.empty(); up.pop_front()) {
    const Principal* p = find(up.front());
    if (p == nullptr || !risen.insert(p->sid).second) continue;
    wanted_.insert(p->sid);
    for (const auto& g : groups_of(*p)) up.push_back(g);
  }
}

JsonNode Principals::account(const Principal& p) const {
  JsonNode out = import::json_object({}), found_in = import::json_object({});
  const auto add = [&](const char* key, JsonNode value) { out.members.push_back({key, 0, std::move(value)}); };
  if (p.kind == PrincipalKind::computer) add("kind", import::json_text("machine"));
  else add("kind", import::json_text(p.domain.empty() ? "local" : "domain"));
  add("sid", import::json_text(p.sid));
  std::vector<std::string> groups;
  for (const auto& g : groups_of(p)) groups.push_back(name_of(g));
  if (!groups.empty()) add("member_of", import::json_texts(groups));
  if (p.domain.empty() && rid_of(p.sid) == administrator_rid) add("builtin_administrator", import::json_boolean(true));
  for (const auto& [key, value] : p.facts) {
    add(key.c_str(), value);
    found_in.members.push_back({key, 0, import::json_text(place_text(survey_, {p.place.file, value.line}))});
  }
  if (p.kind == PrincipalKind::user && protected_domains_.contains(folded(p.domain))) add("protected_user", import::json_boolean(protected_.contains(p.sid)));
  found_in.members.insert(found_in.members.begin(), {"", 0, import::json_text(place_text(survey_, p.place))});
  add("found_in", std::move(found_in));
  return out;
}

void Principals::write(JsonNode& scenario) {
  spread();
  std::map<std::string, JsonNode> accounts, groups;
  for (const auto& sid : wanted_) {
    const Principal* p = find(sid);
    if (p == nullptr || name_of(sid) == sid) continue;
    if (p->kind != PrincipalKind::group) {
      accounts.emplace(name_of(sid), account(*p));
      continue;
    }
    JsonNode g = import::json_object({{"sid", 0, import::json_text(sid)}});
    std::vector<std::string> outer;
    for (const auto& o : groups_of(*p)) outer.push_back(name_of(o));
    if (!outer.empty()) g.members.push_back({"member_of", 0, import::json_texts(outer)});
    g.members.push_back({"found_in", 0, import::json_text(place_text(survey_, p->place))});
    groups.emplace(name_of(sid), std::move(g));
  }
  const auto section = [&](const char* key, std::map<std::string, JsonNode>& all) {
    if (all.empty()) return;
    JsonNode object = import::json_object({});
    for (auto& [name, value] : all) object.members.push_back({name, 0, std::move(value)});
    scenario.members.push_back({key, 0, std::move(object)});
  };
  section("accounts", accounts);
  section("groups", groups);
}

}  // namespace wmireach::exports
