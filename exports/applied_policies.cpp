// SPDX-License-Identifier: Apache-2.0
#include "exports/applied_policies.hpp"

#include <algorithm>

namespace wmireach::exports {

AppliedPolicies::AppliedPolicies(const Survey& survey) : survey_(survey) {
  for (std::size_t i = 0; i < survey.containers.size(); ++i) containers_.emplace(survey.containers[i].id, i);
  // A backup and the directory each know one half of a policy: its settings, and the object that links name.
  std::map<std::string, std::size_t> backups;
  for (std::size_t i = 0; i < survey.policies.size(); ++i)
    if (!survey.policies[i].id.empty() && survey.policies[i].directory_id.empty()) backups.emplace(survey.policies[i].id, i);
  for (std::size_t i = 0; i < survey.policies.size(); ++i) {
    const Policy& p = survey.policies[i];
    if (p.directory_id.empty()) continue;
    const auto backup = backups.find(p.id);
    policies_.emplace(p.directory_id, backup == backups.end() ? i : backup->second);
  }
}

std::vector<LinkedPolicies> AppliedPolicies::of(const std::string& container) const {
  std::vector<LinkedPolicies> enforced, plain;  // from the nearest container upwards
  bool blocked = false;
  std::vector<std::size_t> way;
  for (auto at = containers_.find(container); at != containers_.end(); at = containers_.find(survey_.containers[at->second].parent)) {
    if (std::ranges::find(way, at->second) != way.end()) break;  // a circle, in a file that somebody changed
    way.push_back(at->second);
    const Container& c = survey_.containers[at->second];
    LinkedPolicies strong, weak;
    for (const auto& link : c.links)
      if (const auto policy = policies_.find(link.policy); policy != policies_.end()) (link.enforced ? strong : weak).push_back(policy->second);
    if (!strong.empty()) enforced.push_back(std::move(strong));
    if (!weak.empty() && !blocked) plain.push_back(std::move(weak));
    blocked = blocked || c.blocks_inheritance;
  }
  std::ranges::reverse(enforced);
  enforced.insert(enforced.end(), plain.begin(), plain.end());
  return enforced;
}

}  // namespace wmireach::exports
