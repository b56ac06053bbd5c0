// SPDX-License-Identifier: Apache-2.0
// Facts of "windows_firewall" and of its profiles, put together from one rule after the other. Rules may come in any order: of one fact, the
// stronger value stays.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "exports/survey.hpp"

namespace wmireach::exports {

using import::JsonNode;

// "unknown", with a mark of why. The mark is for other rules only, and is not written.
JsonNode unclear();     // some rule may open it for somebody, in a way that a scenario has no words for
JsonNode local_only();  // open to the local subnet, and part of the rule group where the other parts are open as well
JsonNode held();        // a rule blocks it for some; no rule can open it for certain

class FirewallFacts {
 public:
  FirewallFacts(std::vector<Setting>& settings, Place place) : settings_(settings), place_(place) {}

  // For these of the profiles domain, private, public. What counts in all three stands without a profile.
  void raise(const std::array<bool, 3>& profiles, const std::string& fact, JsonNode value);

  // Where each part of the WMI group admits the local subnet at least, the group is enabled with that scope.
  void find_group();

 private:
  Setting* find(const std::string& path);
  Setting* effective(std::size_t profile, const std::string& fact);
  void raise_at(const std::string& path, const JsonNode& value);
  void collapse(const std::string& fact);
  bool is_group(std::size_t profile);

  std::vector<Setting>& settings_;
  Place place_;
};

}  // namespace wmireach::exports
