// SPDX-License-Identifier: Apache-2.0
#include "exports/user_rights.hpp"

#include "exports/sid.hpp"
#include "import/json_writer.hpp"
#include "model/estate.hpp"

namespace wmireach::exports {
namespace {

// "BUILTIN\Administrators" is a scenario's "Administrators".
import::JsonNode plain_names(std::vector<std::string> names) {
  for (auto& name : names)
    for (const std::string_view issuer : {"builtin\\", "nt authority\\"})
      if (model::folded(name).starts_with(issuer)) name.erase(0, issuer.size());
  return import::json_texts(names);
}

}  // namespace

void add_user_right(std::string_view right, const std::vector<std::string>& holders, Place place, std::vector<Setting>& settings) {
  const std::string name = model::folded(right);
  if (name == "senetworklogonright") settings.push_back({"user_rights/network_logon", plain_names(holders), place});
  if (name == "sedenynetworklogonright") settings.push_back({"user_rights/deny_network_logon", plain_names(holders), place});
}

void add_group_members(std::string_view group, const std::vector<std::string>& members, Place place, std::vector<Setting>& settings) {
  std::string_view name;
  if (group.starts_with("S-1-5-32-")) name = local_group_name(rid_of(group).value_or(0));
  for (const std::uint32_t rid : {544U, 555U, 562U, 580U}) {
    const std::string own = model::folded(local_group_name(rid)), given = model::folded(group);
    if (given == own || given == "builtin\\" + own) name = local_group_name(rid);
  }
  if (!name.empty()) settings.push_back({"local_groups/" + std::string(name), plain_names(members), place});
}

}  // namespace wmireach::exports
