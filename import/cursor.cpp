// SPDX-License-Identifier: Apache-2.0
#include "import/cursor.hpp"

#include <algorithm>
#include <unordered_set>

#include "rules/suggestion.hpp"

namespace wmireach::import {

std::string escape_pointer(std::string_view part) {
  std::string out;
  if (part.find_first_of("~/") == std::string_view::npos) return out = part;
  for (const char c : part) {
    if (c == '~') out += "~0";
    else if (c == '/') out += "~1";
    else out += c;
  }
  return out;
}

std::string Cursor::pointer() const {
  if (parent_ == nullptr) return "";
  const bool in_array = parent_->node_->kind == JsonNode::Kind::array;
  std::string pointer = parent_->pointer() + "/";
  return pointer += in_array ? std::to_string(index_) : escape_pointer(key_);
}

void Cursor::fail(std::string message, std::string hint) const {
  diagnostics_->push_back({.file = *file_, .line = line(), .pointer = pointer(), .message = std::move(message), .hint = std::move(hint)});
}

void Cursor::fail_at_key(std::string message, std::string hint) const {
  fail(std::move(message), std::move(hint));
  diagnostics_->back().at_key = true;
}

void Cursor::fail_at(std::string excerpt, std::size_t offset, std::size_t length, std::string message, std::string hint) const {
  diagnostics_->push_back({.file = *file_, .line = line(), .pointer = pointer(), .message = std::move(message), .hint = std::move(hint),
                           .excerpt = std::move(excerpt), .excerpt_offset = offset, .excerpt_length = length});
}

bool Cursor::expect(JsonNode::Kind kind) const {
  if (node_->kind == kind) return true;
  fail("expected " + std::string(to_string(kind)) + ", found " + std::string(to_string(node_->kind)));
  return false;
}

std::optional<std::string> Cursor::string() const {
  return expect(JsonNode::Kind::string) ? std::optional(node_->text) : std::nullopt;
}

std::optional<bool> Cursor::boolean() const {
  return expect(JsonNode::Kind::boolean) ? std::optional(node_->integer != 0) : std::nullopt;
}

std::optional<std::int64_t> Cursor::integer() const {
  return expect(JsonNode::Kind::integer) ? std::optional(node_->integer) : std::nullopt;
}

std::vector<std::string> Cursor::strings() const {
  if (is(JsonNode::Kind::string)) return {node_->text};
  std::vector<std::string> out;
  items([&](const Cursor& item) {
    if (auto s = item.string()) out.push_back(std::move(*s));
  });
  return out;
}

bool Cursor::members(const std::function<void(const Cursor&)>& each) const {
  if (!expect(JsonNode::Kind::object)) return false;
  constexpr std::size_t few = 24;  // then looking through the earlier ones costs less than a table
  std::unordered_set<std::string_view> seen;
  const auto& all = node_->members;
  if (all.size() > few) seen.reserve(all.size());
  const auto stood_before = [&](const JsonMember& member) {
    if (all.size() > few) return !seen.insert(member.key).second;
    return std::any_of(all.data(), &member, [&](const JsonMember& m) { return m.key == member.key; });
  };
  for (const auto& member : all) {
    const Cursor c = child(member);
    if (stood_before(member)) {
      diagnostics_->push_back({.file = *file_, .line = member.line, .pointer = c.pointer(),
                               .message = "'" + member.key + "' stands twice in the same object", .hint = "remove one of the two", .at_key = true});
      continue;
    }
    each(c);
  }
  return true;
}

bool Cursor::items(const std::function<void(const Cursor&)>& each) const {
  if (!expect(JsonNode::Kind::array)) return false;
  for (std::size_t i = 0; i < node_->items.size(); ++i) each(child(i));
  return true;
}

void Cursor::read_found_in() const {
  found_in_ = node_->kind == JsonNode::Kind::object ? node_->find("found_in") : nullptr;
  if (found_in_ == nullptr || found_in_->kind == JsonNode::Kind::string) return;
  const Cursor c(*this, *found_in_, "found_in", 0);
  c.members([](const Cursor& entry) { entry.string(); });
}

std::string_view Cursor::found_in() const {
  const Cursor* some = this;
  while (some != nullptr && some->found_in_ == nullptr) some = some->parent_;
  if (some == nullptr) return {};
  std::string path;
  for (const Cursor* c = this; c != nullptr; c = c->parent_) {
    if (c->found_in_ != nullptr && c->found_in_->kind == JsonNode::Kind::string) return c->found_in_->text;
    if (c->found_in_ != nullptr)
      for (std::string key = path;;) {
        if (const JsonNode* found = c->found_in_->find(key); found != nullptr) return found->text;
        if (key.empty()) break;
        const auto dot = key.rfind('.');
        key.resize(dot == std::string::npos ? 0 : dot);
      }
    path = std::string(c->key_) + (path.empty() ? "" : "." + path);
  }
  return {};
}

bool Cursor::object(const std::vector<Reader>& readers) const {
  read_found_in();
  return members([&](const Cursor& c) {
    const auto found = std::ranges::find(readers, c.key(), &Reader::first);
    if (found != readers.end()) return found->second(c);
    if (c.key() == "note" || c.key() == "$schema" || c.key() == "found_in") return;
    std::vector<std::string> known;
    for (const auto& r : readers) known.emplace_back(r.first);
    std::string hint = rules::did_you_mean(c.key(), known);
    if (hint.empty()) {
      for (const auto& k : known) hint += (hint.empty() ? "known keys: " : ", ") + k;
    }
    c.fail_at_key("unknown key '" + std::string(c.key()) + "'", hint);
  });
}

}  // namespace wmireach::import
