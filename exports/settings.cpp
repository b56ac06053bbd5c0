// SPDX-License-Identifier: Apache-2.0
#include "exports/settings.hpp"

#include <algorithm>

#include "import/json_writer.hpp"
#include "import/sddl.hpp"

namespace wmireach::exports {
namespace {

using import::JsonNode;

std::string dotted(std::string path) {
  std::ranges::replace(path, '/', '.');
  return path;
}

JsonNode& member(JsonNode& object, std::string_view key) {
  if (object.kind != JsonNode::Kind::object) object = import::json_object({});
  for (auto& m : object.members)
    if (m.key == key) return m.value;
  object.members.push_back({std::string(key), 0, {}});
  return object.members.back().value;
}

JsonNode& at_path(JsonNode& object, std::string_view path) {
  JsonNode* at = &object;
  for (;;) {
    const auto slash = path.find('/');
    at = &member(*at, path.substr(0, slash));
    if (slash == std::string_view::npos) return *at;
    path.remove_prefix(slash + 1);
  }
}

// A descriptor keeps its SIDs; but whoever it names has to be known to the scenario.
void ask_for_sids(const std::string& sddl, const std::function<std::string(const std::string&)>& principal) {
  constexpr std::string_view before = ";;;S-1-";
  for (auto at = sddl.find(before); at != std::string::npos; at = sddl.find(before, at + 1))
    if (const auto end = sddl.find(')', at); end != std::string::npos) principal(sddl.substr(at + 3, end - at - 3));
}

void name_principals(JsonNode& value, const std::function<std::string(const std::string&)>& principal) {
  if (value.kind == JsonNode::Kind::string && value.text.starts_with("S-1-")) value.text = principal(value.text);
  else if (value.kind == JsonNode::Kind::string && import::looks_like_sddl(value.text)) ask_for_sids(value.text, principal);
  for (auto& item : value.items) name_principals(item, principal);
  for (auto& m : value.members) {
    if (m.key.starts_with("S-1-")) m.key = principal(m.key);
    name_principals(m.value, principal);
  }
}

}  // namespace

bool same_value(const JsonNode& a, const JsonNode& b) {
  if (a.kind != b.kind || a.integer != b.integer || a.text != b.text || a.items.size() != b.items.size()) return false;
  // The lists of a host are sets: of names, ports and rights.
  return std::ranges::is_permutation(a.items, b.items, same_value) &&
         std::ranges::equal(a.members, b.members, [](const auto& x, const auto& y) { return x.key == y.key && same_value(x.value, y.value); });
}

std::string value_words(const JsonNode& value) {
  std::string text;
  if (value.kind == JsonNode::Kind::string) text = value.text;
  else
    for (const char c : import::write_json(value))
      if (c != '\n' && !(c == ' ' && text.ends_with(' '))) text += c;
  constexpr std::size_t longest = 60;
  return text.size() > longest ? text.substr(0, longest) + "..." : text;
}

std::string place_text(const Survey& survey, Place place) {
  if (const auto entries = survey.entries.find(place.file); entries != survey.entries.end() && place.line > 0 && place.line <= entries->second.size())
    return survey.files[place.file] + "/" + entries->second[place.line - 1];
  return survey.files[place.file] + (place.line == 0 ? "" : ":" + std::to_string(place.line));
}

void Settings::add(const Setting& s, Rank rank, const std::string& whose, import::Diagnostics& notes) {
  if (s.path.ends_with("/-")) {
    auto& list = lists_[s.path.substr(0, s.path.size() - 2)];
    if (std::ranges::none_of(list, [&](const Setting& other) { return same_value(other.value, s.value); })) list.push_back(s);
    return;
  }
  const auto [at, is_new] = chosen_.emplace(s.path, std::pair(s, rank));
  if (is_new || same_value(at->second.first.value, s.value)) {
    if (!is_new && rank > at->second.second) at->second = {s, rank};
    return;
  }
  const bool replaces = rank > at->second.second;
  const Setting& kept = replaces ? s : at->second.first;
  const Setting& other = replaces ? at->second.first : s;
  notes.push_back({.file = survey_->files[other.place.file], .line = other.place.line, .message = dotted(s.path) + " of " + whose + " is '" + value_words(other.value) + "' here, and '" +
                                                                                                 value_words(kept.value) + "' at " + place_text(*survey_, kept.place),
                   .hint = rank == at->second.second ? "the source that was named first counts" : "the source nearer to the computer counts"});
  if (replaces) at->second = {s, rank};
}

void Settings::add_policies(const std::vector<std::vector<const Policy*>>& strongest_first, import::Diagnostics& notes) {
  for (const auto& equally_strong : strongest_first) {
    std::map<std::string, std::pair<const Setting*, const Policy*>> here;
    std::map<std::string, Setting> unknown;
    for (const Policy* policy : equally_strong)
      for (const auto& s : policy->settings) {
        if (s.path.ends_with("/-")) {
          add(s, policy->rank, policy->name, notes);
          continue;
        }
        const auto [at, is_new] = here.emplace(s.path, std::pair(&s, policy));
        if (is_new || same_value(at->second.first->value, s.value) || chosen_.contains(s.path)) continue;
        notes.push_back({.file = survey_->files[s.place.file], .line = s.place.line,
                         .message = dotted(s.path) + " is '" + value_words(s.value) + "' in " + policy->name + ", and '" + value_words(at->second.first->value) + "' in " + at->second.second->name + " at " +
                                    place_text(*survey_, at->second.first->place),
                         .hint = "both are linked to the same place and which is stronger is not known: the value stays unknown"});
        unknown[s.path] = {s.path, import::json_text("unknown"), s.place};
      }
    for (const auto& [path, found] : here)
      if (!chosen_.contains(path)) chosen_.emplace(path, std::pair(unknown.contains(path) ? unknown[path] : *found.first, found.second->rank));
  }
}

void Settings::write(JsonNode& object, const std::function<std::string(const std::string&)>& principal) const {
  JsonNode found_in = import::json_object({});
  for (const auto& [path, chosen] : chosen_) {
    JsonNode value = chosen.first.value;
    name_principals(value, principal);
    at_path(object, path) = std::move(value);
    found_in.members.push_back({dotted(path), 0, import::json_text(place_text(*survey_, chosen.first.place))});
  }
  for (const auto& [path, list] : lists_) {
    JsonNode& into = at_path(object, path);
    if (into.kind != JsonNode::Kind::array) into = import::json_array({});
    for (const auto& s : list) {
      JsonNode value = s.value;
      name_principals(value, principal);
      if (value.kind == JsonNode::Kind::object) value.members.push_back({"found_in", 0, import::json_text(place_text(*survey_, s.place))});
      else found_in.members.push_back({dotted(path), 0, import::json_text(place_text(*survey_, s.place))});
      into.items.push_back(std::move(value));
    }
  }
  // The first place of a list speaks for it.
  std::vector<import::JsonMember> once;
  for (auto& m : found_in.members)
    if (std::ranges::none_of(once, [&](const auto& o) { return o.key == m.key; })) once.push_back(std::move(m));
  found_in.members = std::move(once);
  if (!found_in.members.empty()) object.members.push_back({"found_in", 0, std::move(found_in)});
}

}  // namespace wmireach::exports
