// SPDX-License-Identifier: Apache-2.0
// Recursive descent over a handful of tokens, with the type check in place. After an error in one comparison the
// parser goes on behind it, so that a condition reports all its mistakes at once.
#include <algorithm>
#include <cctype>

#include "rules/condition.hpp"
#include "rules/suggestion.hpp"

namespace wmireach::rules {
namespace {

struct Token {
  enum Kind { word, symbol, end } kind = end;
  std::string_view text;
  std::size_t offset = 0;
};

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '-'; }

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == ' ' || text[i] == '\t') {
      ++i;
      continue;
    }
    std::size_t n = 1;
    if (is_word(text[i]))
      while (i + n < text.size() && is_word(text[i + n])) ++n;
    else if (i + 1 < text.size() && text[i + 1] == '=' && std::string_view("=!<>").find(text[i]) != std::string_view::npos)
      n = 2;
    tokens.push_back({is_word(text[i]) ? Token::word : Token::symbol, text.substr(i, n), i});
    i += n;
  }
  tokens.push_back({Token::end, "", text.size()});
  return tokens;
}

std::optional<Operation> comparison_of(std::string_view symbol) {
  static constexpr std::pair<std::string_view, Operation> table[] = {
      {"==", Operation::equal}, {"!=", Operation::not_equal},  {"<", Operation::less},
      {"<=", Operation::less_equal}, {">", Operation::greater}, {">=", Operation::greater_equal}};
  for (const auto& [text, operation] : table)
    if (text == symbol) return operation;
  return std::nullopt;
}

bool comparable_by_size(const Type& t) { return t.ordered || t.kind == TypeKind::integer || t.kind == TypeKind::date; }

std::string values_of(const Type& t) {
  if (t.kind == TypeKind::boolean) return "true, false";
  if (t.kind == TypeKind::integer) return "a whole number from " + std::to_string(t.min) + " to " + std::to_string(t.max);
  if (t.kind == TypeKind::date) return "a date yyyy-mm-dd";
  std::string out;
  for (const auto& v : t.values) out += (out.empty() ? "" : ", ") + std::string(v.name);
  return out;
}

std::vector<std::string> value_names(const Type& t) {
  std::vector<std::string> names;
  for (const auto& v : t.values) names.emplace_back(v.name);
  return names;
}

// Bounds the depth of an evaluation, which follows the tree; far above what a readable rule needs.
constexpr std::size_t largest_condition = 2000;

class Parser {
 public:
  Parser(std::string_view text, const Definitions& definitions) : text_(text), definitions_(definitions), tokens_(tokens_of(text)) {}

  std::variant<Condition, std::vector<ConditionError>> run() {
    if (peek().kind == Token::end) fail(peek(), "the condition is empty", "leave the key out if the rule always applies");
    else {
      disjunction();
      if (peek().kind != Token::end) fail(peek(), "expected 'and', 'or' or the end of the condition");
    }
    if (nodes_.size() > largest_condition)
      fail(tokens_.front(), "the condition has more than " + std::to_string(largest_condition) + " parts", "split the rule");
    if (!errors_.empty()) return errors_;
    return Condition{std::string(text_), std::move(nodes_)};
  }

 private:
  const Token& peek() const { return tokens_[next_]; }
  bool at(std::string_view word) const { return peek().kind != Token::end && peek().text == word; }
  const Token& take() { return tokens_[next_].kind == Token::end ? tokens_[next_] : tokens_[next_++]; }

  void fail(const Token& where, std::string message, std::string hint = {}) {
    if (given_up_) return;
    errors_.push_back({where.offset, std::max<std::size_t>(1, where.text.size()), std::move(message), std::move(hint)});
  }

  std::int32_t add(Node n) {
    nodes_.push_back(n);
    return static_cast<std::int32_t>(nodes_.size() - 1);
  }

  std::int32_t chain(std::string_view word, Operation operation, std::int32_t (Parser::*part)()) {
    std::int32_t left = (this->*part)();
    while (at(word)) {
      take();
      const std::int32_t right = (this->*part)();
      left = add({.operation = operation, .left = left, .right = right});
    }
    return left;
  }
  std::int32_t disjunction() { return chain("or", Operation::disjunction, &Parser::conjunction); }
  std::int32_t conjunction() { return chain("and", Operation::conjunction, &Parser::negation); }

  std::int32_t negation() {
    constexpr int deepest = 50;
    if (depth_ == deepest) {
      fail(peek(), "the condition nests deeper than " + std::to_string(deepest) + " levels", "name a part of it as a definition");
      given_up_ = true;
      next_ = tokens_.size() - 1;
      return add({});
    }
    ++depth_;
    std::int32_t node = 0;
    if (at("not")) {
      take();
      node = negation();
      node = add({.operation = Operation::negation, .left = node});
    } else {
      node = at("(") ? parenthesis() : named();
    }
    --depth_;
    return node;
  }

  std::int32_t parenthesis() {
    const Token open = take();
    const std::int32_t inner = disjunction();
    if (at(")")) take();
    else fail(peek().kind == Token::end ? open : peek(), "this parenthesis is not closed");
    return inner;
  }

  std::int32_t named() {
    const Token name = take();
    if (name.kind != Token::word) {
      fail(name, name.kind == Token::end ? "the condition ends where a fact is expected" : "expected a fact, a definition or '('");
      return add({});
    }
    const auto found = find_slot(name.text);
    if (!found) return definition(name);
    const Type& type = slot_info(*found).definition->type();
    if (const auto operation = comparison_of(peek().text)) return comparison(name, *found, type, *operation);
    if (at("in")) return membership(*found, type);
    if (at("contains")) return containment(name, *found, type);
    if (type.kind != TypeKind::boolean)
      fail(name, "'" + std::string(name.text) + "' is of type " + std::string(type.name) + " and cannot stand alone",
           "compare it: " + std::string(name.text) + " == ...");
    return add({.operation = Operation::fact, .slot = *found});
  }

  std::int32_t definition(const Token& name) {
    const auto found = definitions_.find(name.text);
    if (found == definitions_.end()) {
      std::vector<std::string> known;
      for (Slot s = 0; s < slot_count; ++s) known.push_back(slot_name(s));
      for (const auto& [n, c] : definitions_) known.push_back(n);
      fail(name, "'" + std::string(name.text) + "' is neither a fact nor a definition", did_you_mean(name.text, known));
      skip_comparison();
      return add({});
    }
    const auto shift = static_cast<std::int32_t>(nodes_.size());
    for (Node n : found->second.nodes) {
      if (n.left >= 0) n.left = static_cast<std::int32_t>(n.left + shift);
      if (n.right >= 0) n.right = static_cast<std::int32_t>(n.right + shift);
      nodes_.push_back(n);
    }
    return static_cast<std::int32_t>(nodes_.size() - 1);
  }

  // Passes over what follows a name that is not known, so that it is reported once.
  void skip_comparison() {
    const bool set = at("in");
    if (!set && !at("contains") && !comparison_of(peek().text)) return;
    take();
    if (!set || !at("{")) {
      take();
      return;
    }
    while (peek().kind != Token::end && !at("}")) take();
    take();
  }

  std::int32_t comparison(const Token& name, Slot s, const Type& type, Operation operation) {
    const Token symbol = take();
    if (operation > Operation::not_equal && !comparable_by_size(type))
      fail(symbol, "the values of " + std::string(type.name) + " have no order", type.kind == TypeKind::enumeration ? "use '==', '!=' or 'in {...}'" : "use '==' or '!='");
    if (type.kind == TypeKind::flags) fail(symbol, "'" + std::string(name.text) + "' is a set", "use 'contains'");
    const Token operand = take();
    if (const auto other = find_slot(operand.text)) {
      if (&slot_info(*other).definition->type() != &type)
        fail(operand, "'" + std::string(operand.text) + "' is of another type than '" + std::string(name.text) + "'");
      return add({.operation = operation, .against_fact = true, .slot = s, .other = *other});
    }
    return add({.operation = operation, .slot = s, .value = literal(operand, type)});
  }

  std::int64_t literal(const Token& token, const Type& type) {
    if (const auto value = token.kind == Token::word ? parse_value(type, token.text) : std::nullopt) return *value;
    std::string hint = did_you_mean(token.text, value_names(type));
    fail(token, token.kind == Token::end ? "a value is missing" : "'" + std::string(token.text) + "' is no value of " + std::string(type.name),
         hint.empty() ? "known: " + values_of(type) : hint);
    return 0;
  }

  std::int32_t membership(Slot s, const Type& type) {
    const Token in = take();
    Node n{.operation = Operation::in, .slot = s};
    if (type.kind != TypeKind::enumeration || type.values.size() > 63) {
      fail(in, "'in' needs an enumeration", "compare with '==' or '<='");
      --next_;
      skip_comparison();
      return add(n);
    }
    if (!at("{")) {
      fail(peek(), "expected '{' after 'in'");
      return add(n);
    }
    if (tokens_[next_ + 1].text == "}") {
      fail(take(), "the set is empty", "name at least one value");
      take();
      return add(n);
    }
    do {
      take();
      n.value |= std::int64_t{1} << literal(take(), type);
    } while (at(","));
    if (at("}")) take();
    else fail(peek(), "expected ',' or '}'");
    return add(n);
  }

  std::int32_t containment(const Token& name, Slot s, const Type& type) {
    take();
    const Token item = take();
    if (type.kind != TypeKind::flags) {
      fail(name, "'" + std::string(name.text) + "' is not a set, and 'contains' needs one");
      return add({});
    }
    for (std::size_t i = 0; i < type.values.size(); ++i)
      if (type.values[i].name == item.text)
        return add({.operation = Operation::contains, .slot = s, .value = static_cast<std::int64_t>(i)});
    fail(item, "'" + std::string(item.text) + "' is no value of " + std::string(type.name), did_you_mean(item.text, value_names(type)));
    return add({});
  }

  std::string_view text_;
  const Definitions& definitions_;
  std::vector<Token> tokens_;
  std::size_t next_ = 0;
  int depth_ = 0;
  bool given_up_ = false;  // too deep: what follows was not read, so nothing more can be said of it
  std::vector<Node> nodes_;
  std::vector<ConditionError> errors_;
};

}  // namespace

std::variant<Condition, std::vector<ConditionError>> parse_condition(std::string_view text, const Definitions& definitions) {
  return Parser(text, definitions).run();
}

}  // namespace wmireach::rules
