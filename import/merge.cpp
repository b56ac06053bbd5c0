// SPDX-License-Identifier: Apache-2.0
#include "import/merge.hpp"

#include <algorithm>
#include <unordered_map>

#include "import/host_pattern.hpp"

namespace wmireach::import {

void merge_patch(JsonNode& into, const JsonNode& patch) {
  if (patch.kind != JsonNode::Kind::object) {
    into = patch;
    return;
  }
  if (into.kind != JsonNode::Kind::object) {
    into = {};
    into.kind = JsonNode::Kind::object;
    into.line = patch.line;
  }
  for (const auto& member : patch.members) {
    const auto found = std::ranges::find(into.members, member.key, &JsonMember::key);
    if (member.value.kind == JsonNode::Kind::null) {
      if (found != into.members.end()) into.members.erase(found);
      continue;
    }
    JsonMember& target = found != into.members.end() ? *found : into.members.emplace_back(JsonMember{member.key, member.line, {}});
    merge_patch(target.value, member.value);
  }
}

namespace {

// The value of a section that a file has, as an object; null otherwise.
const JsonNode* section(const JsonNode& file, std::string_view key) {
  const JsonNode* s = file.find(key);
  return s != nullptr && s->kind == JsonNode::Kind::object ? s : nullptr;
}

JsonNode object_of(JsonMember member) {
  JsonNode object;
  object.kind = JsonNode::Kind::object;
  object.line = member.line;
  object.members.push_back(std::move(member));
  return object;
}

}  // namespace

void merge_patch(const std::vector<JsonNode*>& scenario, const JsonNode& patch) {
  if (patch.kind == JsonNode::Kind::object)
    for (JsonNode* file : scenario) write_out_patterns(*file, patch);
  if (scenario.size() == 1 || patch.kind != JsonNode::Kind::object) return merge_patch(*scenario.front(), patch);
  for (const auto& part : patch.members) {
    if (part.value.kind != JsonNode::Kind::object) {
      for (JsonNode* file : scenario) std::erase_if(file->members, [&](const JsonMember& m) { return m.key == part.key; });
      merge_patch(*scenario.front(), object_of(part));
      continue;
    }
    std::unordered_map<std::string_view, std::size_t> file_of;
    for (std::size_t f = 0; f < scenario.size(); ++f)
      if (const JsonNode* s = section(*scenario[f], part.key))
        for (const auto& element : s->members) file_of.emplace(element.key, f);
    std::vector<JsonNode> patches(scenario.size());
    for (const auto& element : part.value.members) {
      const auto found = file_of.find(element.key);
      JsonNode& own = patches[found == file_of.end() ? 0 : found->second];
      own.kind = JsonNode::Kind::object;
      own.members.push_back(element);
    }
    for (std::size_t f = 0; f < scenario.size(); ++f)
      if (patches[f].kind == JsonNode::Kind::object) merge_patch(*scenario[f], object_of({part.key, part.line, std::move(patches[f])}));
  }
}


JsonNode nested(std::string_view path, const JsonNode& value) {
  if (path.empty()) return value;
  const auto dot = path.find('.');
  JsonNode object;
  object.kind = JsonNode::Kind::object;
  object.members.push_back({std::string(path.substr(0, dot)), 0, nested(dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1), value)});
  return object;
}

}  // namespace wmireach::import
