// SPDX-License-Identifier: Apache-2.0
#include "tests/generators/scenario_generator.hpp"

#include <algorithm>

#include "model/release.hpp"

namespace wmireach::tests {
namespace {

const std::vector<std::string> domain_names{"one.example", "two.example", "three.example"};
const std::vector<std::string> netbios_names{"ONE", "TWO", "THREE"};
const std::vector<std::string> namespace_names{"root\\cimv2", "root", "root\\vendor", "root\\MSCluster", "root\\cimv2\\TerminalServices"};
const std::vector<std::string> group_names{"Administrators", "Distributed COM Users", "WMI Readers"};
const std::vector<std::string> home_editions{"starter", "home-basic", "home-premium", "home", "core"};

// Puts a fact where a scenario states it: "windows_firewall.wmi_group" goes to /windows_firewall/wmi_group.
void put(Json& object, std::string_view name, Json value) {
  const auto dot = name.find('.');
  if (dot == std::string_view::npos) object[std::string(name)] = std::move(value);
  else put(object[std::string(name.substr(0, dot))], name.substr(dot + 1), std::move(value));
}

class Builder {
 public:
  explicit Builder(Choices& choices) : c_(choices) {}

  Json build() {
    s_["format"] = 1;
    if (c_.chance(70)) s_["as_of"] = c_.pick(std::vector<std::string>{"2026-11-01", "2022-07-01", "2021-07-01", "2020-01-01", "unknown"});
    calm_ = c_.chance(50);
    old_ = c_.chance(15);
    hosts_ = 2 + c_.below(5);
    domains_ = calm_ ? 1 + c_.below(2) : c_.below(4);
    zones_ = calm_ && c_.chance(70) ? 0 : c_.below(4);
    for (std::size_t i = 0; i < domains_; ++i) s_["domains"][domain_names[i]] = domain(i);
    trusts();
    for (std::size_t i = 0; i < zones_; ++i) s_["zones"]["Z" + std::to_string(i)] = Json::object();
    links();
    if (c_.chance(30)) s_["baselines"]["base"] = host_settings(4, "");
    for (std::size_t i = 0; i < hosts_; ++i) s_["hosts"][name(i)] = host();
    accounts();
    groups();
    const std::size_t connections = 1 + c_.below(3);
    for (std::size_t i = 0; i < connections; ++i) s_["connections"].push_back(connection(i));
    return std::move(s_);
  }

 private:
  static std::string name(std::size_t host) { return "H" + std::to_string(host); }
  std::string a_host() { return name(c_.below(hosts_)); }
  std::string a_zone() { return "Z" + std::to_string(c_.below(zones_)); }
  std::string a_domain() { return domain_names[c_.below(domains_)]; }

  Json domain(std::size_t i) {
    Json d{{"netbios", netbios_names[i]}};
    if (c_.chance(25)) d["forest"] = "forest.example";
    return d;
  }

  void trusts() {
    if (domains_ < 2) return;
    for (std::size_t n = c_.below(3); n > 0; --n) {
      const std::size_t a = c_.below(domains_), b = (a + 1 + c_.below(domains_ - 1)) % domains_;
      Json t{{"trusting", domain_names[a]}, {"trusted", domain_names[b]}};
      t["kind"] = c_.pick(std::vector<std::string>{"external", "forest", "parent-child", "shortcut", "realm"});
      t["direction"] = c_.pick(std::vector<std::string>{"one-way", "two-way"});
      if (c_.chance(20)) t["sid_filtering"] = c_.pick(std::vector<Json>{true, false, "unknown"});
      if (c_.chance(30)) t["selective_authentication"] = c_.pick(std::vector<Json>{true, false, "unknown"});
      s_["trusts"].push_back(std::move(t));
    }
  }

  Json ports() { return c_.pick(std::vector<Json>{"any", "135", "49152-65535", "1025-5000", "50000-60000", Json::array({135, "49152-65535"}), 24158}); }

  void links() {
    if (zones_ < 2) return;
    for (std::size_t n = c_.below(5); n > 0; --n) {
      const std::size_t a = c_.below(zones_), b = (a + 1 + c_.below(zones_ - 1)) % zones_;
      Json l{{"from", "Z" + std::to_string(a)}, {"to", "Z" + std::to_string(b)}};
      for (std::size_t rules = c_.below(4); rules > 0; --rules) {
        Json r{{"action", c_.pick(std::vector<std::string>{"allow", "block"})}, {"ports", ports()}};
        if (c_.chance(15)) r["from_hosts"] = Json::array({a_host()});
        if (c_.chance(15)) r["to_hosts"] = Json::array({a_host()});
        l["rules"].push_back(std::move(r));
      }
      if (c_.chance(40)) l["default"] = c_.pick(std::vector<std::string>{"allow", "block"});
      if (c_.chance(10)) l["nat"] = true;
      if (c_.chance(40)) l["both_ways"] = true;
      s_["links"].push_back(std::move(l));
    }
  }

  Json groups_list() {
    if (c_.chance(12)) return "unknown";
    Json list = Json::array();
    for (const auto& g : group_names)
      if (c_.chance(g != "Administrators" ? 20 : calm_ ? 90 : 55)) list.push_back(g);
    return list;
  }

  // Membership of local groups, by host or for all.
  Json local_groups() {
    Json by_host = Json::object();
    for (std::size_t n = 1 + c_.below(2); n > 0; --n) by_host[c_.chance(50) ? a_host() : "*"] = groups_list();
    return by_host;
  }

  // Members of local groups as a host lists them.
  Json group_members() {
    Json lists = Json::object();
    for (const auto& g : group_names) {
      if (!c_.chance(45)) continue;
      if (c_.chance(12)) {
        lists[g] = "unknown";
        continue;
      }
      lists[g] = Json::array();
      for (std::size_t n = c_.below(3); n > 0; --n) lists[g].push_back(c_.pick(std::vector<std::string>{"ONE\\user", "ONE\\Operators", "ONE\\Domain Admins", "Everyone", "H0\\user", "H1\\user", "user", "S-1-5-21-1-2-3-1105"}));
    }
    return lists;
  }

  Json namespaces() {
    Json all = Json::object();
    for (std::size_t n = 1 + c_.below(2); n > 0; --n) {
      Json ns = Json::object();
      if (c_.chance(20)) ns["exists"] = c_.pick(std::vector<Json>{true, false, "unknown"});
      if (c_.chance(40)) ns["requires_encryption"] = c_.pick(std::vector<Json>{true, false, "unknown"});
      for (std::size_t rights = c_.below(3); rights > 0; --rights) {
        Json list = Json::array({"enable-account"});
        if (c_.chance(60)) list.push_back("remote-enable");
        if (c_.chance(40)) list.push_back("execute-methods");
        if (c_.chance(40)) ns["rights"][principal()] = {{c_.chance(75) ? "allow" : "deny", list}, {"subnamespaces", c_.chance(70)}};
        else ns["rights"][principal()] = list;
      }
      if (c_.chance(12)) ns["rights"] = c_.pick(std::vector<std::string>{"unknown", "D:(A;CI;CCDCLCSWRPWPRCWD;;;BA)(A;;CCDCRP;;;AU)", "D:(D;;WP;;;WD)(A;CI;CCWP;;;BA)",
                                                                      "O:BAG:BAD:P(A;CIIO;CCWP;;;AU)(A;;CCWP;;;S-1-5-21-1-2-3-1105)", "D:(A;;0x3f;;;S-1-5-21-1-2-3-999)"});
      all[c_.pick(namespace_names)] = std::move(ns);
    }
    return all;
  }

  std::string principal() {
    return c_.pick(std::vector<std::string>{"ONE\\user", "ONE\\Operators", "WMI Readers", "Everyone", "Administrators", "H0\\user", "H1\\user", "Authenticated Users"});
  }

  Json user_rights() {
    Json rights = Json::object();
    for (const char* right : {"network_logon", "deny_network_logon"}) {
      if (!c_.chance(60)) continue;
      Json holders = Json::array();
      for (std::size_t n = c_.below(3); n > 0; --n)
        holders.push_back(c_.pick(std::vector<std::string>{principal(), "S-1-5-113", "S-1-5-114", "Users", "Guests", "S-1-5-21-1-2-3-999", "S-1-5-21-1-2-3-1105"}));
      rights[right] = c_.chance(20) ? Json("unknown") : holders;
    }
    return rights;
  }

  // Rights under DCOM, by principal or as a security descriptor.
  Json dcom_list(bool may_be_unknown) {
    if (c_.chance(25))
      return c_.pick(std::vector<std::string>{"D:(A;;CCDCLCSWRP;;;BA)(A;;CCDCSW;;;WD)", "D:(D;;LC;;;S-1-5-21-1-2-3-1105)(A;;CCDCLCSWRP;;;WD)", "D:(A;;CC;;;AU)"});
    if (may_be_unknown && c_.chance(25)) return "unknown";
    const Json rights = random_value(c_, rules::types::dcom_rights());
    return {{principal(), c_.chance(25) ? Json{{"deny", rights}} : rights}};
  }

  std::string address() {
    return c_.pick(std::vector<std::string>{"192.0.2.10/24", "192.0.2.77", "198.51.100.5/24", "2001:db8::5/64", "2001:db8:9::5"});
  }

  Json firewall_rule() {
    Json r{{"name", "own"}, {"action", c_.pick(std::vector<std::string>{"allow", "block"})}, {"ports", ports()}};
    if (c_.chance(25)) r["direction"] = "out";
    if (c_.chance(25)) r["peers"] = Json::array({a_host()});
    if (zones_ > 0 && c_.chance(25)) r["peer_zones"] = Json::array({a_zone()});
    return r;
  }

  // `n` stored facts of a host, drawn from the vocabulary.
  Json host_settings(std::size_t n, const std::string& os) {
    Json h = Json::object();
    const auto facts = rules::host_facts();
    for (; n > 0; --n) {
      const auto& f = facts[c_.below(facts.size())];
      const auto id = static_cast<rules::HostFact>(&f - facts.data());
      using enum rules::HostFact;
      if (!f.stored() || id == rules::HostFact::os || id == membership || id == edition || id == service_pack) continue;
      Json value = c_.chance(25) ? Json("unknown") : random_value(c_, f.type());
      if (id == rpc_dynamic_start || id == rpc_dynamic_count) {
        put(h, "rpc.dynamic_start", c_.pick(std::vector<int>{49152, 5000, 1025}));
        value = c_.pick(std::vector<int>{255, 1000, 16384});
        put(h, "rpc.dynamic_count", value);
        continue;
      }
      put(h, f.name, std::move(value));
    }
    if (os.empty()) return h;
    if (c_.chance(calm_ ? 95 : 60)) put(h, "windows_firewall.wmi_group", true);
    if (c_.chance(calm_ ? 80 : 40)) put(h, "windows_firewall.exception_scope", "any");
    if (c_.chance(calm_ ? 60 : 25)) put(h, "winrm", {{"state", "running"}, {"http_listener", true}});
    if (c_.chance(calm_ ? 60 : 25)) put(h, "windows_firewall.winrm_rule", true);
    if (calm_ && c_.chance(70)) return h;
    if (c_.chance(12)) put(h, "windows_firewall.profiles", {{c_.pick(std::vector<std::string>{"domain", "private", "public"}), {{"wmi_group", c_.chance(50)}}}});
    if (c_.chance(12)) h["windows_firewall"]["rules"].push_back(firewall_rule());
    if (c_.chance(20)) put(h, c_.chance(50) ? "dcom.launch" : "dcom.access", dcom_list(false));
    if (c_.chance(10)) put(h, c_.chance(50) ? "dcom.application.launch" : "dcom.application.access", dcom_list(true));
    if (c_.chance(15)) h["user_rights"] = user_rights();
    if (c_.chance(25)) h["local_groups"] = group_members();
    if (c_.chance(20)) h["addresses"] = Json::array({address()});
    if (c_.chance(25)) h["namespaces"] = namespaces();
    if (c_.chance(20)) h["allowed_to_authenticate"] = c_.chance(30) ? Json("unknown") : Json::array({"ONE\\user", "TWO\\user"});
    return h;
  }

  Json host() {
    const auto releases = model::releases();
    // Newer releases are drawn more often; the old ones refuse nearly everything.
    constexpr std::size_t older = 13;  // releases before Windows Vista
    const auto& release = releases[old_ ? older - 1 - c_.below(older) : c_.chance(calm_ ? 90 : 60) ? releases.size() - 1 - c_.below(10) : c_.below(releases.size())];
    Json h = host_settings(c_.below(calm_ ? 2 : 7), std::string(release.id));
    const bool states_os = !c_.chance(calm_ ? 2 : 8);
    h["os"] = states_os ? Json(release.id) : Json("unknown");
    bool home = std::ranges::equal(release.editions, release.editions_not_targets) && !release.editions.empty();
    if (states_os && !release.editions.empty() && c_.chance(80)) {
      const auto edition = release.editions[c_.chance(85) ? release.editions.size() - 1 - c_.below(2) % release.editions.size() : c_.below(release.editions.size())];
      h["edition"] = edition;
      home = home || std::ranges::find(home_editions, edition) != home_editions.end();
    }
    if (states_os && c_.chance(70)) h["service_pack"] = release.service_packs - static_cast<int>(c_.below(static_cast<std::size_t>(release.service_packs) + 1));
    if (c_.chance(calm_ ? 2 : 10)) h["member_of"] = "unknown";
    else if (domains_ > 0 && !home && c_.chance(calm_ ? 90 : 70)) h["member_of"] = a_domain();
    else h["workgroup"] = "W";
    if (home && h.contains("member_of")) {
      h.erase("member_of");
      h["workgroup"] = "W";
    }
    if (zones_ > 0 && c_.chance(90)) h["zone"] = c_.chance(10) ? "unknown" : a_zone();
    if (s_.contains("baselines") && c_.chance(40)) h["baseline"] = "base";
    return h;
  }

  void accounts() {
    for (std::size_t i = 0; i < domains_; ++i) s_["accounts"][netbios_names[i] + "\\user"] = account("domain");
    for (std::size_t i = 0; i < hosts_; ++i)
      if (c_.chance(40)) s_["accounts"][name(i) + "\\user"] = account("local");
    for (const char* service : {"local-system", "network-service", "local-service"})
      if (c_.chance(10)) s_["accounts"][service] = account(service);
    if (c_.chance(10)) s_["accounts"]["nobody"] = account("unknown");
    if (domains_ > 0 && c_.chance(10)) s_["accounts"]["ONE\\H0$"] = account("machine");
    if (s_["accounts"].contains("H0\\user") && s_["accounts"].contains("H1\\user") && c_.chance(50)) s_["accounts"]["H0\\user"]["same_password_as"] = "H1\\user";
    if (s_["accounts"].contains("ONE\\user") && s_["accounts"].contains("H1\\user") && c_.chance(20)) s_["accounts"]["ONE\\user"]["same_password_as"] = "H1\\user";
    if (s_["accounts"].is_null()) s_.erase("accounts");
  }

  Json account(const std::string& kind) {
    Json a{{"kind", kind}};
    if (c_.chance(80)) a["groups"] = local_groups();
    if (kind == "domain" && !s_["accounts"].contains("ONE\\user") && c_.chance(40)) a["sid"] = "S-1-5-21-1-2-3-1105";
    if (kind == "domain" && c_.chance(40)) a["member_of"] = Json::array({c_.pick(std::vector<std::string>{"ONE\\Operators", "ONE\\Domain Admins", "ONE\\Nested"})});
    const auto facts = rules::account_facts();
    for (std::size_t n = c_.below(3); n > 0; --n) {
      const auto& f = facts[c_.below(facts.size())];
      const std::string key(f.name.substr(std::string_view("account.").size()));
      const auto id = static_cast<rules::AccountFact>(&f - facts.data());
      if (!f.stored() || id == rules::AccountFact::kind || (id == rules::AccountFact::builtin_administrator && kind != "local")) continue;
      a[key] = c_.chance(40) ? Json("unknown") : random_value(c_, f.type());
    }
    return a;
  }

  void groups() {
    if (c_.chance(40)) s_["groups"]["ONE\\Operators"] = {{"groups", local_groups()}};
    if (c_.chance(25)) s_["groups"]["ONE\\Nested"] = {{"member_of", Json::array({"ONE\\Operators"})}};
  }

  Json connection(std::size_t i) {
    Json k{{"id", "K" + std::to_string(i)}};
    k["from"] = a_host();
    k["to"] = c_.chance(5) ? k["from"].get<std::string>() : name((c_.below(hosts_ - 1) + 1 + std::stoul(k["from"].get<std::string>().substr(1))) % hosts_);
    if (s_.contains("accounts") && c_.chance(95)) {
      std::vector<std::string> names;
      for (const auto& [n, a] : s_["accounts"].items()) names.push_back(n);
      k["account"] = calm_ && c_.chance(60) ? names.front() : c_.pick(names);
    }
    if (c_.chance(92)) k["api"] = rules::write_value(rules::types::client_api(), static_cast<std::int64_t>(c_.below(rules::types::client_api().values.size())));
    if (k.value("api", "") == "cimsession" && c_.chance(80)) k["protocol"] = "dcom";
    if (c_.chance(calm_ ? 10 : 25)) k["second_hop"] = a_host();
    if (c_.chance(calm_ ? 10 : 50)) k["namespace"] = c_.pick(namespace_names);
    if (c_.chance(20)) {
      k["mode"] = "asynchronous";
      if (c_.chance(50)) k["sink"] = "own";
    }
    if (c_.chance(10)) k["operation"] = c_.pick(std::vector<std::string>{"create-process", "method"});
    if (c_.chance(15)) k["class"] = c_.pick(std::vector<std::string>{"Win32_Service", "Win32_UserAccount", "Win32_LogicalDisk", "Win32_OperatingSystem"});
    if (c_.chance(10)) k["method"] = c_.pick(std::vector<std::string>{"Rename", "Reboot"});
    const auto facts = rules::connection_facts();
    constexpr std::string_view prefix = "request.";
    for (std::size_t n = c_.below(calm_ ? 3 : 8); n > 0; --n) {
      const auto& f = facts[c_.below(facts.size())];
      if (!f.stored() || !f.name.starts_with(prefix) || f.name == "request.api" || f.name == "request.protocol") continue;
      k[std::string(f.name.substr(prefix.size()))] = c_.chance(20) ? Json("unknown") : random_value(c_, f.type());
    }
    return k;
  }

  Choices& c_;
  Json s_ = Json::object();
  bool old_ = false;   // releases before Windows Vista only
  bool calm_ = false;  // few odd settings, so that connections work now and then
  std::size_t hosts_ = 2, domains_ = 0, zones_ = 0;
};

}  // namespace

Json random_scenario(Choices& choices) { return Builder(choices).build(); }

Json random_value(Choices& c, const rules::Type& type) {
  switch (type.kind) {
    case rules::TypeKind::boolean: return c.chance(50);
    case rules::TypeKind::integer: return type.min + static_cast<std::int64_t>(c.below(static_cast<std::size_t>(std::min<std::int64_t>(type.max - type.min + 1, 60000))));
    case rules::TypeKind::date: return c.pick(std::vector<std::string>{"2026-11-01", "2023-03-14", "2022-11-08", "2022-06-14", "2021-06-08", "2020-01-01"});
    case rules::TypeKind::enumeration: return type.values[c.below(type.values.size())].name;
    case rules::TypeKind::flags: break;
  }
  Json list = Json::array();
  for (const auto& v : type.values)
    if (c.chance(50)) list.push_back(v.name);
  return list;
}

}  // namespace wmireach::tests
