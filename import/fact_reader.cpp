// SPDX-License-Identifier: Apache-2.0
#include "import/fact_reader.hpp"

#include <algorithm>
#include <array>

#include "import/choice.hpp"
#include "model/release.hpp"
#include "rules/vocabulary.hpp"

namespace wmireach::import {
namespace {

std::vector<std::string> names_of(const rules::Type& type) {
  std::vector<std::string> names;
  for (const auto& v : type.values) names.emplace_back(v.name);
  return names;
}

std::optional<std::int64_t> read_name(const Cursor& c, const rules::Type& type) {
  const auto text = c.string();
  if (!text) return std::nullopt;
  for (std::size_t i = 0; i < type.values.size(); ++i)
    if (type.values[i].name == *text) return static_cast<std::int64_t>(i);
  if (&type == &rules::types::release())
    if (const auto* release = model::find_release(*text)) return release - model::releases().data();
  c.fail("'" + *text + "' is no value of " + std::string(type.name), hint_for(*text, names_of(type)));
  return std::nullopt;
}

std::optional<std::int64_t> read_integer(const Cursor& c, const rules::Type& type) {
  const auto n = c.integer();
  if (!n) return std::nullopt;
  if (*n >= type.min && *n <= type.max) return n;
  c.fail(std::to_string(*n) + " is out of range for " + std::string(type.name),
         "a whole number from " + std::to_string(type.min) + " to " + std::to_string(type.max));
  return std::nullopt;
}

std::optional<std::int64_t> read_boolean(const Cursor& c) {
  if (c.is(JsonNode::Kind::boolean) || (c.is(JsonNode::Kind::integer) && (c.node().integer == 0 || c.node().integer == 1)))
    return c.node().integer;
  c.fail("expected true or false, found " + std::string(to_string(c.node().kind)), "the registry's 0 and 1 are read as well");
  return std::nullopt;
}

}  // namespace

std::optional<std::int64_t> read_value(const Cursor& c, const rules::Type& type) {
  switch (type.kind) {
    case rules::TypeKind::boolean: return read_boolean(c);
    case rules::TypeKind::integer: return read_integer(c, type);
    case rules::TypeKind::enumeration: return read_name(c, type);
    case rules::TypeKind::date: {
      const auto text = c.string();
      if (!text) return std::nullopt;
      const auto date = rules::parse_date(*text);
      if (!date) c.fail("'" + *text + "' is not a date", "write it as yyyy-mm-dd");
      return date;
    }
    case rules::TypeKind::flags: {
      std::int64_t mask = 0;
      bool good = true;
      good = c.items([&](const Cursor& item) {
        const auto bit = read_name(item, type);
        if (bit) mask |= std::int64_t{1} << *bit;
        else good = false;
      }) && good;
      return good ? std::optional(mask) : std::nullopt;
    }
  }
  return std::nullopt;
}

void check_placeholders(const Cursor& c, const std::string& message) {
  static constexpr std::array names{"client", "target", "third", "account", "namespace", "id"};
  for (std::size_t open = message.find('{'); open != std::string::npos; open = message.find('{', open + 1)) {
    const auto close = message.find('}', open);
    if (close == std::string::npos) {
      c.fail("a placeholder is not closed");
      return;
    }
    const std::string name = message.substr(open + 1, close - open - 1);
    if (std::ranges::find(names, name) != names.end() || rules::find_slot(name)) continue;
    c.fail("'{" + name + "}' is neither a fact nor client, target, third, account, namespace or id");
  }
}

}  // namespace wmireach::import
