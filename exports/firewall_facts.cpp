// SPDX-License-Identifier: Apache-2.0
#include "exports/firewall_facts.hpp"

#include <algorithm>

#include "exports/firewall_rule.hpp"
#include "import/json_writer.hpp"

namespace wmireach::exports {
namespace {

enum Mark : std::int64_t { no_mark = 0, local_mark = 1, held_mark = 2 };

JsonNode unknown(Mark mark) {
  JsonNode n = import::json_text("unknown");
  n.integer = mark;
  return n;
}

bool is_unknown(const JsonNode& n) { return n.kind == JsonNode::Kind::string && n.text == "unknown"; }

// Which of two values stays. A rule for some addresses adds to one for the local subnet, so what both open is unclear.
int strength(const JsonNode& n) {
  if (is_unknown(n)) return n.integer == held_mark ? 4 : n.integer == local_mark ? 1 : 2;
  if (n.kind == JsonNode::Kind::boolean) return n.integer != 0 ? 3 : 5;  // false: blocked for everybody
  return n.text == "local-subnet" ? 1 : n.text == "any" || n.text == "allowed" ? 3 : 5;  // else: "blocked"
}

std::string profile_path(std::size_t profile, const std::string& fact) { return "windows_firewall/profiles/" + std::string(firewall_profiles[profile]) + "/" + fact; }
std::string own_path(const std::string& fact) { return "windows_firewall/" + fact; }

const std::string parts[] = {"dcom_rule", "wmi_rule", "unsecapp_rule", "wmi_out_rule"};

}  // namespace

JsonNode unclear() { return unknown(no_mark); }
JsonNode local_only() { return unknown(local_mark); }
JsonNode held() { return unknown(held_mark); }

Setting* FirewallFacts::find(const std::string& path) {
  const auto at = std::ranges::find(settings_, path, &Setting::path);
  return at == settings_.end() ? nullptr : &*at;
}

Setting* FirewallFacts::effective(std::size_t profile, const std::string& fact) {
  Setting* own = find(profile_path(profile, fact));
  return own != nullptr ? own : find(own_path(fact));
}

void FirewallFacts::raise_at(const std::string& path, const JsonNode& value) {
  Setting* known = find(path);
  if (known == nullptr) settings_.push_back({path, value, place_});
  else if (strength(value) > strength(known->value)) known->value = value, known->place = place_;
}

void FirewallFacts::raise(const std::array<bool, 3>& profiles, const std::string& fact, JsonNode value) {
  const bool everywhere = std::ranges::all_of(profiles, [](bool b) { return b; });
  for (std::size_t p = 0; p < profiles.size(); ++p) {
    if (!profiles[p]) continue;
    // The group with the scope "local-subnet" says this already.
    const bool is_part = std::ranges::find(parts, fact) != std::end(parts);
    if (is_part && is_unknown(value) && value.integer == local_mark && effective(p, "wmi_group") != nullptr) continue;
    if (everywhere && find(profile_path(p, fact)) == nullptr) {
      raise_at(own_path(fact), value);
      continue;
    }
    const Setting* general = find(own_path(fact));
    if (find(profile_path(p, fact)) == nullptr && general != nullptr && strength(general->value) >= strength(value)) continue;
    raise_at(profile_path(p, fact), value);
  }
  collapse(fact);
}

// The same value in every profile is said once.
void FirewallFacts::collapse(const std::string& fact) {
  const Setting* first = find(profile_path(0, fact));
  if (first == nullptr) return;
  for (std::size_t p = 1; p < firewall_profiles.size(); ++p) {
    const Setting* other = find(profile_path(p, fact));
    if (other == nullptr || other->value.kind != first->value.kind || other->value.integer != first->value.integer || other->value.text != first->value.text) return;
  }
  Setting whole{own_path(fact), first->value, first->place};
  std::erase_if(settings_, [&](const Setting& s) {
    return s.path == own_path(fact) || (s.path.starts_with("windows_firewall/profiles/") && s.path.ends_with("/" + fact));
  });
  settings_.push_back(std::move(whole));
}

bool FirewallFacts::is_group(std::size_t profile) {
  bool some_local = false;
  for (const auto& part : parts) {
    const Setting* s = effective(profile, part);
    if (s == nullptr) return false;
    const bool local = is_unknown(s->value) && s->value.integer == local_mark;
    if (!local && strength(s->value) != 3) return false;
    some_local = some_local || local;
  }
  return some_local;
}

void FirewallFacts::find_group() {
  std::array<bool, 3> grouped{};
  for (std::size_t p = 0; p < grouped.size(); ++p) grouped[p] = is_group(p);
  if (std::ranges::none_of(grouped, [](bool b) { return b; })) return;
  raise(grouped, "wmi_group", import::json_boolean(true));
  raise(grouped, "exception_scope", import::json_text("local-subnet"));
  const bool everywhere = std::ranges::all_of(grouped, [](bool b) { return b; });
  std::erase_if(settings_, [&](const Setting& s) {
    if (!is_unknown(s.value) || s.value.integer != local_mark) return false;
    for (const auto& part : parts) {
      if (everywhere && s.path == own_path(part)) return true;
      for (std::size_t p = 0; p < grouped.size(); ++p)
        if (grouped[p] && s.path == profile_path(p, part)) return true;
    }
    return false;
  });
}

}  // namespace wmireach::exports
