// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/reference_evaluator.hpp"

#include <algorithm>
#include <regex>
#include <stdexcept>

namespace wmireach::tests {
namespace {

// The truth tables, written out.
char negated(char a) { return a == 'T' ? 'F' : a == 'F' ? 'T' : 'U'; }
char both(char a, char b) {
  if (a == 'F' || b == 'F') return 'F';
  return a == 'T' && b == 'T' ? 'T' : 'U';
}
char either(char a, char b) {
  if (a == 'T' || b == 'T') return 'T';
  return a == 'F' && b == 'F' ? 'F' : 'U';
}

const std::vector<std::string>& words_of(const std::string& text) {
  static std::map<std::string, std::vector<std::string>> known;
  auto& words = known[text];
  if (words.empty()) {
    static const std::regex word(R"([A-Za-z0-9_.\-]+|==|!=|<=|>=|[<>(){},])");
    for (std::sregex_iterator i(text.begin(), text.end(), word), end; i != end; ++i) words.push_back(i->str());
  }
  return words;
}

const rules::Type& type_of(const std::string& fact) { return rules::slot_info(*rules::find_slot(fact)).definition->type(); }

// Position of a name in its type's list; dates, numbers and booleans are read by the type itself.
std::int64_t number_of(const rules::Type& type, const std::string& literal) {
  for (std::size_t i = 0; i < type.values.size(); ++i)
    if (type.values[i].name == literal) return static_cast<std::int64_t>(i);
  if (literal == "true") return 1;
  if (literal == "false") return 0;
  if (type.kind == rules::TypeKind::date) return std::stoll(literal.substr(0, 4) + literal.substr(5, 2) + literal.substr(8, 2));
  return std::stoll(literal);
}

class Interpreter {
 public:
  Interpreter(const std::string& text, const std::map<std::string, std::string>& definitions, const FactValues& facts)
      : words_(words_of(text)), definitions_(definitions), facts_(facts) {}

  char run() {
    const char t = any_of();
    if (next_ != words_.size()) throw std::runtime_error("words are left over");
    return t;
  }

 private:
  std::string peek() const { return next_ < words_.size() ? words_[next_] : ""; }
  std::string take() { return words_.at(next_++); }

  char any_of() {
    char t = all_of();
    while (peek() == "or") {
      take();
      t = either(t, all_of());
    }
    return t;
  }
  char all_of() {
    char t = one();
    while (peek() == "and") {
      take();
      t = both(t, one());
    }
    return t;
  }
  char one() {
    const std::string word = take();
    if (word == "not") return negated(one());
    if (word == "(") {
      const char t = any_of();
      take();
      return t;
    }
    if (const auto d = definitions_.find(word); d != definitions_.end()) return Interpreter(d->second, definitions_, facts_).run();
    const auto left = facts_.at(word);
    const std::string after = peek();
    if (after == "in") return listed(left, type_of(word));
    if (after == "contains") {
      take();
      const auto bit = number_of(type_of(word), take());
      return !left ? 'U' : ((*left >> bit) & 1) != 0 ? 'T' : 'F';
    }
    if (after != "==" && after != "!=" && after != "<" && after != "<=" && after != ">" && after != ">=") return !left ? 'U' : *left != 0 ? 'T' : 'F';
    take();
    const std::string operand = take();
    const auto right = facts_.count(operand) != 0 ? facts_.at(operand) : std::optional(number_of(type_of(word), operand));
    if (!left || !right) return 'U';
    const bool t = after == "==" ? *left == *right : after == "!=" ? *left != *right : after == "<" ? *left < *right
                 : after == "<=" ? *left <= *right : after == ">" ? *left > *right : *left >= *right;
    return t ? 'T' : 'F';
  }
  char listed(const std::optional<std::int64_t>& left, const rules::Type& type) {
    take();
    bool found = false;
    do {
      take();
      if (left && number_of(type, peek()) == *left) found = true;
      take();
    } while (peek() == ",");
    take();
    return !left ? 'U' : found ? 'T' : 'F';
  }

  const std::vector<std::string>& words_;
  const std::map<std::string, std::string>& definitions_;
  const FactValues& facts_;
  std::size_t next_ = 0;
};

}  // namespace

char reference_truth(const std::string& condition, const std::map<std::string, std::string>& definitions, const FactValues& facts) {
  return condition.empty() ? 'T' : Interpreter(condition, definitions, facts).run();
}

ReferenceVerdict reference_verdict(const rules::Catalogue& catalogue, const FactValues& facts) {
  std::map<std::string, std::string> definitions;
  for (const auto& d : catalogue.definitions) definitions[d.name] = d.condition.text;
  std::vector<const rules::Rule*> ordered;
  for (const auto& r : catalogue.rules) ordered.push_back(&r);
  std::sort(ordered.begin(), ordered.end(), [](const auto* a, const auto* b) {
    if (a->stage != b->stage) return a->stage < b->stage;
    return a->order != b->order ? a->order < b->order : a->name < b->name;
  });

  ReferenceVerdict v;
  bool unknown_before = false;
  for (const auto* rule : ordered) {
    const char applies = reference_truth(rule->applies_when.text, definitions, facts);
    const char t = either(negated(applies), reference_truth(rule->requirement.text, definitions, facts));
    if (rule->effect != rules::Effect::blocks) {
      if (t == 'F') v.limits.push_back(rule->name);
      continue;
    }
    if (!v.first_blocker.empty()) {
      if (t == 'F') v.latent.push_back(rule->name);
      continue;
    }
    if (t == 'T') continue;
    for (const auto& e : rule->errors) v.errors.push_back(e.code);
    if (t == 'U') {
      unknown_before = true;
      continue;
    }
    v.first_blocker = rule->name;
    v.stage = to_string(rule->stage);
    v.error_is_certain = !unknown_before && !rule->errors.empty();
  }
  const bool transport_unknown = !facts.at("request.transport");
  v.kind = !v.first_blocker.empty() ? "fails" : unknown_before || transport_unknown ? "undetermined" : "connects";
  if (v.kind == "connects") v.errors.clear();
  return v;
}

}  // namespace wmireach::tests
