// SPDX-License-Identifier: Apache-2.0
// The state of the Windows Firewall in one profile.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "exports/survey.hpp"

namespace wmireach::exports {

enum class Unasked : std::uint8_t { not_said, block, allow, block_always };  // what happens to connections without a rule; block_always: with one as well

struct FirewallProfile {
  std::optional<bool> enabled;
  Unasked inbound = Unasked::not_said, outbound = Unasked::not_said;
};

// `profile` is an index into firewall_profiles. Comes after the rules: a block rule counts also where everything else is let in.
void add_firewall_profile(std::size_t profile, const FirewallProfile& state, Place place, std::vector<Setting>& settings, Survey& survey);

}  // namespace wmireach::exports
