// SPDX-License-Identifier: Apache-2.0
// A place in a JSON tree that knows its file, pointer and line, and reports problems there.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "import/diagnostic.hpp"
#include "import/json.hpp"

namespace wmireach::import {

class Cursor {
 public:
  Cursor(const JsonNode& root, const std::string& file, Diagnostics& diagnostics)
      : node_(&root), file_(&file), diagnostics_(&diagnostics) {}

  const JsonNode& node() const { return *node_; }
  std::uint32_t line() const { return node_->line; }
  // What the nearest object above with "found_in" says of this place: of the whole object, or of the longest of its keys that leads here.
  std::string_view found_in() const;
  std::string pointer() const;
  std::string_view key() const { return key_; }
  Diagnostics& diagnostics() const { return *diagnostics_; }
  const std::string& file() const { return *file_; }

  // A child refers to its parent, which must outlive it.
  Cursor child(const JsonMember& member) const { return Cursor(*this, member.value, member.key, 0); }
  Cursor child(std::size_t item) const { return Cursor(*this, node_->items[item], {}, item); }

  void fail(std::string message, std::string hint = {}) const;
  void fail_at_key(std::string message, std::string hint = {}) const;  // about the key itself
  void fail_at(std::string excerpt, std::size_t offset, std::size_t length, std::string message, std::string hint) const;

  // Each reads the value, or reports what was expected and returns nothing.
  std::optional<std::string> string() const;
  std::optional<bool> boolean() const;
  std::optional<std::int64_t> integer() const;
  std::vector<std::string> strings() const;  // an array of strings, or one string
  bool is(JsonNode::Kind kind) const { return node_->kind == kind; }
  bool is_text(std::string_view text) const { return is(JsonNode::Kind::string) && node_->text == text; }
  bool expect(JsonNode::Kind kind) const;

  // Calls `each` for every member of an object; a duplicate key is reported and skipped. False: not an object.
  bool members(const std::function<void(const Cursor&)>& each) const;
  bool items(const std::function<void(const Cursor&)>& each) const;

  using Reader = std::pair<std::string_view, std::function<void(const Cursor&)>>;
  // Reads an object with a fixed set of keys; unknown ones are reported with the nearest known one.
  // The keys "note" and "$schema" are allowed everywhere, and so is "found_in": where an import found what the object states.
  bool object(const std::vector<Reader>& readers) const;

 private:
  Cursor(const Cursor& parent, const JsonNode& node, std::string_view key, std::size_t index)
      : node_(&node), parent_(&parent), key_(key), index_(index), file_(parent.file_), diagnostics_(parent.diagnostics_) {}

  void read_found_in() const;

  const JsonNode* node_;
  mutable const JsonNode* found_in_ = nullptr;  // of an object that is being read
  const Cursor* parent_ = nullptr;
  std::string_view key_;
  std::size_t index_ = 0;
  const std::string* file_;
  Diagnostics* diagnostics_;
};

// One part of a JSON pointer, escaped after RFC 6901.
std::string escape_pointer(std::string_view part);

}  // namespace wmireach::import
