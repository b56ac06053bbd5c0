// SPDX-License-Identifier: Apache-2.0
#include "exports/firewall_profile.hpp"

#include <algorithm>

#include "exports/firewall_facts.hpp"
#include "exports/firewall_rule.hpp"
#include "import/json_writer.hpp"

namespace wmireach::exports {
namespace {

// A rule that blocks something of WMI, wherever it counts: a stated outcome would overrule it.
bool is_blocked_in(std::size_t profile, const std::vector<Setting>& settings) {
  const std::string own = "windows_firewall/wmi_inbound", of_profile = "windows_firewall/profiles/" + std::string(firewall_profiles[profile]) + "/wmi_inbound";
  return std::ranges::any_of(settings, [&](const Setting& s) {
    if (s.path == own || s.path == of_profile) return true;
    const auto* action = s.path == "windows_firewall/rules/-" ? s.value.find("action") : nullptr;
    return action != nullptr && action->text == "block" && s.value.find("direction")->text == "in";
  });
}

}  // namespace

void add_firewall_profile(std::size_t profile, const FirewallProfile& state, Place place, std::vector<Setting>& settings, Survey& survey) {
  FirewallFacts facts(settings, place);
  std::array<bool, 3> here{};
  here[profile] = true;
  if (state.enabled) facts.raise(here, "enabled", import::json_boolean(*state.enabled));
  if (state.outbound != Unasked::not_said) facts.raise(here, "outbound", import::json_text(state.outbound == Unasked::allow ? "allowed" : "blocked"));
  if (state.inbound == Unasked::block_always) {
    facts.raise(here, "wmi_inbound", import::json_text("blocked"));
    facts.raise(here, "winrm_rule", import::json_boolean(false));
  }
  if (state.inbound == Unasked::allow) {
    facts.raise(here, "wmi_inbound", is_blocked_in(profile, settings) ? unclear() : import::json_text("allowed"));
    facts.raise(here, "winrm_rule", import::json_boolean(true));
    facts.raise(here, "winrm_scope", import::json_text("any"));
    survey.notes.push_back({.file = survey.files[place.file], .line = place.line, .message = "the profile '" + std::string(firewall_profiles[profile]) + "' lets everything in that no rule blocks",
                            .hint = "this was read for WMI, and for WinRM over HTTP; callbacks to a client's own sink and WinRM over HTTPS count as not let in"});
  }
}

}  // namespace wmireach::exports
