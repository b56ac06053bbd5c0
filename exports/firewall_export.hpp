// SPDX-License-Identifier: Apache-2.0
// What scripts/export/Export-FirewallRules.ps1 writes: the rules and profiles that count on one computer, as Get-NetFirewallRule and its
// filters show them in the store "ActiveStore", where the rules of policies and of the computer are together.
#pragma once

#include <cstdint>
#include <string_view>

#include "exports/survey.hpp"

namespace wmireach::exports {

bool looks_like_firewall_export(std::string_view text);
void read_firewall_export(std::string_view text, std::uint32_t file, Survey& survey);

}  // namespace wmireach::exports
