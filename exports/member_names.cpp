// SPDX-License-Identifier: Apache-2.0
#include "exports/member_names.hpp"

#include <unordered_map>

#include "model/estate.hpp"

namespace wmireach::exports {

void resolve_members(Survey& survey) {
  std::unordered_map<std::string, std::string> sids;
  for (const auto& p : survey.principals)
    if (!p.directory_name.empty()) sids.emplace(p.directory_name, p.sid);
  for (auto& group : survey.principals) {
    std::size_t missing = 0;
    std::string first;
    std::vector<std::string> members;
    for (auto& member : group.members) {
      const bool is_sid = member.starts_with("S-1-");
      const auto found = is_sid ? sids.end() : sids.find(model::folded(member));
      if (is_sid) members.push_back(std::move(member));
      else if (found != sids.end()) members.push_back(found->second);
      else if (missing++ == 0) first = std::move(member);
    }
    group.members = std::move(members);
    if (missing == 0) continue;
    survey.notes.push_back({.file = survey.files[group.place.file], .line = group.place.line,
                            .message = std::to_string(missing) + (missing == 1 ? " member" : " members") + " of " + group.domain + "\\" + group.name +
                                       (missing == 1 ? " is" : " are") + " in nothing that was read: " + first.substr(0, 200),
                            .hint = "read that domain or that part of it as well; without it, who is in the group is not wholly known"});
  }
}

}  // namespace wmireach::exports
