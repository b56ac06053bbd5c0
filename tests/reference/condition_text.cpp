// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/condition_text.hpp"

#include <cctype>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace wmireach::reference {

// The tables of docs/condition-language.md, cell by cell.
Answer both(Answer a, Answer b) {
  using enum Answer;
  static const Answer table[3][3] = {{no, no, no}, {no, maybe, maybe}, {no, maybe, yes}};
  return table[static_cast<int>(a)][static_cast<int>(b)];
}
Answer either(Answer a, Answer b) {
  using enum Answer;
  static const Answer table[3][3] = {{no, maybe, yes}, {maybe, maybe, yes}, {yes, yes, yes}};
  return table[static_cast<int>(a)][static_cast<int>(b)];
}
Answer opposite(Answer a) {
  using enum Answer;
  static const Answer table[3] = {yes, maybe, no};
  return table[static_cast<int>(a)];
}

namespace {

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) words.push_back(word);
    word.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char ch = text[i];
    if (ch == ' ' || ch == '\t') finish();
    else if (ch == '(' || ch == ')' || ch == '{' || ch == '}' || ch == ',') {
      finish();
      words.emplace_back(1, ch);
    } else if (ch == '=' || ch == '!' || ch == '<' || ch == '>') {
      finish();
      std::string symbol(1, ch);
      if (i + 1 < text.size() && text[i + 1] == '=') {
        symbol += '=';
        ++i;
      }
      words.push_back(symbol);
    } else {
      word += ch;
    }
  }
  finish();
  return words;
}

class Reader {
 public:
  Reader(const std::vector<std::string>& words, const Question& q) : words_(words), q_(q) {}

  Reply all() {
    Reply r = any_of();
    if (at_ != words_.size()) throw std::runtime_error("left over: " + words_[at_]);
    return settled(r);
  }

 private:
  bool is(std::string_view word) const { return at_ < words_.size() && words_[at_] == word; }
  const std::string& take() {
    if (at_ == words_.size()) throw std::runtime_error("the condition ends too early");
    return words_[at_++];
  }
  static Reply settled(Reply r) {
    if (r.answer != Answer::maybe) r.unknown_facts.clear();
    return r;
  }
  static Reply joined(Answer answer, const Reply& a, const Reply& b) {
    Reply r{answer, a.unknown_facts};
    r.unknown_facts.insert(b.unknown_facts.begin(), b.unknown_facts.end());
    return settled(r);
  }

  Reply any_of() {
    Reply r = all_of();
    while (is("or")) {
      take();
      const Reply other = all_of();
      r = joined(either(r.answer, other.answer), r, other);
    }
    return r;
  }

  Reply all_of() {
    Reply r = negated();
    while (is("and")) {
      take();
      const Reply other = negated();
      r = joined(both(r.answer, other.answer), r, other);
    }
    return r;
  }

  Reply negated() {
    if (!is("not")) return single();
    take();
    Reply r = negated();
    r.answer = opposite(r.answer);
    return r;
  }

  Reply single() {
    if (is("(")) {
      take();
      Reply r = any_of();
      if (take() != ")") throw std::runtime_error("a parenthesis is not closed");
      return r;
    }
    const std::string& name = take();
    if (!q_.is_fact(name)) {
      const auto definition = q_.definitions->find(name);
      if (definition == q_.definitions->end()) throw std::runtime_error("neither fact nor definition: " + name);
      return ask(definition->second, q_);
    }
    if (is("in")) return member(name);
    if (is("contains")) {
      take();
      const std::int64_t bit = q_.number_of(name, take());
      return about({&name}, [&](const auto& v) { return (v[0] & bit) != 0; });
    }
    for (const char* symbol : {"==", "!=", "<", "<=", ">", ">="})
      if (is(symbol)) return comparison(name);
    return about({&name}, [](const auto& v) { return v[0] != 0; });
  }

  Reply member(const std::string& name) {
    take();
    std::set<std::int64_t> values;
    if (take() != "{") throw std::runtime_error("no list after in");
    do values.insert(q_.number_of(name, take()));
    while (take() == ",");
    return about({&name}, [&](const auto& v) { return values.contains(v[0]); });
  }

  Reply comparison(const std::string& name) {
    const std::string& symbol = take();
    const std::string& operand = take();
    const auto holds = [&](std::int64_t a, std::int64_t b) {
      if (symbol == "==") return a == b;
      if (symbol == "!=") return a != b;
      if (symbol == "<") return a < b;
      if (symbol == "<=") return a <= b;
      if (symbol == ">") return a > b;
      return a >= b;
    };
    if (q_.is_fact(operand)) return about({&name, &operand}, [&](const auto& v) { return holds(v[0], v[1]); });
    const std::int64_t literal = q_.number_of(name, operand);
    return about({&name}, [&](const auto& v) { return holds(v[0], literal); });
  }

  // A statement about the values of some facts; maybe while one of them is unknown.
  template <class Test>
  Reply about(std::initializer_list<const std::string*> facts, Test test) {
    std::vector<std::int64_t> values;
    Reply r;
    for (const auto* f : facts) {
      const Value v = q_.value_of(*f);
      if (!v) r.unknown_facts.insert(*f);
      values.push_back(v.value_or(0));
    }
    r.answer = !r.unknown_facts.empty() ? Answer::maybe : test(values) ? Answer::yes : Answer::no;
    return r;
  }

  const std::vector<std::string>& words_;
  const Question& q_;
  std::size_t at_ = 0;
};

}  // namespace

Reply ask(const std::string& text, const Question& question) {
  static std::map<std::string, std::vector<std::string>> known_texts;  // splitting is what takes the time
  auto found = known_texts.find(text);
  if (found == known_texts.end()) found = known_texts.emplace(text, words_of(text)).first;
  return Reader(found->second, question).all();
}

}  // namespace wmireach::reference
