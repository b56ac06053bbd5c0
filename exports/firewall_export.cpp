// SPDX-License-Identifier: Apache-2.0
#include "exports/firewall_export.hpp"

#include <algorithm>

#include "exports/firewall_meaning.hpp"
#include "exports/firewall_profile.hpp"
#include "exports/json_fields.hpp"
#include "import/json_writer.hpp"
#include "model/estate.hpp"

namespace wmireach::exports {
namespace {

using import::JsonNode;
using model::folded;

// PowerShell writes a list of one as the one.
std::vector<std::string> texts(const JsonNode& object, std::string_view key) {
  const JsonNode* f = field(object, key);
  std::vector<std::string> out;
  if (f == nullptr) return out;
  const auto add = [&](const JsonNode& n) {
    if (n.kind == JsonNode::Kind::string) out.push_back(n.text);
    else if (n.kind == JsonNode::Kind::integer) out.push_back(std::to_string(n.integer));
  };
  add(*f);
  for (const auto& item : f->items) add(item);
  return out;
}

bool any(const std::string& text) { return text.empty() || folded(text) == "any"; }

std::string known_or_any(const std::string& text) { return any(text) ? std::string() : folded(text); }

FirewallRule rule_of(const JsonNode& n) {
  FirewallRule r{.id = text_field(n, "Name"), .name = text_field(n, "DisplayName")};
  const std::string protocol = folded(text_field(n, "Protocol"));
  r.active = folded(text_field(n, "Enabled")) == "true";
  r.inbound = folded(text_field(n, "Direction")) == "inbound";
  r.block = folded(text_field(n, "Action")) == "block";
  r.tcp = any(protocol) || protocol == "tcp" || protocol == "6";
  for (const auto& p : texts(n, "LocalPort")) add_ports(r.local, p);
  for (const auto& p : texts(n, "RemotePort")) add_ports(r.remote, p);
  r.program = known_or_any(text_field(n, "Program"));
  if (!any(text_field(n, "Package"))) r.program = app_package;
  r.service = known_or_any(text_field(n, "Service"));
  bool first = true;
  for (const auto& a : texts(n, "RemoteAddress")) {
    add_remote_address(r, a, first || r.scope == RuleScope::local_subnet);
    first = false;
  }
  constexpr std::pair<std::string_view, std::string_view> conditions[] = {{"LocalAddress", "local addresses"}, {"InterfaceType", "network interfaces"}, {"InterfaceAlias", "network interfaces"},
                                                                         {"RemoteUser", "authentication"}, {"RemoteMachine", "authentication"}};
  for (const auto& [key, what] : conditions)
    for (const auto& value : texts(n, key))
      if (!any(value)) narrow(r, what);
  if (const std::string security = folded(text_field(n, "Authentication")); !security.empty() && security != "notrequired") narrow(r, "authentication");
  if (const std::string profile = text_field(n, "Profile"); !profile.empty() && !set_profiles(r, profile)) narrow(r, "a profile that is not known");
  return r;
}

Unasked unasked(const JsonNode& profile, std::string_view key) {
  const std::string action = folded(text_field(profile, key));
  return action == "block" ? Unasked::block : action == "allow" ? Unasked::allow : Unasked::not_said;
}

}  // namespace

bool looks_like_firewall_export(std::string_view text) {
  constexpr std::size_t beginning = 4096;
  const auto start = text.substr(0, beginning);
  return start.find('{') != std::string_view::npos && start.find("\"wmireach-firewall-1\"") != std::string_view::npos;
}

void read_firewall_export(std::string_view text, std::uint32_t file, Survey& survey) {
  const auto root = import::parse_json(text, survey.files[file], survey.notes);
  if (!root) return;
  Computer c{.dns_name = text_field(*root, "dns_name"), .netbios_name = text_field(*root, "computer"), .domain = text_field(*root, "domain"), .rank = Rank::machine, .place = {file, root->line}};
  if (c.netbios_name.empty()) {
    survey.notes.push_back({.file = survey.files[file], .line = root->line, .message = "the file names no computer", .hint = "it was left out; write it again with Export-FirewallRules.ps1"});
    return;
  }
  const JsonNode* rules = field(*root, "rules");
  if (rules != nullptr)
    for (const auto& r : rules->items) {
      if (text_field(r, "Direction").empty() || text_field(r, "Action").empty())
        survey.notes.push_back({.file = survey.files[file], .line = r.line, .message = "a rule has no direction or no action", .hint = "it was left out; the others are kept"});
      else add_meaning(rule_of(r), {file, r.line}, c.settings, survey);
    }
  if (const JsonNode* profiles = field(*root, "profiles"); profiles != nullptr)
    for (const auto& p : profiles->items) {
      const auto at = std::ranges::find(firewall_profiles, folded(text_field(p, "Name")));
      if (at == firewall_profiles.end()) continue;
      FirewallProfile state{.inbound = unasked(p, "DefaultInboundAction"), .outbound = unasked(p, "DefaultOutboundAction")};
      const std::string enabled = folded(text_field(p, "Enabled"));
      if (enabled == "true" || enabled == "false") state.enabled = enabled == "true";
      if (folded(text_field(p, "AllowInboundRules")) == "false") state.inbound = Unasked::block_always;
      add_firewall_profile(static_cast<std::size_t>(at - firewall_profiles.begin()), state, {file, p.line}, c.settings, survey);
    }
  // Last: what a profile lets in without a rule is not closed either.
  if (rules != nullptr && !rules->items.empty()) state_absent_rules({file, rules->line}, c.settings);
  if (const JsonNode* active = field(*root, "active_profile"); active != nullptr)
    if (std::ranges::find(firewall_profiles, active->text) != firewall_profiles.end()) c.settings.push_back({"windows_firewall/active_profile", import::json_text(active->text), {file, active->line}});
  survey.computers.push_back(std::move(c));
}

}  // namespace wmireach::exports
