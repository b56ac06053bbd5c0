// SPDX-License-Identifier: Apache-2.0
#include "exports/firewall_rule.hpp"

#include <algorithm>
#include <charconv>

#include "exports/firewall_meaning.hpp"
#include "exports/words.hpp"

namespace wmireach::exports {
namespace {

using model::folded;

template <class Each>
void split(std::string_view text, char separator, Each each) {
  for (;;) {
    const auto at = text.find(separator);
    if (const auto part = trimmed(text.substr(0, at)); !part.empty()) each(part);
    if (at == std::string_view::npos) return;
    text.remove_prefix(at + 1);
  }
}

std::optional<std::uint16_t> port_of(std::string_view text) {
  text = trimmed(text);
  std::uint16_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(n) : std::nullopt;
}

// Keys that change nothing about whom the rule concerns: texts, and what happens to packets that were let in.
bool is_neutral(std::string_view key) {
  return std::ranges::any_of(std::initializer_list<std::string_view>{"name", "desc", "embedctxt", "edge", "defer", "lsm", "skipver", "nnm", "icmp4", "icmp6"}, [&](auto k) { return k == key; });
}

}  // namespace

void narrow(FirewallRule& rule, std::string_view condition) {
  rule.scope = RuleScope::narrower;
  if (rule.narrowed_by.empty()) rule.narrowed_by = condition;
}

void add_ports(RulePorts& ports, std::string_view text) {
  split(text, ',', [&](std::string_view part) {
    const std::string word = folded(part);
    if (word == "any" || word == "*") return;
    ports.any = false;
    if (word == "rpc") ports.rpc = true;
    else if (word == "rpc-epmap" || word == "rpcepmap") ports.endpoint_mapper = true;
    else if (const auto dash = part.find('-'); dash != std::string_view::npos) {
      const auto first = port_of(part.substr(0, dash)), last = port_of(part.substr(dash + 1));
      if (first && last && *first <= *last) ports.ranges.push_back({*first, *last});
    } else if (const auto port = port_of(part)) ports.ranges.push_back({*port, *port});
  });
}

void add_remote_address(FirewallRule& rule, std::string_view address, bool first) {
  const std::string word = folded(trimmed(address));
  if (word.empty() || word == "any" || word == "*") return;
  if (word == "localsubnet" || word == "localsubnet4" || word == "localsubnet6") {
    if (first && rule.scope == RuleScope::any) rule.scope = RuleScope::local_subnet;
    return;
  }
  narrow(rule, "remote addresses");
}

bool set_profiles(FirewallRule& rule, std::string_view text) {
  std::array<bool, 3> named{};
  bool any = false;
  split(text, ',', [&](std::string_view part) {
    const std::string word = folded(part);
    for (std::size_t i = 0; i < named.size(); ++i)
      if (word == firewall_profiles[i] || word == "any" || word == "all") named[i] = any = true;
  });
  if (any) rule.profiles = named;
  return any;
}

std::optional<FirewallRule> parse_firewall_rule(std::string_view id, std::string_view text) {
  text = trimmed(text);
  if (text.size() < 2 || (text[0] != 'v' && text[0] != 'V') || text.find('|') == std::string_view::npos) return std::nullopt;
  FirewallRule rule{.id = std::string(id)};
  bool active = false, has_action = false, has_direction = false, has_address = false;
  bool for_package = false;
  std::string profiles, program;
  split(text.substr(text.find('|') + 1), '|', [&](std::string_view field) {
    const auto equals = field.find('=');
    const std::string key = folded(trimmed(field.substr(0, equals)));
    const std::string_view value = equals == std::string_view::npos ? std::string_view() : trimmed(field.substr(equals + 1));
    const std::string word = folded(value);
    if (key == "action") {
      has_action = word == "allow" || word == "block" || word == "bypass";
      rule.block = word == "block";
      if (word == "bypass") narrow(rule, "authentication");
    } else if (key == "active") active = word == "true";
    else if (key == "dir") has_direction = word == "in" || word == "out", rule.inbound = word == "in";
    else if (key == "protocol") rule.tcp = word == "6" || word == "256";
    else if (key == "name") rule.name = value;
    else if (key == "app") program = word == "*" ? "" : word;
    else if (key == "apppkgid" || key == "pfn") for_package = !word.empty();
    else if (key == "svc") rule.service = word == "*" ? "" : word;
    else if (key == "profile") profiles += word + ",";
    else if (key.starts_with("lport")) add_ports(rule.local, value.empty() ? "-" : value);
    else if (key.starts_with("rport")) add_ports(rule.remote, value.empty() ? "-" : value);
    else if (key.starts_with("ra4") || key.starts_with("ra6")) {
      add_remote_address(rule, value, !has_address || rule.scope == RuleScope::local_subnet);
      has_address = true;
    } else if (!is_neutral(key)) narrow(rule, key.starts_with("la4") || key.starts_with("la6") ? "local addresses" : key.starts_with("if") ? "network interfaces" : "'" + key + "'");
  });
  if (!has_action || !has_direction) return std::nullopt;
  rule.active = active;
  rule.program = for_package ? std::string(app_package) : program;
  if (!profiles.empty() && !set_profiles(rule, profiles)) narrow(rule, "a profile that is not known");
  return rule;
}

void add_firewall_rule(std::string_view id, std::string_view text, Place place, std::vector<Setting>& settings, Survey& survey) {
  if (const auto rule = parse_firewall_rule(id, text)) return add_meaning(*rule, place, settings, survey);
  survey.notes.push_back({.file = survey.files[place.file], .line = place.line, .message = "'" + std::string(id.substr(0, 100)) + "' is no firewall rule that can be read", .hint = "it was left out; the others are kept"});
}

}  // namespace wmireach::exports
