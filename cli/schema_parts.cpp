// SPDX-License-Identifier: Apache-2.0
#include "cli/schema_parts.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "analyzer/verdict.hpp"
#include "model/error_code.hpp"
#include "model/release.hpp"
#include "model/stage.hpp"

namespace wmireach::cli::schemas {
namespace {

// Every calendar date from 1980 on, and 29 February of every year: the reader knows the leap years.
constexpr auto date_pattern =
    "^(19[89][0-9]|[2-9][0-9]{3})-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))$";

Names value_names(const rules::Type& type) {
  Names names;
  for (const auto& v : type.values) names.emplace_back(v.name);
  if (&type == &rules::types::release())
    for (const auto& r : model::releases()) names.insert(names.end(), r.aliases.begin(), r.aliases.end());
  return names;
}

// The statements behind a fact's defaults by release, each once.
std::string default_sources(std::string_view fact) {
  Names sources;
  for (const auto& row : model::release_defaults())
    if (row.fact == fact && std::ranges::find(sources, row.source) == sources.end()) sources.emplace_back(row.source);
  std::string text;
  for (const auto& s : sources) text += (text.empty() ? "" : ", ") + s;
  return text;
}

std::string left_out(const rules::FactDefinition& d) {
  const std::string by_release = default_sources(d.name);
  const std::string_view value = d.assume != nullptr ? "follows from other facts" : d.assumed;
  std::string assumed = "unknown";
  if (!value.empty()) assumed = fmt::format("{} ({})", value, d.assumed_source == "planning" ? "assumed for planning" : d.assumed_source);
  if (by_release.empty()) return assumed;
  return fmt::format("the default of the release ({}), else {}", by_release, assumed);
}

}  // namespace

Schema document(std::string_view title, std::string_view description) {
  Schema s = Schema::object();
  s["$schema"] = "http://json-schema.org/draft-07/schema#";
  s["title"] = title;
  s["description"] = description;
  return s;
}

Schema described(std::string_view description, Schema schema) {
  if (description.empty()) return schema;
  Schema s = {{"description", description}};
  for (auto& [key, form] : schema.items())
    if (key != "description") s[key] = std::move(form);
  return s;
}

Schema reference(std::string_view definition) { return {{"$ref", fmt::format("#/definitions/{}", definition)}}; }
Schema text(std::string_view description) { return described(description, {{"type", "string"}}); }
Schema truth(std::string_view description) { return described(description, {{"type", "boolean"}}); }

Schema choice(std::string_view description, const Names& values) {
  return described(description, {{"type", "string"}, {"enum", values}});
}

Schema list(std::string_view description, Schema items) {
  return described(description, {{"type", "array"}, {"items", std::move(items)}});
}

Schema strings(std::string_view description) {
  return described(description, {{"anyOf", {text(""), list("", text(""))}}});
}

Schema found_in() {
  return described("Where an import found it: FILE:LINE for the whole object, or an object of them by key, with dots for deeper ones and an empty key for the rest.",
                   {{"anyOf", {text(""), named("", text(""))}}});
}

Schema object(std::string_view description, Schema properties, std::initializer_list<std::string_view> required) {
  Schema s = described(description, {{"type", "object"}});
  if (required.size() > 0) s["required"] = Names(required.begin(), required.end());
  properties["note"]["description"] = "A remark for people; not read.";
  properties["found_in"] = reference("found_in");
  properties["$schema"]["description"] = "Where an editor finds this schema; not read.";
  s["properties"] = std::move(properties);
  s["additionalProperties"] = false;
  return s;
}

Schema named(std::string_view description, Schema each) {
  return described(description, {{"type", "object"}, {"additionalProperties", std::move(each)}});
}

Schema record(std::string_view description, Schema properties, const Names& optional) {
  Schema s = described(description, {{"type", "object"}});
  s["required"] = Schema::array();
  for (const auto& [key, form] : properties.items())
    if (std::ranges::find(optional, key) == optional.end()) s["required"].push_back(key);
  s["properties"] = std::move(properties);
  return s;
}

Schema or_null(std::string_view description, Schema form) {
  return described(description, {{"anyOf", {std::move(form), {{"type", "null"}}}}});
}

Schema whole_number(std::string_view description) { return described(description, {{"type", "integer"}}); }

Schema value(const rules::Type& type) {
  using enum rules::TypeKind;
  switch (type.kind) {
    case boolean: return {{"enum", {true, false, 0, 1}}};
    case integer: return {{"type", "integer"}, {"minimum", type.min}, {"maximum", type.max}};
    case date: return {{"type", "string"}, {"pattern", date_pattern}};
    case enumeration: return choice("", value_names(type));
    case flags: return list("", choice("", value_names(type)));
  }
  return {};
}

Schema or_unknown(std::string_view description, Schema form) {
  if (form.contains("enum")) {
    form["enum"].push_back("unknown");
    return described(description, std::move(form));
  }
  return described(description, {{"anyOf", {std::move(form), {{"const", "unknown"}}}}});
}

std::string values_text(const rules::Type& type) {
  if (&type == &rules::types::release()) return "By id or alias.";
  std::string out;
  for (const auto& v : type.values)
    if (!v.meaning.empty()) out += fmt::format("{}{}: {}", out.empty() ? "" : "; ", v.name, v.meaning);
  return out.empty() ? out : out + ".";
}

Schema fact(const rules::FactDefinition& d) {
  std::string description(d.meaning);
  if (const auto values = values_text(d.type()); !values.empty()) description += "\n" + values;
  if (!d.observe.empty()) description += fmt::format("\nTo look at it: {}", d.observe);
  description += fmt::format("\nLeft out: {}.", left_out(d));
  return or_unknown(description, value(d.type()));
}

Schema fact_name() {
  Names names;
  for (rules::Slot s = 0; s < rules::slot_count; ++s) names.push_back(rules::slot_name(s));
  return choice("The name of a fact, for facts of a host with its role.", names);
}

Schema stage() {
  Names names;
  std::string description = "The stages of a connection, in order.";
  for (const auto& s : model::stages()) {
    names.emplace_back(s.id);
    description += fmt::format("\n{}: {}", s.id, s.meaning);
  }
  return choice(description, names);
}

Schema error_code() {
  Names symbols;
  for (const auto& e : model::error_codes()) symbols.emplace_back(e.symbol);
  // A failure in hexadecimal, a Win32 error up to 65535, any number with the top bit, or a symbol in any case.
  constexpr auto spellings =
      "^(0[xX]0*([89A-Fa-f][0-9A-Fa-f]{7}|[1-9A-Fa-f][0-9A-Fa-f]{0,3})|0*([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
      "|0*[2-4][0-9]{9}|-0*[1-9][0-9]{0,9}|[A-Za-z][A-Za-z0-9_]*)$";
  Schema s = described("An error code: 0x80070005, its symbol, or a decimal number, as a string.", {{"type", "string"}});
  s["anyOf"] = Schema::array({Schema{{"enum", symbols}}, Schema{{"pattern", spellings}}});
  return s;
}

Schema verdict(std::string_view description) {
  using enum analyzer::VerdictKind;
  Names names;
  for (const auto kind : {connects, fails, undetermined}) names.emplace_back(to_string(kind));
  return choice(description, names);
}

}  // namespace wmireach::cli::schemas
