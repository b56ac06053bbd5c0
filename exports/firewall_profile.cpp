// SPDX-License-Identifier: Apache-2.0
#include "exports/firewall_profile.hpp"

#include "exports/firewall_facts.hpp"
#include "exports/firewall_rule.hpp"
#include "import/json_writer.hpp"

namespace wmireach::exports {

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
    facts.raise(here, "wmi_inbound", import::json_text("allowed"));
    facts.raise(here, "winrm_rule", import::json_boolean(true));
    facts.raise(here, "winrm_scope", import::json_text("any"));
    survey.notes.push_back({.file = survey.files[place.file], .line = place.line, .message = "the profile '" + std::string(firewall_profiles[profile]) + "' lets everything in that no rule blocks",
                            .hint = "this was read for WMI, and for WinRM over HTTP; callbacks to a client's own sink and WinRM over HTTPS count as not let in"});
  }
}

}  // namespace wmireach::exports
