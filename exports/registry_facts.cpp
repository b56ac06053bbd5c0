// SPDX-License-Identifier: Apache-2.0
#include "exports/registry_facts.hpp"

#include <algorithm>

#include "exports/firewall_rule.hpp"
#include "exports/registry_table.hpp"
#include "exports/security_descriptor.hpp"
#include "exports/settings.hpp"
#include "import/json_writer.hpp"
#include "model/estate.hpp"

namespace wmireach::exports {
namespace {

using import::JsonNode;
using model::folded;

// Which value counts where a file holds several for one fact.
enum Strength : int { own, policy_for_two_profiles, policy };

constexpr std::string_view policies = "software\\policies\\", firewall_policy = "software\\policies\\microsoft\\windowsfirewall",
                           firewall_own = "system\\currentcontrolset\\services\\sharedaccess\\parameters\\firewallpolicy",
                           listeners = "software\\microsoft\\windows\\currentversion\\wsman\\listener\\";

bool is_below(std::string_view key, std::string_view parent) { return key.starts_with(parent) && (key.size() == parent.size() || key[parent.size()] == '\\'); }

std::string fact_name(std::string path) {
  std::ranges::replace(path, '/', '.');
  return path;
}

}  // namespace

void RegistryFacts::note(Place place, std::string message, std::string hint) {
  survey_.notes.push_back({.file = survey_.files[place.file], .line = place.line, .message = std::move(message), .hint = std::move(hint)});
}

void RegistryFacts::add(std::string_view full_key, std::string_view full_name, const RegistryValue& value, Place place) {
  const std::string key = registry_key(full_key), name = folded(full_name);
  if (key.empty()) return;
  const int strength = key.starts_with(policies) ? policy : own;
  if (combined_.take(key, name, value, place)) return;
  if (is_below(key, firewall_policy) || is_below(key, firewall_own)) return firewall(key, full_name, value, place);
  if (key.starts_with(listeners) && listener(key, name, value, place)) return;
  for (const auto& row : access_table())
    if (row.key == key && row.name == name) return access_list(std::string(row.fact), full_name, value, place, strength);
  for (const auto& row : registry_table()) {
    if (row.key != key || row.name != name) continue;
    if (auto meaning = row.meaning(value); meaning) state(std::string(row.fact), std::move(*meaning), place, strength);
    else not_known(std::string(row.fact), full_name, value, place, strength);
    if (row.fact == "credential_guard" && value.as_number().value_or(0) != 0)
      note(place, "Credential Guard is asked for", "credential_guard is taken as true; on hardware that cannot run it, state false");
    return;
  }
}

void RegistryFacts::not_known(const std::string& path, std::string_view name, const RegistryValue& value, Place place, int strength) {
  note(place, "'" + value.words() + "' is no value of " + std::string(name) + " that is known", fact_name(path) + " is unknown; state it in the scenario");
  state(path, import::json_text("unknown"), place, strength);
}

void RegistryFacts::state(const std::string& path, JsonNode value, Place place, int strength) {
  if (value.kind == JsonNode::Kind::null) return;
  const auto [at, is_new] = stated_.emplace(path, Stated{{path, value, place}, strength});
  const bool replaces = strength > at->second.strength || (strength == at->second.strength && !same_value(at->second.setting.value, value));
  if (!is_new && replaces) at->second = {{path, std::move(value), place}, strength};
}

void RegistryFacts::access_list(const std::string& path, std::string_view name, const RegistryValue& value, Place place, int strength) {
  using Kind = RegistryValue::Kind;
  if (value.kind == Kind::text && value.text.empty()) return;  // a policy that was set and left empty
  const AccessText list = value.kind == Kind::bytes ? sddl_of_descriptor(value.text) : value.kind == Kind::text ? sddl_of_text(value.text) : AccessText{.sddl = {}, .fault = "this is no security descriptor", .passed_over = {}};
  if (list.sddl.empty() || !list.fault.empty()) return note(place, std::string(name) + ": " + list.fault, "it states nothing; write the rights of " + fact_name(path) + " into the scenario");
  for (const auto& kind : list.passed_over) note(place, std::string(name) + " has entries of " + kind, "they were left out: they are not for the object as a whole");
  state(path, import::json_text(list.sddl), place, strength);
}

// "...\DomainProfile", "...\StandardProfile\RemoteAdminSettings", "...\FirewallRules". Of the computer's own keys, StandardProfile is the
// private profile; of policies, it is that of Windows XP and 2003, and counts from Vista on for both that are no domain.
void RegistryFacts::firewall(const std::string& key, std::string_view name, const RegistryValue& value, Place place) {
  const bool is_policy = key.starts_with(policies);
  std::string rest = key.substr(std::min(key.size(), (is_policy ? firewall_policy : firewall_own).size() + 1));
  if (rest == "firewallrules") {
    if (value.kind == RegistryValue::Kind::text) add_firewall_rule(name, value.text, place, lists_, survey_);
    return;
  }
  const std::string profile = rest.substr(0, rest.find('\\'));
  rest.erase(0, std::min(rest.size(), profile.size() + 1));
  if (profile == "domainprofile") return firewall_profile("domain", rest, name, value, place, is_policy ? policy : own);
  if (profile == "publicprofile") return firewall_profile("public", rest, name, value, place, is_policy ? policy : own);
  if (profile == "privateprofile") return firewall_profile("private", rest, name, value, place, is_policy ? policy : own);
  if (profile != "standardprofile") return;
  firewall_profile("private", rest, name, value, place, is_policy ? policy_for_two_profiles : own);
  if (is_policy) firewall_profile("public", rest, name, value, place, policy_for_two_profiles);
}

void RegistryFacts::firewall_profile(const std::string& profile, const std::string& rest, std::string_view full_name, const RegistryValue& value, Place place, int strength) {
  const std::string below = "windows_firewall/profiles/" + profile + "/", name = folded(full_name);
  if (rest == "remoteadminsettings") {
    if (name == "enabled") {
      const auto n = value.as_number();
      if (n && *n <= 1) state(below + "remote_administration", import::json_boolean(*n == 1), place, strength);
      else not_known(below + "remote_administration", full_name, value, place, strength);
    }
    if (name != "remoteaddresses") return;
    const std::string text = folded(value.text);
    if (text == "*" || text == "localsubnet") state(below + "exception_scope", import::json_text(text == "*" ? "any" : "local-subnet"), place, strength);
    else not_known(below + "exception_scope", full_name, value, place, strength);
    return;
  }
  if (!rest.empty()) return;
  const auto n = value.as_number();
  if (name == "allowlocalpolicymerge" && n == 0) note(place, "the computer's own firewall rules do not count in the " + profile + " profile", "where such rules stand in the scenario, take them out");
  if (name == "defaultinboundaction" && n == 0) {
    note(place, "the firewall lets everything in that no rule blocks, in the " + profile + " profile", "wmi_inbound is 'allowed' there; where a rule blocks WMI, state 'blocked'");
    return state(below + "wmi_inbound", import::json_text("allowed"), place, strength);
  }
  for (const auto& row : firewall_profile_table()) {
    if (row.name != name) continue;
    if (auto meaning = row.meaning(value); meaning) state(below + std::string(row.fact), std::move(*meaning), place, strength);
    else not_known(below + std::string(row.fact), full_name, value, place, strength);
  }
}

// "...\Listener\*+HTTP": that it is there means that it listens.
bool RegistryFacts::listener(const std::string& key, const std::string& name, const RegistryValue& value, Place place) {
  if (name != "port" || (!key.ends_with("+http") && !key.ends_with("+https"))) return false;
  const std::string transport = key.ends_with("+https") ? "https" : "http";
  state("winrm/" + transport + "_listener", import::json_boolean(true), place, own);
  const auto port = value.as_number();
  if (port && *port >= 1 && *port <= 65535) state("winrm/" + transport + "_port", import::json_integer(static_cast<std::int64_t>(*port)), place, own);
  else not_known("winrm/" + transport + "_port", "Port", value, place, own);
  return true;
}

std::vector<Setting> RegistryFacts::take() {
  for (auto& s : combined_.settings(survey_)) state(s.path, std::move(s.value), s.place, s.path.starts_with("winrm/") ? policy : own);
  std::vector<Setting> out;
  for (auto& [path, stated] : stated_) out.push_back(std::move(stated.setting));
  for (auto& s : lists_) out.push_back(std::move(s));
  stated_.clear();
  lists_.clear();
  return out;
}

}  // namespace wmireach::exports
