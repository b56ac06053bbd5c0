// SPDX-License-Identifier: Apache-2.0
// Accounts and groups of a survey: their names in a scenario, and which of them it needs.
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "exports/machines.hpp"
#include "exports/survey.hpp"

namespace wmireach::exports {

class Principals {
 public:
  Principals(const Survey& survey, const std::vector<Machine>& machines);

  // The name by which the scenario knows the SID; the SID itself where no source names it, and the English name of a well-known one.
  std::string name_of(const std::string& sid) const;

  // SIDs that lists of computers name, or that a request names by DOMAIN\NAME.
  void want(const std::string& sid) { wanted_.insert(sid); }
  bool want_name(const std::string& name);  // false: no source has it
  void want_all();

  // Adds the sections "accounts" and "groups": what was asked for, the members of groups that were asked for, and every group that one
  // of them is in. Members of Domain Users, Domain Guests and Domain Computers are everybody, and are left out unless asked for themselves.
  void write(import::JsonNode& scenario);

 private:
  const Principal* find(const std::string& sid) const;
  void spread();
  import::JsonNode account(const Principal& p) const;
  std::vector<std::string> groups_of(const Principal& p) const;  // SIDs, in the order of names

  const Survey& survey_;
  std::unordered_map<std::string, std::size_t> by_sid_;
  std::unordered_map<std::string, std::vector<std::string>> groups_by_member_;
  std::map<std::string, std::string> hosts_;       // folded DNS or NetBIOS name to the name in the scenario
  std::set<std::string> wanted_, protected_;       // SIDs
  std::set<std::string> protected_domains_;        // folded: domains whose Protected Users group was read
};

}  // namespace wmireach::exports
