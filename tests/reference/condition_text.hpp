// SPDX-License-Identifier: Apache-2.0
// A second reading of the condition language, straight from its text and without any of the program's code for it: no tree,
// no type check, no short cut. It expects a condition without mistakes.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace wmireach::reference {

using Value = std::optional<std::int64_t>;  // nothing: unknown
enum class Answer { no, maybe, yes };

struct Question {
  std::function<Value(const std::string& fact)> value_of;
  std::function<bool(const std::string& name)> is_fact;
  // The number of a literal of the fact's type.
  std::function<std::int64_t(const std::string& fact, const std::string& literal)> number_of;
  const std::map<std::string, std::string>* definitions;  // name to text
};

struct Reply {
  Answer answer = Answer::yes;
  std::set<std::string> unknown_facts;  // those in branches that are not settled; empty unless the answer is maybe
};

Reply ask(const std::string& text, const Question& question);

Answer both(Answer a, Answer b);
Answer either(Answer a, Answer b);
Answer opposite(Answer a);

}  // namespace wmireach::reference
