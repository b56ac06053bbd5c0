// SPDX-License-Identifier: Apache-2.0
#include "import/merge.hpp"

#include <algorithm>

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

JsonNode nested(std::string_view path, const JsonNode& value) {
  if (path.empty()) return value;
  const auto dot = path.find('.');
  JsonNode object;
  object.kind = JsonNode::Kind::object;
  object.members.push_back({std::string(path.substr(0, dot)), 0, nested(dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1), value)});
  return object;
}

}  // namespace wmireach::import
