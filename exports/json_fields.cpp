// SPDX-License-Identifier: Apache-2.0
#include "exports/json_fields.hpp"

#include "model/estate.hpp"

namespace wmireach::exports {

using import::JsonNode;

const JsonNode* field(const JsonNode& object, std::string_view key) {
  if (object.kind != JsonNode::Kind::object) return nullptr;
  if (const JsonNode* exact = object.find(key)) return exact;
  const std::string wanted = model::folded(key);
  for (const auto& m : object.members)
    if (model::folded(m.key) == wanted) return &m.value;
  return nullptr;
}

std::string text_field(const JsonNode& object, std::string_view key) {
  const JsonNode* f = field(object, key);
  return f != nullptr && f->kind == JsonNode::Kind::string ? f->text : std::string();
}

bool true_field(const JsonNode& object, std::string_view key) {
  const JsonNode* f = field(object, key);
  return f != nullptr && f->kind == JsonNode::Kind::boolean && f->integer != 0;
}

}  // namespace wmireach::exports
