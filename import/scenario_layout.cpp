// SPDX-License-Identifier: Apache-2.0
#include "import/scenario_layout.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace wmireach::import {
namespace {

constexpr std::size_t widest = 120;

constexpr std::array<std::string_view, 18> sections{"$schema", "note", "format", "title", "story", "source", "as_of", "include", "domains", "trusts",
                                                    "zones", "links", "baselines", "hosts", "accounts", "groups", "connections", "require"};

std::string quoted(const std::string& text) { return nlohmann::json(text).dump(); }

std::string on_one_line(const JsonNode& n) {
  switch (n.kind) {
    case JsonNode::Kind::null: return "null";
    case JsonNode::Kind::boolean: return n.integer != 0 ? "true" : "false";
    case JsonNode::Kind::integer: return std::to_string(n.integer);
    case JsonNode::Kind::real: return n.text;
    case JsonNode::Kind::string: return quoted(n.text);
    case JsonNode::Kind::array: {
      std::string out;
      for (const auto& item : n.items) out += (out.empty() ? "" : ", ") + on_one_line(item);
      return "[" + out + "]";
    }
    case JsonNode::Kind::object: {
      std::string out;
      for (const auto& m : n.members) out += (out.empty() ? "" : ", ") + quoted(m.key) + ": " + on_one_line(m.value);
      return out.empty() ? "{}" : "{ " + out + " }";
    }
  }
  return "";
}

std::size_t columns(const std::string& text) {  // code points, not bytes
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool is_list(const JsonNode& n) { return n.kind == JsonNode::Kind::array || n.kind == JsonNode::Kind::object; }

// As many values on each line as fit.
std::string filled(const std::vector<JsonNode>& items, const std::string& inner) {
  std::string out, line = inner;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string value = on_one_line(items[i]) + (i + 1 < items.size() ? "," : "");
    const bool is_first = line.size() == inner.size();
    if (!is_first && columns(line) + 1 + columns(value) > widest) {
      out += line + "\n";
      line = inner + value;
    } else {
      line += (is_first ? "" : " ") + value;
    }
  }
  return out + line;
}

// `before` columns of the line are taken already, and one is needed for a comma.
std::string laid_out(const JsonNode& n, std::size_t indent, std::size_t before) {
  std::string line = on_one_line(n);
  if (!is_list(n) || before + columns(line) + 1 <= widest) return line;
  const std::string inner(indent + 2, ' ');
  if (n.kind == JsonNode::Kind::array && std::ranges::none_of(n.items, is_list)) return "[\n" + filled(n.items, inner) + "\n" + std::string(indent, ' ') + "]";
  std::string out;
  const auto add = [&](const std::string& start, const JsonNode& value) {
    out += (out.empty() ? "\n" : ",\n") + inner + start + laid_out(value, indent + 2, inner.size() + columns(start));
  };
  for (const auto& item : n.items) add("", item);
  for (const auto& m : n.members) add(quoted(m.key) + ": ", m.value);
  out += "\n" + std::string(indent, ' ');
  return n.kind == JsonNode::Kind::array ? "[" + out + "]" : "{" + out + "}";
}

}  // namespace

std::string scenario_layout(const JsonNode& scenario) {
  if (scenario.kind != JsonNode::Kind::object || scenario.members.empty()) return laid_out(scenario, 0, 0) + "\n";
  const auto place = [](const JsonMember* m) { return std::ranges::find(sections, m->key) - sections.begin(); };
  std::vector<const JsonMember*> members;
  for (const auto& m : scenario.members) members.push_back(&m);
  std::ranges::stable_sort(members, {}, place);
  std::string out;
  for (const auto* m : members) {
    const std::string start = "  " + quoted(m->key) + ": ";
    out += (out.empty() ? "{\n" : ",\n") + start + laid_out(m->value, 2, columns(start));
  }
  return out + "\n}\n";
}

}  // namespace wmireach::import
