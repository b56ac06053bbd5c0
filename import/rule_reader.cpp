// SPDX-License-Identifier: Apache-2.0
#include "import/rule_reader.hpp"

#include <algorithm>

#include "import/choice.hpp"
#include "import/cursor.hpp"
#include "import/fact_reader.hpp"
#include "model/error_code.hpp"
#include "rules/suggestion.hpp"

namespace wmireach::import {

using model::Truth;

namespace {

rules::Definitions definitions_of(const rules::Catalogue& catalogue) {
  rules::Definitions map;
  for (const auto& d : catalogue.definitions) map.emplace(d.name, d.condition);
  return map;
}

void read_condition(const Cursor& c, const rules::Definitions& definitions, rules::Condition& into) {
  const auto text = c.string();
  if (!text) return;
  auto parsed = rules::parse_condition(*text, definitions);
  if (auto* condition = std::get_if<rules::Condition>(&parsed)) {
    into = std::move(*condition);
    return;
  }
  for (auto& e : std::get<std::vector<rules::ConditionError>>(parsed)) c.fail_at(*text, e.offset, e.length, std::move(e.message), std::move(e.hint));
}

template <class Value>
void read_choice(const Cursor& c, Value& into, const std::vector<std::pair<std::string_view, Value>>& choices) {
  if (auto value = choose<Value>(c, choices)) into = *value;
}

void read_text(const Cursor& c, std::string& into) {
  if (auto text = c.string()) into = std::move(*text);
}

void require_keys(const Cursor& c, std::initializer_list<std::string_view> keys) {
  if (!c.is(JsonNode::Kind::object)) return;  // reported already
  for (const auto key : keys)
    if (c.node().find(key) == nullptr) c.fail("the key '" + std::string(key) + "' is missing");
}

std::vector<rules::Change> read_changes(const Cursor& c) {
  std::vector<rules::Change> changes;
  c.members([&](const Cursor& fact) {
    const auto slot = rules::find_slot(fact.key());
    if (!slot) {
      std::vector<std::string> known;
      for (rules::Slot s = 0; s < rules::slot_count; ++s) known.push_back(rules::slot_name(s));
      fact.fail("'" + std::string(fact.key()) + "' is not a fact", rules::did_you_mean(fact.key(), known));
      return;
    }
    if (const auto value = read_value(fact, rules::slot_info(*slot).definition->type())) changes.push_back({*slot, *value});
  });
  return changes;
}

void read_errors(const Cursor& c, std::vector<rules::PredictedError>& into) {
  c.items([&](const Cursor& item) {
    rules::PredictedError e;
    item.object({{"code",
                  [&](const Cursor& code) {
                    const auto text = code.string();
                    if (!text) return;
                    const auto value = model::parse_error_code(*text);
                    if (!value || model::find_error_code(*value) == nullptr)
                      code.fail("'" + *text + "' is not in the table of error codes", "write it as 0x80070005");
                    else e.code = *value;
                  }},
                 {"timing", [&](const Cursor& t) {
                    read_choice<rules::Timing>(t, e.timing, {{"immediate", rules::Timing::immediate}, {"timeout", rules::Timing::timeout}});
                  }}});
    require_keys(item, {"code"});
    into.push_back(e);
  });
}

void read_otherwise(const Cursor& c, rules::Rule& rule) {
  c.object({{"effect",
             [&](const Cursor& e) {
               read_choice<rules::Effect>(e, rule.effect, {{"blocks", rules::Effect::blocks}, {"limits", rules::Effect::limits}, {"warns", rules::Effect::warns}});
             }},
            {"errors", [&](const Cursor& e) { read_errors(e, rule.errors); }},
            {"side_effects",
             [&](const Cursor& list) {
               list.items([&](const Cursor& item) {
                 rules::SideEffect s;
                 item.object({{"host", [&](const Cursor& t) { read_text(t, s.host); }},
                              {"log", [&](const Cursor& t) { read_text(t, s.log); }},
                              {"event", [&](const Cursor& t) { read_text(t, s.event); }}});
                 require_keys(item, {"host", "log", "event"});
                 rule.side_effects.push_back(std::move(s));
               });
             }},
            {"message", [&](const Cursor& m) {
               read_text(m, rule.message);
               check_placeholders(m, rule.message);
             }}});
  require_keys(c, {"effect", "message"});
}

void read_remedy(const Cursor& c, rules::Rule& rule) {
  rules::Remedy r;
  c.object({{"title", [&](const Cursor& t) { read_text(t, r.title); }},
            {"where",
             [&](const Cursor& t) {
               read_choice<std::string>(t, r.where, {{"client", "client"}, {"target", "target"}, {"third", "third"}, {"directory", "directory"}, {"network", "network"}, {"caller", "caller"}});
             }},
            {"set", [&](const Cursor& t) { r.set = read_changes(t); }},
            {"command", [&](const Cursor& t) { read_text(t, r.command); }},
            {"undo", [&](const Cursor& t) { read_text(t, r.undo); }},
            {"exposure", [&](const Cursor& t) { read_text(t, r.exposure); }}});
  require_keys(c, {"title", "where"});
  rule.remedies.push_back(std::move(r));
}

void read_example(const Cursor& c, rules::Rule& rule) {
  rules::Example e{};
  c.object({{"title", [&](const Cursor& t) { read_text(t, e.title); }},
            {"truth",
             [&](const Cursor& t) {
               read_choice<Truth>(t, e.truth, {{"holds", Truth::True}, {"violated", Truth::False}, {"unknown", Truth::Unknown}});
             }},
            {"facts", [&](const Cursor& t) { e.facts = read_changes(t); }}});
  require_keys(c, {"title", "truth", "facts"});
  rule.examples.push_back(std::move(e));
}

bool is_kebab_case(std::string_view name) {
  return !name.empty() && name.front() != '-' && name.back() != '-' &&
         std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

void check_example_kinds(const Cursor& root, const rules::Rule& rule) {
  for (const auto& [truth, word] : {std::pair{Truth::True, "holds"}, std::pair{Truth::False, "violated"}, std::pair{Truth::Unknown, "unknown"}})
    if (std::ranges::none_of(rule.examples, [wanted = truth](const auto& e) { return e.truth == wanted; }))
      root.fail("no example in which the rule is " + std::string(word == std::string_view("holds") ? "held" : word),
                "every rule shows at least one example each of holds, violated and unknown");
}

}  // namespace

void read_definitions(const SourceFile& file, rules::Catalogue& catalogue, Diagnostics& diagnostics) {
  const auto json = parse_json(file.text, file.name, diagnostics);
  if (!json) return;
  const Cursor root(*json, file.name, diagnostics);
  root.object({{"definitions", [&](const Cursor& all) {
    all.members([&](const Cursor& c) {
      rules::Definition d{std::string(c.key()), {}, rules::Condition::always()};
      c.object({{"meaning", [&](const Cursor& t) { read_text(t, d.meaning); }},
                {"condition", [&](const Cursor& t) { read_condition(t, definitions_of(catalogue), d.condition); }}});
      if (rules::find_slot(d.name)) c.fail("a definition may not have the name of a fact");
      else if (std::ranges::find(catalogue.definitions, d.name, &rules::Definition::name) != catalogue.definitions.end())
        c.fail("the definition '" + d.name + "' exists already");
      else catalogue.definitions.push_back(std::move(d));
    });
  }}});
}

void read_rule(const SourceFile& file, rules::Catalogue& catalogue, Diagnostics& diagnostics) {
  const auto before = diagnostics.size();
  const auto json = parse_json(file.text, file.name, diagnostics);
  if (!json) return;
  const Cursor root(*json, file.name, diagnostics);
  const auto definitions = definitions_of(catalogue);
  rules::Rule rule;
  rule.file = file.name;
  rule.requirement = rules::Condition::always();
  root.object({
      {"name",
       [&](const Cursor& c) {
         read_text(c, rule.name);
         if (!is_kebab_case(rule.name)) c.fail("'" + rule.name + "' is not kebab-case", "name the problem: lower-case words joined by hyphens");
         if (catalogue.find(rule.name) != nullptr) c.fail("a rule named '" + rule.name + "' exists already", "names are unique and never reused");
       }},
      {"stage",
       [&](const Cursor& c) {
         std::vector<std::pair<std::string_view, model::Stage>> choices;
         for (std::size_t i = 0; i < model::stage_count; ++i) choices.emplace_back(model::stages()[i].id, static_cast<model::Stage>(i));
         read_choice(c, rule.stage, choices);
       }},
      {"since", [&](const Cursor& c) { read_text(c, rule.since); }},
      {"summary", [&](const Cursor& c) { read_text(c, rule.summary); }},
      {"order",
       [&](const Cursor& c) {
         if (const auto n = c.integer()) rule.order = static_cast<std::int32_t>(std::clamp<std::int64_t>(*n, 0, 1000));
       }},
      {"applies_when", [&](const Cursor& c) { read_condition(c, definitions, rule.applies_when); }},
      {"requires", [&](const Cursor& c) { read_condition(c, definitions, rule.requirement); }},
      {"otherwise", [&](const Cursor& c) { read_otherwise(c, rule); }},
      {"why", [&](const Cursor& c) { read_text(c, rule.why); }},
      {"remedies", [&](const Cursor& c) { c.items([&](const Cursor& item) { read_remedy(item, rule); }); }},
      {"sources",
       [&](const Cursor& c) {
         c.items([&](const Cursor& item) {
           rules::Source s;
           item.object({{"statement", [&](const Cursor& t) { read_text(t, s.statement); }}, {"supports", [&](const Cursor& t) { read_text(t, s.supports); }}});
           require_keys(item, {"statement", "supports"});
           rule.sources.push_back(std::move(s));
         });
         if (c.node().items.empty()) c.fail("a rule without a source is not a rule", "cite the statement that says so");
       }},
      {"examples", [&](const Cursor& c) { c.items([&](const Cursor& item) { read_example(item, rule); }); }},
  });
  require_keys(root, {"name", "stage", "summary", "requires", "otherwise", "why", "sources", "examples"});
  if (root.node().find("examples") != nullptr) check_example_kinds(root, rule);
  if (diagnostics.size() == before) catalogue.rules.push_back(std::move(rule));
}

rules::Catalogue read_catalogue(const std::vector<SourceFile>& files, Diagnostics& diagnostics) {
  rules::Catalogue catalogue;
  const auto holds_definitions = [](const SourceFile& f) { return f.name.ends_with("definitions.json"); };
  for (const auto& f : files)
    if (holds_definitions(f)) read_definitions(f, catalogue, diagnostics);
  for (const auto& f : files)
    if (!holds_definitions(f)) read_rule(f, catalogue, diagnostics);
  rules::sort_rules(catalogue);
  return catalogue;
}

}  // namespace wmireach::import
