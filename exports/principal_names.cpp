// SPDX-License-Identifier: Apache-2.0
#include "exports/principal_names.hpp"

#include <string>
#include <unordered_map>

#include "model/estate.hpp"

namespace wmireach::exports {
namespace {

using model::folded;

std::string first_label(const std::string& name) { return name.substr(0, name.find('.')); }

class Names {
 public:
  explicit Names(Survey& survey) : survey_(survey) {
    std::unordered_map<std::string, std::string> netbios;
    for (const auto& d : survey.domains)
      if (!d.netbios_name.empty()) netbios.emplace(folded(d.dns_name), d.netbios_name);
    for (const auto& p : survey.principals) {
      if (!p.in_use) continue;
      const std::string owner = p.domain.empty() ? p.host : p.domain;
      add(owner, p);
      add(first_label(owner), p);
      if (const auto short_name = netbios.find(folded(p.domain)); short_name != netbios.end()) add(short_name->second, p);
    }
  }

  void resolve(std::vector<Setting>& settings) {
    for (auto& s : settings) {
      if (!s.path.starts_with("user_rights/") && !s.path.starts_with("local_groups/")) continue;
      for (auto& item : s.value.items) {
        if (item.text.find('\\') == std::string::npos) continue;
        const auto found = sids_.find(folded(item.text));
        if (found != sids_.end() && !found->second.empty()) item.text = found->second;
        else
          survey_.notes.push_back({.file = survey_.files[s.place.file], .line = s.place.line, .message = "no source tells the SID of '" + item.text + "'",
                                   .hint = "the name was kept; only an account or group of exactly this name is taken for it"});
      }
    }
  }

 private:
  // A name that two have leads to neither.
  void add(const std::string& owner, const Principal& p) {
    const auto [at, is_new] = sids_.emplace(folded(owner + "\\" + p.name), p.sid);
    if (!is_new && at->second != p.sid) at->second.clear();
  }

  Survey& survey_;
  std::unordered_map<std::string, std::string> sids_;
};

}  // namespace

void resolve_names(Survey& survey) {
  Names names(survey);
  for (auto& p : survey.policies) names.resolve(p.settings);
  for (auto& c : survey.computers) names.resolve(c.settings);
}

}  // namespace wmireach::exports
