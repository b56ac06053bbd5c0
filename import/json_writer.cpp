// SPDX-License-Identifier: Apache-2.0
#include "import/json_writer.hpp"

#include <nlohmann/json.hpp>

namespace wmireach::import {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const JsonNode& n) {
  switch (n.kind) {
    case JsonNode::Kind::null: return nullptr;
    case JsonNode::Kind::boolean: return n.integer != 0;
    case JsonNode::Kind::integer: return n.integer;
    case JsonNode::Kind::real: return Json::parse(n.text);
    case JsonNode::Kind::string: return n.text;
    case JsonNode::Kind::array: {
      Json out = Json::array();
      for (const auto& item : n.items) out.push_back(to_json(item));
      return out;
    }
    case JsonNode::Kind::object: {
      Json out = Json::object();
      for (const auto& member : n.members) out[member.key] = to_json(member.value);
      return out;
    }
  }
  return nullptr;
}

}  // namespace

std::string write_json(const JsonNode& node) { return to_json(node).dump(2) + "\n"; }

JsonNode json_text(std::string text) { return {.kind = JsonNode::Kind::string, .text = std::move(text)}; }
JsonNode json_integer(std::int64_t value) { return {.kind = JsonNode::Kind::integer, .integer = value}; }
JsonNode json_boolean(bool value) { return {.kind = JsonNode::Kind::boolean, .integer = value ? 1 : 0}; }
JsonNode json_array(std::vector<JsonNode> items) { return {.kind = JsonNode::Kind::array, .items = std::move(items)}; }
JsonNode json_object(std::vector<JsonMember> members) { return {.kind = JsonNode::Kind::object, .members = std::move(members)}; }

JsonNode json_texts(const std::vector<std::string>& items) {
  JsonNode out = json_array({});
  for (const auto& item : items) out.items.push_back(json_text(item));
  return out;
}

JsonNode json_value(const rules::Type& type, std::int64_t value) {
  switch (type.kind) {
    case rules::TypeKind::boolean: return json_boolean(value != 0);
    case rules::TypeKind::integer: return json_integer(value);
    case rules::TypeKind::flags: break;
    default: return json_text(rules::write_value(type, value));
  }
  JsonNode names = json_array({});
  for (std::size_t i = 0; i < type.values.size(); ++i)
    if (((value >> i) & 1) != 0) names.items.push_back(json_text(std::string(type.values[i].name)));
  return names;
}

}  // namespace wmireach::import
