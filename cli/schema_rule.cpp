// SPDX-License-Identifier: Apache-2.0
// The form of a rule file, as import/rule_reader.cpp reads it.
#include <fmt/format.h>

#include "cli/schema_parts.hpp"
#include "cli/schema_text.hpp"
#include "rules/rule.hpp"

namespace wmireach::cli {
namespace {

using namespace schemas;

// Every fact with a value of its type; here no fact may be unknown, and derived facts may be set.
Schema changes() {
  Schema s = {{"type", "object"}, {"properties", Schema::object()}, {"additionalProperties", false}};
  for (rules::Slot slot = 0; slot < rules::slot_count; ++slot) {
    const auto info = rules::slot_info(slot);
    const std::string scope = info.scope == rules::Scope::host ? "host." : "";
    s["properties"][rules::slot_name(slot)] = reference(scope + std::string(info.definition->name));
  }
  return s;
}

void add_facts(Schema& definitions, std::string_view scope, std::span<const rules::FactDefinition> facts) {
  for (const auto& f : facts) {
    const std::string values = values_text(f.type());
    definitions[fmt::format("{}{}", scope, f.name)] = described(fmt::format("{}{}{}", f.meaning, values.empty() ? "" : "\n", values), value(f.type()));
  }
}

Schema condition(std::string_view description) { return described(description, {{"type", "string"}, {"pattern", "[^ \\t]"}}); }

Schema otherwise() {
  Names effects;
  for (const auto e : {rules::Effect::blocks, rules::Effect::limits, rules::Effect::warns}) effects.emplace_back(rules::to_string(e));
  const Schema error = object("", {{"code", error_code()},
                                   {"timing", choice("How soon the caller sees it. Left out: immediate.",
                                                     {std::string(to_string(rules::Timing::immediate)), std::string(to_string(rules::Timing::timeout))})}},
                              {"code"});
  const Schema side_effect = object("", {{"host", text("client or target")}, {"log", text("The event log.")}, {"event", text("Source and event id.")}},
                                    {"host", "log", "event"});
  return object("What follows where the rule is violated.",
                {{"effect", choice("blocks: the connection fails; limits: it works, but not for everything; warns: it works.", effects)},
                 {"errors", list("What the caller may see, most likely first.", error)},
                 {"side_effects", list("What is logged elsewhere.", side_effect)},
                 {"message", text("One sentence. Placeholders: {client}, {target}, {third}, {account}, {namespace}, {id}, or the name of a fact in braces.")}},
                {"effect", "message"});
}

Schema remedy() {
  return object("A way to mend the violation.",
                {{"title", text("What to do.")},
                 {"where", choice("Where it is done.", {"client", "target", "third", "directory", "network", "caller"})},
                 {"set", described("The facts that change. Left out: the mend is outside the vocabulary.", changes())},
                 {"command", text("A command, or where to click.")},
                 {"undo", text("The command that takes it back.")},
                 {"exposure", text("What it weakens; left out where nothing.")}},
                {"title", "where"});
}

Schema example() {
  return object("A case and what the rule says of it. Every fact that is not listed is unknown.",
                {{"title", text("The case.")}, {"truth", choice("", {"holds", "violated", "unknown"})}, {"facts", changes()}}, {"title", "truth", "facts"});
}

Schema examples() {
  Schema s = list("At least one each of holds, violated and unknown.", example());
  for (const auto word : {"holds", "violated", "unknown"})
    s["allOf"].push_back({{"contains", {{"type", "object"}, {"properties", {{"truth", {{"const", word}}}}}, {"required", {"truth"}}}}});
  return s;
}

Schema keys() {
  const Schema source = object("", {{"statement", text("An id of rules/statements.json.")}, {"supports", text("What of the rule it supports.")}},
                               {"statement", "supports"});
  return {{"name", described("The problem, in words joined by hyphens; unique, never reused.", {{"type", "string"}, {"pattern", "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"}})},
          {"stage", stage()},
          {"since", text("The version that first had the rule.")},
          {"summary", text("One line.")},
          {"order", described("Among the rules of a stage, the lower comes first: 0 to 1000, what is outside counts as the nearer end. Left out: 50.",
                              {{"type", "integer"}})},
          {"applies_when", condition("Left out: always.")},
          {"requires", condition("What must hold, stated positively.")},
          {"otherwise", otherwise()},
          {"why", text("Two or three sentences for a person.")},
          {"remedies", list("Ways to mend it, the best one first.", remedy())},
          {"sources", described("Who says so.", {{"type", "array"}, {"minItems", 1}, {"items", source}})},
          {"examples", examples()}};
}

}  // namespace

std::string rule_schema() {
  Schema s = document("wmireach rule", "One rule of the catalogue. docs/adding-a-rule.md explains it; a file of shared definitions has a form of its own.");
  s.update(object("", keys(), {"name", "stage", "summary", "requires", "otherwise", "why", "sources", "examples"}));
  Schema definitions = {{"found_in", found_in()}};
  add_facts(definitions, "host.", rules::host_facts());
  add_facts(definitions, "", rules::account_facts());
  add_facts(definitions, "", rules::connection_facts());
  s["definitions"] = std::move(definitions);
  return s.dump(2) + "\n";
}

}  // namespace wmireach::cli
