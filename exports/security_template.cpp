// SPDX-License-Identifier: Apache-2.0
#include "exports/security_template.hpp"

#include <string>
#include <vector>

#include "exports/policy_files.hpp"
#include "exports/registry_facts.hpp"
#include "exports/registry_table.hpp"
#include "exports/text_lines.hpp"
#include "exports/user_rights.hpp"
#include "exports/words.hpp"
#include "model/estate.hpp"

namespace wmireach::exports {
namespace {

using model::folded;

// "a,b" and "*S-1-5-32-544,CORP\mon": a star stands before a SID.
std::vector<std::string> list_of(std::string_view text) {
  std::vector<std::string> items;
  for (std::size_t at = 0; at <= text.size();) {
    const auto comma = std::min(text.find(',', at), text.size());
    std::string item = unquoted(text.substr(at, comma - at));
    if (item.starts_with('*')) item.erase(0, 1);
    if (!item.empty()) items.push_back(std::move(item));
    at = comma + 1;
  }
  return items;
}

class Reader {
 public:
  Reader(std::uint32_t file, Survey& survey) : file_(file), survey_(survey), facts_(survey) {}

  void read(std::string_view text) {
    TextLines lines(text);
    std::string section;
    for (std::string_view line; lines.next(line);) {
      place_ = {file_, lines.number()};
      if (line.empty() || line.starts_with(';')) continue;
      if (line.starts_with('[') && line.ends_with(']')) section = folded(line.substr(1, line.size() - 2));
      else if (section == "registry values") registry(line);
      else if (section == "privilege rights") assignment(line, [&](std::string_view name, std::string_view value) { add_user_right(name, list_of(value), place_, settings_); });
      else if (section == "group membership") assignment(line, [&](std::string_view name, std::string_view value) { members(name, value); });
      else if (section == "service general setting") service(line);
    }
    Policy policy = policy_of_file(survey_.files[file_], file_);
    const std::string& name = survey_.files[file_];
    if (!folded(name).ends_with("gpttmpl.inf")) policy = {.name = name, .rank = Rank::machine, .place = {file_, 0}};
    policy.settings = facts_.take();
    policy.settings.insert(policy.settings.end(), settings_.begin(), settings_.end());
    survey_.policies.push_back(std::move(policy));
  }

 private:
  template <class Use>
  void assignment(std::string_view line, Use use) {
    const auto equals = line.find('=');
    if (equals == std::string_view::npos) return damaged(line);
    use(trimmed(line.substr(0, equals)), trimmed(line.substr(equals + 1)));
  }

  void damaged(std::string_view line) {
    survey_.notes.push_back({.file = survey_.files[file_], .line = place_.line, .message = "'" + RegistryValue::of_text(std::string(line)).words() + "' is no line of this section", .hint = "it was left out; the others are kept"});
  }

  // "MACHINE\...\Lsa\LmCompatibilityLevel=4,5": the type of the registry, then the data.
  void registry(std::string_view line) {
    const auto equals = line.rfind("=", line.find(',')), comma = equals == std::string_view::npos ? equals : line.find(',', equals);
    const std::string_view path = trimmed(line.substr(0, equals == std::string_view::npos ? 0 : equals));
    const auto slash = path.rfind('\\');
    if (comma == std::string_view::npos || slash == std::string_view::npos) return damaged(line);
    const auto type = RegistryValue::of_text(std::string(trimmed(line.substr(equals + 1, comma - equals - 1)))).as_number();
    const std::string_view data = trimmed(line.substr(comma + 1));
    if (!type) return damaged(line);
    RegistryValue value = RegistryValue::of_text(unquoted(data));
    constexpr std::uint64_t binary = 3, dword = 4, multi_sz = 7;
    if (*type == multi_sz) value = RegistryValue::of_texts(list_of(data));
    if (*type == dword)
      if (const auto n = value.as_number()) value = RegistryValue::of_number(*n);
    if (*type == binary) {
      std::string bytes;
      for (const auto& item : list_of(data)) {
        const auto n = RegistryValue::of_text(item).as_number();
        if (!n || *n > 255) return damaged(line);
        bytes += static_cast<char>(*n);
      }
      value = RegistryValue::of_bytes(std::move(bytes));
    }
    facts_.add(path.substr(0, slash), path.substr(slash + 1), value, place_);
  }

  // "*S-1-5-32-544__Members = ..."; __Memberof adds to groups and is not complete.
  void members(std::string_view name, std::string_view value) {
    constexpr std::string_view suffix = "__members";
    if (!folded(name).ends_with(suffix)) return;
    const auto group = list_of(name.substr(0, name.size() - suffix.size()));
    if (!group.empty()) add_group_members(group.front(), list_of(value), place_, settings_);
  }

  // "winmgmt",2,"D:...": name, start, security.
  void service(std::string_view line) {
    const auto fields = list_of(line);
    if (fields.size() < 2) return damaged(line);
    const auto start = RegistryValue::of_text(fields[1]).as_number();
    if (start) facts_.add("MACHINE\\System\\CurrentControlSet\\Services\\" + fields[0], "Start", RegistryValue::of_number(*start), place_);
  }

  std::uint32_t file_;
  Survey& survey_;
  RegistryFacts facts_;
  std::vector<Setting> settings_;
  Place place_;
};

}  // namespace

bool looks_like_security_template(std::string_view text) {
  const std::string all = folded(text.substr(0, 1 << 16));
  for (const auto* section : {"[registry values]", "[privilege rights]", "[system access]", "[group membership]", "[service general setting]"})
    if (const auto at = all.find(section); at != std::string::npos && (at == 0 || all[at - 1] == '\n')) return true;
  return false;
}

void read_security_template(std::string_view text, std::uint32_t file, Survey& survey) { Reader(file, survey).read(text); }

}  // namespace wmireach::exports
