// SPDX-License-Identifier: Apache-2.0
#include "bench/estate_generator.hpp"

#include <array>
#include <nlohmann/json.hpp>
#include <ostream>
#include <random>
#include <string>
#include <vector>

namespace wmireach::bench {
namespace {

using Json = nlohmann::ordered_json;

// Settings of which every host gets a combination of its own: each has two values that some rule or another fact looks at.
struct Setting {
  const char* group;
  const char* name;
  Json one, other;
};

const std::vector<Setting>& settings() {
  static const std::vector<Setting> all{
      {"windows_firewall", "dcom_rule", true, false}, {"windows_firewall", "wmi_rule", true, false},
      {"uac", "local_account_token_filter_policy", true, false}, {"kerberos", "aes", true, false},
      {"ntlm", "incoming", "allow", "deny-domain-accounts"}, {"ntlm", "outgoing", "allow", "deny-domain-accounts"},
      {"windows_firewall", "remote_administration", true, false}, {"kerberos", "try_ip_spn", true, false},
      {"winrm", "http_listener", true, false}, {"kerberos", "ip_spn", true, false}, {"dcom", "udp_first", false, true},
      {"wmi", "max_wait_flag", true, false}, {"dcom", "default_authentication_level", "connect", "pkt-privacy"},
      {"kerberos", "alias_spn", true, false}, {"wmi", "required_authentication_level", "pkt", "pkt-integrity"},
      {"windows_firewall", "unsecapp_rule", true, false}, {"windows_firewall", "winrm_rule", true, false}};
  return all;
}

class Generator {
 public:
  explicit Generator(const EstateOptions& options) : o_(options), random_(options.seed) {
    for (std::size_t i = 0; i < o_.configurations; ++i) configurations_.push_back(configuration(i));
  }

  void write(std::ostream& out) {
    Json head{{"format", 1}, {"title", "Generated estate"}, {"as_of", "2026-11-01"}};
    for (std::size_t i = 0; i < o_.domains; ++i) head["domains"][domain(i)] = {{"netbios", "CORP" + std::to_string(i)}};
    for (std::size_t i = 2; i < o_.domains; ++i)
      head["trusts"].push_back({{"trusting", domain(i)}, {"trusted", domain(0)}, {"kind", "forest"}, {"direction", i % 2 == 0 ? "two-way" : "one-way"}});
    for (std::size_t i = 0; i < o_.zones; ++i) head["zones"]["zone" + std::to_string(i)] = Json::object();
    for (std::size_t i = 1; i < o_.zones; ++i) head["links"].push_back(link(i));
    if (!o_.stated)
      for (std::size_t i = 0; i < configurations_.size(); ++i) head["baselines"]["configuration" + std::to_string(i)] = configurations_[i].settings;
    head["accounts"]["CORP0\\collector"] = {{"kind", "domain"}, {"groups", {{"*", Json::array({"Administrators"})}}}};
    head["connections"].push_back({{"id", "collect"}, {"from", host(0)}, {"to", host(1)}, {"account", "CORP0\\collector"}, {"credentials", "current"},
                                   {"api", "system-management"}, {"namespace", "root\\cimv2"}});
    std::string text = head.dump(1);
    text.erase(text.size() - 2);  // "\n}"
    out << text << ",\n \"hosts\": {";
    for (std::size_t i = 0; i < o_.hosts; ++i) out << (i == 0 ? "\n  \"" : ",\n  \"") << host(i) << "\": " << one_host(i).dump();
    out << "\n }\n}\n";
  }

 private:
  struct Configuration {
    Json settings;
    std::string zone;
    std::string domain;  // empty: in a workgroup
  };

  static std::string domain(std::size_t i) { return "corp" + std::to_string(i) + ".example"; }
  static std::string host(std::size_t i) { return "HOST" + std::to_string(i); }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }  // not a distribution: those differ between libraries
  bool chance(std::size_t percent) { return below(100) < percent; }

  Json link(std::size_t branch) const {
    const Json ports = branch % 5 == 3 ? Json::array({"135"}) : branch % 5 == 4 ? Json::array({"135", "50000-60000"}) : Json::array({"135", "49152-65535"});
    return {{"from", "zone0"}, {"to", "zone" + std::to_string(branch)}, {"allow", Json::array({{{"protocol", "tcp"}, {"ports", ports}}})}};
  }

  Configuration configuration(std::size_t number) {
    static constexpr std::array releases{"windows-server-2016", "windows-server-2019", "windows-server-2022", "windows-server-2025", "windows-10", "windows-11"};
    Configuration c;
    const std::size_t release = below(releases.size());
    Json& s = c.settings;
    s["os"] = releases[release];
    if (release >= 4) s["edition"] = "enterprise";
    s["wmi"]["required_impersonation_level"] = chance(97) ? "impersonate" : "identify";
    s["windows_firewall"]["wmi_group"] = chance(85) ? Json(true) : chance(80) ? Json(false) : Json("unknown");
    s["windows_firewall"]["exception_scope"] = "any";
    if (chance(10)) s["windows_firewall"]["enabled"] = false;
    s["uac"]["enabled"] = !chance(5);
    s["dcom"]["enabled"] = !chance(3);
    if (chance(20)) s["lm_compatibility_level"] = 3 + static_cast<int>(below(3));
    if (chance(10)) s["rpc"] = {{"restricted", true}, {"restricted_start", 50000 + 100 * static_cast<int>(below(50))}, {"restricted_count", 200}};
    if (chance(50)) s["patched_to"] = chance(50) ? "2026-10-13" : "2023-02-14";
    if (chance(30)) s["winrm"] = {{"state", "running"}, {"http_listener", true}, {"http_port", 5985}};
    if (chance(5)) s["winmgmt"]["state"] = chance(70) ? "running" : "unknown";
    if (chance(5)) s["kerberos"]["spn_registered"] = chance(50);
    s["build"] = 20000 + static_cast<int>(number);  // no two configurations are alike
    c.zone = "zone" + std::to_string(chance(30) ? 0 : below(o_.zones));
    if (!chance(5)) c.domain = domain(chance(60) ? 0 : below(o_.domains));
    return c;
  }

  Json one_host(std::size_t number) {
    const std::size_t chosen = number < configurations_.size() ? number : below(configurations_.size());
    const Configuration& c = configurations_[chosen];
    Json h = o_.stated ? c.settings : Json{{"baseline", "configuration" + std::to_string(chosen)}};
    if (c.domain.empty()) h["workgroup"] = "WORKGROUP";
    else h["member_of"] = c.domain;
    h["zone"] = c.zone;
    if (o_.clocks) h["clock_offset_seconds"] = number % 280;
    if (o_.all_different)
      for (std::size_t bit = 0; bit < settings().size(); ++bit) {
        const Setting& s = settings()[bit];
        h[s.group][s.name] = (number >> bit) & 1 ? s.other : s.one;
      }
    return h;
  }

  EstateOptions o_;
  std::mt19937_64 random_;
  std::vector<Configuration> configurations_;
};

}  // namespace

void write_estate(const EstateOptions& options, std::ostream& out) { Generator(options).write(out); }

}  // namespace wmireach::bench
