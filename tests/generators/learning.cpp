// SPDX-License-Identifier: Apache-2.0
#include "tests/generators/learning.hpp"

#include <algorithm>
#include <functional>

namespace wmireach::tests {
namespace {

using Change = std::function<void(Json&)>;

struct Candidate {
  std::string what;
  Change change;
};

void put(Json& object, std::string_view name, Json value) {
  const auto dot = name.find('.');
  if (dot == std::string_view::npos) object[std::string(name)] = std::move(value);
  else put(object[std::string(name.substr(0, dot))], name.substr(dot + 1), std::move(value));
}

class Search {
 public:
  Search(Choices& choices, const Json& scenario) : c_(choices), s_(scenario), estate_(read_estate(scenario.dump())) {}

  std::vector<Candidate> run() {
    for (model::Index i = 0; i < estate_.connections.size(); ++i) stored_facts(i);
    for (const auto& [name, host] : s_["hosts"].items()) host_parts(name, host);
    if (s_.contains("accounts"))
      for (const auto& [name, account] : s_["accounts"].items()) groups("accounts", name, account);
    // The list of an account is complete (docs/decisions/0007), so a domain group of it has nothing to add that could be learnt.
    const bool lists_are_complete = s_.contains("accounts") && std::ranges::any_of(s_["accounts"], [](const Json& a) { return a.contains("member_of") && a.contains("groups"); });
    if (s_.contains("groups") && !lists_are_complete)
      for (const auto& [name, group] : s_["groups"].items()) groups("groups", name, group);
    if (s_.contains("trusts"))
      for (std::size_t i = 0; i < s_["trusts"].size(); ++i)
        for (const char* key : {"selective_authentication", "sid_filtering"})
          if (s_["trusts"][i].value(key, Json()) == "unknown")
            add(std::string(key) + " of trust " + std::to_string(i), [i, key, v = c_.chance(50)](Json& s) { s["trusts"][i][key] = v; });
    return std::move(found_);
  }

 private:
  void add(std::string what, Change change) { found_.push_back({std::move(what), std::move(change)}); }

  // Stored facts that the connection does not know, where the scenario states no value that something else hides.
  void stored_facts(model::Index connection) {
    rules::FactFrame frame(estate_, connection);
    for (rules::Slot slot = 0; slot < rules::slot_count; ++slot) {
      const auto info = rules::slot_info(slot);
      if (!info.definition->stored() || frame.get(slot).known) continue;
      if (info.scope == rules::Scope::host) host_fact(frame, info);
      if (info.scope == rules::Scope::account) account_fact(frame, info);
      if (info.scope == rules::Scope::connection) connection_fact(frame, connection, info);
    }
  }

  void host_fact(rules::FactFrame& frame, const rules::SlotInfo& info) {
    if (frame.host_index(info.role) == model::none) return;
    const auto& host = frame.host(info.role);
    if (host.facts[info.index].known) return;
    const auto fact = static_cast<rules::HostFact>(info.index);
    // A stated outcome of the firewall stands for its rules: where none is stated, it says nothing that could be learnt.
    if (fact == rules::HostFact::firewall_wmi_inbound && !host.facts[info.index].present()) return;
    const std::string what = host.name + " " + std::string(info.definition->name);
    if (fact == rules::HostFact::membership) {
      Json domain = s_.contains("domains") && c_.chance(70) ? Json(s_["domains"].begin().key()) : Json();
      add(what, [name = host.name, domain](Json& s) {
        s["hosts"][name].erase("member_of");
        s["hosts"][name][domain.is_null() ? "workgroup" : "member_of"] = domain.is_null() ? Json("W") : domain;
      });
      return;
    }
    add(what + " :=", [name = host.name, d = info.definition, v = random_value(c_, info.definition->type())](Json& s) { put(s["hosts"][name], d->name, v); });
  }

  void account_fact(const rules::FactFrame& frame, const rules::SlotInfo& info) {
    if (frame.account() == nullptr) return;
    const std::string key(info.definition->name.substr(std::string_view("account.").size()));
    add(frame.account()->name + " " + key, [name = frame.account()->name, key, v = random_value(c_, info.definition->type())](Json& s) { s["accounts"][name][key] = v; });
  }

  void connection_fact(const rules::FactFrame& frame, model::Index i, const rules::SlotInfo& info) {
    const Json v = random_value(c_, info.definition->type());
    if (info.definition->name == "as_of") add("as_of", [v](Json& s) { s["as_of"] = v; });
    constexpr std::string_view prefix = "request.";
    if (!info.definition->name.starts_with(prefix)) return;
    const std::string key(info.definition->name.substr(prefix.size()));
    add(frame.connection().id + " " + key, [i, key, v](Json& s) { s["connections"][i][key] = v; });
    if (frame.account() == nullptr && s_.contains("accounts"))
      add(frame.connection().id + " account", [i, name = s_["accounts"].begin().key()](Json& s) { s["connections"][i]["account"] = name; });
  }

  void host_parts(const std::string& name, const Json& host) {
    if (s_.contains("zones") && host.value("zone", Json("unknown")) == "unknown") {
      const std::string zone = "Z" + std::to_string(c_.below(s_["zones"].size()));
      add(name + " zone", [name, zone](Json& s) { s["hosts"][name]["zone"] = zone; });
    }
    if (host.value("allowed_to_authenticate", Json("unknown")) == "unknown")
      add(name + " allowed_to_authenticate", [name, v = c_.chance(50) ? Json::array({"ONE\\user"}) : Json::array()](Json& s) { s["hosts"][name]["allowed_to_authenticate"] = v; });
    for (const char* right : {"network_logon", "deny_network_logon"})
      // What is not stated is a default: only what is stated as unknown can be learnt.
      if (host.contains("user_rights") && host["user_rights"].value(right, Json()) == "unknown")
        add(name + " " + right, [name, right, v = c_.chance(50) ? Json::array({"Everyone"}) : Json::array({"S-1-5-113"})](Json& s) { s["hosts"][name]["user_rights"][right] = v; });
    if (host.contains("local_groups"))
      for (const auto& [group, members] : host["local_groups"].items())
        if (members == "unknown")
          add(name + " " + group, [name, group = group, v = c_.pick(std::vector<Json>{Json::array(), Json::array({"ONE\\user"}), Json::array({"ONE\\Domain Admins", "H0\\user"})})](Json& s) {
            s["hosts"][name]["local_groups"][group] = v;
          });
    if (host.contains("dcom") && host["dcom"].contains("application"))
      for (const char* list : {"launch", "access"})
        if (host["dcom"]["application"].value(list, Json()) == "unknown")
          add(name + " application " + list, [name, list, v = c_.chance(50) ? Json{{"Everyone", {"remote-launch", "remote-activation", "remote-access"}}} : Json::object()](Json& s) {
            s["hosts"][name]["dcom"]["application"][list] = v;
          });
    if (!host.contains("namespaces")) return;
    for (const auto& [ns, settings] : host["namespaces"].items())
      if (settings.value("rights", Json()) == "unknown")
        add(name + " " + ns + " rights", [name, ns = ns, v = c_.pick(std::vector<Json>{Json::object(), Json{{"Administrators", Json{{"deny", {"remote-enable"}}}}}, Json("D:(A;;CCWP;;;AU)")})](Json& s) {
          s["hosts"][name]["namespaces"][ns]["rights"] = v;
        });
    for (const auto& [ns, settings] : host["namespaces"].items())
      for (const char* key : {"exists", "requires_encryption"})
        if (settings.value(key, Json()) == "unknown")
          add(name + " " + ns + " " + key, [name, ns = ns, key, v = c_.chance(50)](Json& s) { s["hosts"][name]["namespaces"][ns][key] = v; });
  }

  // Groups that are stated to be unknown, and those of an account of which nothing is stated.
  void groups(const std::string& part, const std::string& name, const Json& element) {
    const auto list = [&] {
      Json l = Json::array();
      for (const char* g : {"Administrators", "Distributed COM Users", "WMI Readers"})
        if (c_.chance(50)) l.push_back(g);
      return l;
    };
    if (!element.contains("groups")) add(name + " groups", [part, name, l = list()](Json& s) { s[part][name]["groups"] = {{"*", l}}; });
    else
      for (const auto& [host, entry] : element["groups"].items())
        if (entry == "unknown") add(name + " groups on " + host, [part, name, host = host, l = list()](Json& s) { s[part][name]["groups"][host] = l; });
  }

  Choices& c_;
  Json s_;
  model::Estate estate_;
  std::vector<Candidate> found_;
};

}  // namespace

std::optional<Lesson> learn_something(Choices& choices, const Json& scenario) {
  const auto candidates = Search(choices, scenario).run();
  if (candidates.empty()) return std::nullopt;
  const auto& chosen = choices.pick(candidates);
  Lesson lesson{chosen.what, scenario};
  chosen.change(lesson.scenario);
  if (!problems_of(lesson.scenario.dump()).empty()) return std::nullopt;
  return lesson;
}

}  // namespace wmireach::tests
