// SPDX-License-Identifier: Apache-2.0
#include "import/json.hpp"

#include <cstdio>
#include <iterator>
#include <nlohmann/json.hpp>

namespace wmireach::import {
namespace {

// Where the parser is in the text.
struct Position {
  const char* at;
  const char* end;
  std::uint32_t line = 1;
  char last = '\0';
};

// An input iterator that counts lines as the parser reads. Copies share one position.
class LineCounter {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  LineCounter() = default;
  explicit LineCounter(Position& position) : position_(&position) {}

  reference operator*() const { return *position_->at; }
  LineCounter& operator++() {
    position_->last = *position_->at++;
    if (position_->last == '\n') ++position_->line;
    return *this;
  }
  LineCounter operator++(int) {
    LineCounter before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const LineCounter& a, const LineCounter& b) { return a.done() == b.done(); }
  friend bool operator!=(const LineCounter& a, const LineCounter& b) { return !(a == b); }

 private:
  bool done() const { return position_ == nullptr || position_->at == position_->end; }
  Position* position_ = nullptr;
};

using Json = nlohmann::json;

// The parser quotes what it last read, which may be no text at all.
std::string printable(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    char hex[8];
    std::snprintf(hex, sizeof hex, "\\x%02X", byte);
    out += byte < 0x20 || byte >= 0x7f ? hex : std::string(1, c);
  }
  return out;
}

// Builds the tree from the parser's events.
class TreeBuilder : public nlohmann::json_sax<Json> {
 public:
  TreeBuilder(const Position& position, const std::string& file, Diagnostics& diagnostics)
      : position_(position), file_(file), diagnostics_(diagnostics) {}

  JsonNode take_root() { return std::move(root_); }

  // Elements of this array of the root are handed on instead of kept.
  void hand_on(std::string_view key, const std::function<void(JsonNode&&)>& each) {
    record_key_ = key;
    each_ = &each;
  }

  bool null() override { return put({}); }
  bool boolean(bool value) override { return put({.kind = JsonNode::Kind::boolean, .integer = value ? 1 : 0}); }
  bool number_integer(number_integer_t value) override { return put({.kind = JsonNode::Kind::integer, .integer = value}, true); }
  bool number_unsigned(number_unsigned_t value) override {
    if (value > static_cast<number_unsigned_t>(INT64_MAX)) return put({.kind = JsonNode::Kind::real, .text = std::to_string(value)}, true);
    return put({.kind = JsonNode::Kind::integer, .integer = static_cast<std::int64_t>(value)}, true);
  }
  bool number_float(number_float_t, const string_t& digits) override { return put({.kind = JsonNode::Kind::real, .text = digits}, true); }
  bool string(string_t& value) override { return put({.kind = JsonNode::Kind::string, .text = std::move(value)}); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(JsonNode::Kind::object); }
  bool start_array(std::size_t) override { return open(JsonNode::Kind::array); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& value) override {
    open_.back()->members.push_back({std::move(value), position_.line, {}});
    return true;
  }

  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) override {
    // "[json.exception.parse_error.101] parse error at line 3, column 5: syntax error while parsing value - ..."
    std::string what = error.what();
    std::uint32_t line = position_.line, column = 0;
    unsigned l = 0, c = 0;
    if (const auto at = what.find("at line "); at != std::string::npos && std::sscanf(what.c_str() + at, "at line %u, column %u", &l, &c) == 2) {
      line = l;
      column = c;
      if (const auto colon = what.find(": ", at); colon != std::string::npos) what = what.substr(colon + 2);
    } else {  // "[json.exception.out_of_range.406] number overflow parsing '1e999'" names no place
      line = this->line(true);
      if (const auto bracket = what.find("] "); bracket != std::string::npos) what = what.substr(bracket + 2);
    }
    diagnostics_.push_back({.file = file_, .line = line, .column = column, .message = "malformed JSON: " + printable(what),
                            .hint = "mend the syntax; nothing after this point was read"});
    return false;
  }

 private:
  // A number ends at the character behind it, which may be a line break.
  std::uint32_t line(bool number) const { return number && position_.last == '\n' ? position_.line - 1 : position_.line; }

  JsonNode* place(JsonNode&& node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return &root_;
    }
    JsonNode& parent = *open_.back();
    if (parent.kind == JsonNode::Kind::array) return &parent.items.emplace_back(std::move(node));
    parent.members.back().value = std::move(node);
    return &parent.members.back().value;
  }

  bool put(JsonNode&& node, bool number = false) {
    node.line = line(number);
    place(std::move(node));
    return true;
  }

  bool open(JsonNode::Kind kind) {
    if (open_.size() == deepest_nesting) {
      diagnostics_.push_back({.file = file_, .line = position_.line,
                              .message = "nests deeper than " + std::to_string(deepest_nesting) + " levels",
                              .hint = "no input of wmireach needs that; nothing after this point was read"});
      return false;
    }
    open_.push_back(place({.kind = kind, .line = position_.line}));
    return true;
  }
  bool close() {
    open_.pop_back();
    if (each_ != nullptr && open_.size() == 2 && open_[1]->kind == JsonNode::Kind::array && open_[0]->members.back().key == record_key_) {
      JsonNode record = std::move(open_[1]->items.back());
      open_[1]->items.pop_back();
      (*each_)(std::move(record));
    }
    return true;
  }

  const Position& position_;
  const std::string& file_;
  Diagnostics& diagnostics_;
  JsonNode root_;
  std::string_view record_key_;
  const std::function<void(JsonNode&&)>* each_ = nullptr;
  // Pointers stay valid: a parent's vectors grow only while the parent itself is the innermost open value.
  std::vector<JsonNode*> open_;
};

}  // namespace

const JsonNode* JsonNode::find(std::string_view key) const {
  for (const auto& m : members)
    if (m.key == key) return &m.value;
  return nullptr;
}

std::string_view to_string(JsonNode::Kind kind) {
  switch (kind) {
    case JsonNode::Kind::null: return "null";
    case JsonNode::Kind::boolean: return "true or false";
    case JsonNode::Kind::integer: return "a whole number";
    case JsonNode::Kind::real: return "a number";
    case JsonNode::Kind::string: return "a string";
    case JsonNode::Kind::array: return "an array";
    case JsonNode::Kind::object: return "an object";
  }
  return "";
}

std::optional<JsonNode> parse_json(std::string_view text, const std::string& file, Diagnostics& diagnostics) {
  Position position{text.data(), text.data() + text.size()};
  TreeBuilder builder(position, file, diagnostics);
  if (!Json::sax_parse(LineCounter(position), LineCounter(), &builder)) return std::nullopt;
  return builder.take_root();
}

std::optional<JsonNode> parse_json_records(std::string_view text, const std::string& file, std::string_view key, const std::function<void(JsonNode&&)>& each,
                                           Diagnostics& diagnostics) {
  Position position{text.data(), text.data() + text.size()};
  TreeBuilder builder(position, file, diagnostics);
  builder.hand_on(key, each);
  if (!Json::sax_parse(LineCounter(position), LineCounter(), &builder)) return std::nullopt;
  return builder.take_root();
}

}  // namespace wmireach::import
