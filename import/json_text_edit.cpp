// SPDX-License-Identifier: Apache-2.0
#include "import/json_text_edit.hpp"

#include <algorithm>

#include "import/json_patch.hpp"
#include "import/json_writer.hpp"

namespace wmireach::import {
namespace {

constexpr std::string_view blank = " \t\r\n";

// Walks over a text that is known to be JSON.
class Walker {
 public:
  explicit Walker(std::string_view text, std::size_t at = 0) : text_(text), at_(at) {}

  std::size_t at() const { return at_; }
  char here() {
    at_ = std::min(text_.find_first_not_of(blank, at_), text_.size());
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  void step() { ++at_; }

  // The string that begins here, decoded.
  std::string string() {
    const std::size_t begin = at_;
    skip_string();
    Diagnostics none;
    const auto node = parse_json(text_.substr(begin, at_ - begin), "", none);
    return node ? node->text : "";
  }

  void skip_value() {
    const char c = here();
    if (c == '"') return skip_string();
    if (c != '{' && c != '[') {
      at_ = std::min(text_.find_first_of(" \t\r\n,]}", at_), text_.size());
      return;
    }
    int depth = 0;
    do {
      const char inner = here();
      if (inner == '"') {
        skip_string();
        continue;
      }
      depth += inner == '{' || inner == '[' ? 1 : inner == '}' || inner == ']' ? -1 : 0;
      step();
    } while (depth > 0 && at_ < text_.size());
  }

 private:
  void skip_string() {
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_)
      if (text_[at_] == '\\') ++at_;
    ++at_;
  }

  std::string_view text_;
  std::size_t at_;
};

// Goes to the value of a member or an item; false: there is none.
bool enter(Walker& w, const std::string& part) {
  const char open = w.here();
  if (open != '{' && open != '[') return false;
  w.step();
  for (std::size_t index = 0; w.here() != '}' && w.here() != ']' && w.here() != '\0'; ++index) {
    bool wanted = open == '[' && std::to_string(index) == part;
    if (open == '{') {
      wanted = w.string() == part;
      if (w.here() != ':') return false;
      w.step();
    }
    if (wanted) return w.here() != '\0';
    w.skip_value();
    if (w.here() == ',') w.step();
  }
  return false;
}

std::string one_line(const JsonNode& value) {
  const std::string lines = write_json(value);
  std::string out;
  bool in_string = false, indent = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const char c = lines[i];
    if (in_string) {
      out += c;
      if (c == '\\') out += lines[++i];
      else if (c == '"') in_string = false;
      continue;
    }
    if (c == '\n') {
      indent = true;
      continue;
    }
    if (indent && c == ' ') continue;
    if (indent && !out.empty() && out.back() == ',') out += ' ';
    indent = false;
    in_string = c == '"';
    out += c;
  }
  return out;
}

// A member goes behind the opening brace, an item in front of the closing bracket.
bool insert(std::string& text, const TextRange& parent, const std::string& key, const std::string& value) {
  const bool object = text[parent.begin] == '{', empty = text.find_first_not_of(blank, parent.begin + 1) == parent.end - 1;
  if (object) {
    text.insert(parent.begin + 1, " " + one_line(json_text(key)) + ": " + value + (empty ? " " : ","));
    return true;
  }
  if (text[parent.begin] != '[' || key != "-") return false;
  const std::size_t last = text.find_last_not_of(blank, parent.end - 2);
  text.insert(last + 1, (empty ? "" : ", ") + value);
  return true;
}

bool carry_out(std::string& text, const JsonNode& operation) {
  const auto *op = operation.find("op"), *path = operation.find("path"), *value = operation.find("value");
  if (op == nullptr || path == nullptr || value == nullptr || (op->text != "add" && op->text != "replace")) return false;
  const std::size_t slash = path->text.rfind('/');
  const auto parts = split_pointer(path->text);
  if (slash == std::string::npos || !parts) return false;
  const bool list_end = parts->back() == "-";
  if (const auto there = range_of(text, path->text); there && !list_end) {
    text.replace(there->begin, there->end - there->begin, one_line(*value));
    return true;
  }
  const auto parent = range_of(text, std::string_view(path->text).substr(0, slash));
  return op->text == "add" && parent && insert(text, *parent, parts->back(), one_line(*value));
}

}  // namespace

std::optional<TextRange> range_of(std::string_view text, std::string_view pointer) {
  const auto parts = split_pointer(pointer);
  if (!parts) return std::nullopt;
  Walker w(text);
  if (w.here() == '\0') return std::nullopt;
  for (const auto& part : *parts)
    if (!enter(w, part)) return std::nullopt;
  w.here();
  const std::size_t begin = w.at();
  w.skip_value();
  return TextRange{begin, w.at()};
}

std::optional<TextRange> key_range_of(std::string_view text, std::string_view pointer, std::uint32_t line) {
  const auto parts = split_pointer(pointer);
  if (!parts || parts->empty()) return std::nullopt;
  const auto object = range_of(text, pointer.substr(0, pointer.rfind('/')));
  if (!object || text[object->begin] != '{') return std::nullopt;
  Walker w(text, object->begin + 1);
  while (w.here() == '"') {
    const std::size_t begin = w.at();
    const bool named = w.string() == parts->back();
    if (named && 1 + std::ranges::count(text.substr(0, begin), '\n') == line) return TextRange{begin, w.at()};
    w.here();
    w.step();
    w.skip_value();
    if (w.here() == ',') w.step();
  }
  return std::nullopt;
}

std::optional<std::string> patched_text(std::string text, const JsonNode& patch) {
  for (const auto& operation : patch.items)
    if (!carry_out(text, operation)) return std::nullopt;
  return text;
}

}  // namespace wmireach::import
