// SPDX-License-Identifier: Apache-2.0
// A rule as its file says it: one problem, when it applies, what must hold, what follows otherwise, and who says so.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/stage.hpp"
#include "rules/condition.hpp"

namespace wmireach::rules {

enum class Effect : std::uint8_t {
  blocks,  // the connection fails
  limits,  // it works, but not for everything: partial data, or a needed extra right
  warns,   // it works; something is unsupported, needless or fragile
};

// How well the statement is backed that states the rule's main claim: its first source.
enum class Grade : std::uint8_t { documented, secondary, general_knowledge };

enum class Timing : std::uint8_t { immediate, timeout };

// An error that the caller may see, most likely first.
struct PredictedError {
  std::uint32_t code = 0;
  Timing timing = Timing::immediate;
};

struct SideEffect {
  std::string host;   // "client" or "target"
  std::string log;    // "System"
  std::string event;  // "DistributedCOM 10036"
};

// A way to mend a violated rule. `set` names the facts to change; empty where the mend is outside the vocabulary.
struct Remedy {
  std::string title;
  std::string where;                   // client, target, directory, network, caller
  std::vector<Change> set;
  std::string command, undo, exposure;  // may be empty
};

struct Source {
  std::string statement;  // id in rules/statements.json
  std::string supports;   // what of the rule it supports, a few words
};

struct Example {
  std::string title;
  model::Truth truth;
  std::vector<Change> facts;  // every other fact is unknown
};

struct Rule {
  std::string name;
  model::Stage stage = model::Stage::support;
  std::string since;
  std::string summary;  // one line
  std::int32_t order = 50;  // among the rules of a stage; lower comes first
  Condition applies_when = Condition::always();
  Condition requirement;    // JSON key "requires"
  Effect effect = Effect::blocks;
  std::vector<PredictedError> errors;
  std::vector<SideEffect> side_effects;
  std::string message;  // with {placeholders}
  std::string why;
  std::vector<Remedy> remedies;
  std::vector<Source> sources;  // the first one states the main claim
  Grade grade = Grade::general_knowledge;
  std::vector<Example> examples;
  std::string file;  // where it was read from; empty for built-in rules
};

struct Definition {
  std::string name;
  std::string meaning;
  Condition condition;
};

// Rules in the order in which they are reported: by stage, then `order`, then name.
struct Catalogue {
  std::vector<Definition> definitions;
  std::vector<Rule> rules;

  const Rule* find(std::string_view name) const;
};

void sort_rules(Catalogue& catalogue);

std::string_view to_string(Effect effect);
std::string_view to_string(Timing timing);
std::string_view to_string(Grade grade);

}  // namespace wmireach::rules
