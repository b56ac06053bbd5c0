// SPDX-License-Identifier: Apache-2.0
#include "exports/policy_files.hpp"

#include <algorithm>
#include <cctype>
#include <map>

#include "exports/settings.hpp"
#include "model/estate.hpp"

namespace wmireach::exports {
namespace {

using model::folded;

std::vector<std::string> parts_of(const std::string& path) {
  std::vector<std::string> parts;
  std::size_t at = 0;
  for (std::size_t i = 0; i <= path.size(); ++i)
    if (i == path.size() || path[i] == '/' || path[i] == '\\') {
      if (i > at) parts.push_back(path.substr(at, i - at));
      at = i + 1;
    }
  return parts;
}

// The folder that holds everything of the policy: what Windows puts below it is cut off.
std::vector<std::string> folder_of(const std::string& file) {
  std::vector<std::string> parts = parts_of(file);
  if (!parts.empty()) parts.pop_back();
  for (const std::string_view inner : {"secedit", "windows nt", "microsoft", "machine", "gpo", "domainsysvol"})
    if (!parts.empty() && folded(parts.back()) == inner) parts.pop_back();
  return parts;
}

std::string base_name(const std::string& file) {
  const auto parts = parts_of(file);
  return parts.empty() ? std::string() : folded(parts.back());
}

bool is_guid(std::string_view s) {
  constexpr std::size_t length = 38;
  return s.size() == length && s.front() == '{' && s.back() == '}' && s.find_first_not_of("{}-0123456789abcdefABCDEF") == std::string_view::npos;
}

bool is_report(const Survey& survey, const Policy& p) { return survey.files[p.place.file].ends_with(".xml"); }

bool is_file_of_policy(const std::string& name) { return name == "registry.pol" || name == "gpttmpl.inf" || name == "gpreport.xml"; }

// Policies that may be parts of one: each kind of file once, and no two ids.
bool fit_together(const Survey& survey, const std::vector<std::size_t>& group) {
  std::map<std::string, int> kinds;
  std::string id;
  for (const auto i : group) {
    const Policy& p = survey.policies[i];
    if (++kinds[base_name(survey.files[p.place.file])] > 1) return false;
    if (!p.id.empty() && !id.empty() && p.id != id) return false;
    if (!p.id.empty()) id = p.id;
  }
  return true;
}

void add_settings(Survey& survey, Policy& into, const Policy& from) {
  for (const auto& s : from.settings) {
    const auto known = std::ranges::find_if(into.settings, [&](const Setting& k) { return k.path == s.path && (!s.path.ends_with("/-") || same_value(k.value, s.value)); });
    if (known == into.settings.end()) {
      into.settings.push_back(s);
    } else if (!same_value(known->value, s.value)) {
      std::string path = s.path;
      std::ranges::replace(path, '/', '.');
      survey.notes.push_back({.file = survey.files[s.place.file], .line = s.place.line,
                              .message = path + " of '" + into.name + "' is '" + value_words(s.value) + "' here, and '" + value_words(known->value) + "' at " + place_text(survey, known->place),
                              .hint = is_report(survey, from) ? "the policy's own file counts; the report may be older" : "the file that was read first counts"});
    }
  }
}

// The first of the group becomes the whole, in the order in which the parts count.
void join(Survey& survey, std::vector<std::size_t> group, std::vector<bool>& gone) {
  const std::size_t whole = group.front();
  std::ranges::stable_sort(group, {}, [&](std::size_t i) { return is_report(survey, survey.policies[i]) ? 1 : 0; });
  Policy all = survey.policies[whole];
  all.settings.clear();
  for (const auto i : group) {
    const Policy& p = survey.policies[i];
    if (all.id.empty()) all.id = p.id;
    if (is_report(survey, p)) all.name = p.name;
  }
  for (const auto i : group) {
    add_settings(survey, all, survey.policies[i]);
    gone[i] = i != whole;
  }
  survey.policies[whole] = std::move(all);
}

template <class Key>
void join_by(Survey& survey, Key key, bool one_file_of_each) {
  std::map<std::string, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < survey.policies.size(); ++i) {
    const Policy& p = survey.policies[i];
    if (p.rank != Rank::policy || !p.directory_id.empty()) continue;
    if (std::string k = key(p); !k.empty()) groups[k].push_back(i);
  }
  std::vector<bool> gone(survey.policies.size());
  for (auto& [k, group] : groups)
    if (group.size() > 1 && (!one_file_of_each || fit_together(survey, group))) join(survey, group, gone);
  std::size_t i = 0;
  std::erase_if(survey.policies, [&](const Policy&) { return gone[i++]; });
}

}  // namespace

Policy policy_of_file(const std::string& file, std::uint32_t index) {
  Policy p{.rank = Rank::policy, .place = {index, 0}};
  const auto folder = folder_of(file);
  p.name = folder.empty() ? file : folder.back();
  // A backup's folder has a number of its own, which is not that of the policy.
  if (!folder.empty() && is_guid(folder.back()) && folded(file).find("domainsysvol") == std::string::npos)
    for (const char c : folder.back().substr(1, folder.back().size() - 2)) p.id += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return p;
}

bool is_user_part(const std::string& file) {
  const auto parts = parts_of(file);
  return parts.size() > 1 && folded(parts[parts.size() - 2]) == "user";
}

void join_policies(Survey& survey) {
  const auto folder = [&](const Policy& p) {
    const std::string& file = survey.files[p.place.file];
    std::string all;
    if (is_file_of_policy(base_name(file)))
      for (const auto& part : folder_of(file)) all += "/" + part;
    return is_file_of_policy(base_name(file)) && all.empty() ? std::string("/") : all;
  };
  join_by(survey, folder, true);
  join_by(survey, [](const Policy& p) { return p.id; }, false);
}

}  // namespace wmireach::exports
