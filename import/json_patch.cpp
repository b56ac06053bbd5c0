// SPDX-License-Identifier: Apache-2.0
#include "import/json_patch.hpp"

#include <algorithm>
#include <charconv>

#include "import/cursor.hpp"

namespace wmireach::import {
namespace {

using Kind = JsonNode::Kind;

std::optional<std::size_t> array_index(const std::string& part) {
  std::size_t i = 0;
  const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), i);
  const bool whole = error == std::errc{} && end == part.data() + part.size();
  return whole && (part == "0" || part.front() != '0') ? std::optional(i) : std::nullopt;
}

JsonNode* child(JsonNode& node, const std::string& part) {
  if (node.kind == Kind::object) {
    const auto found = std::ranges::find(node.members, part, &JsonMember::key);
    return found == node.members.end() ? nullptr : &found->value;
  }
  if (node.kind != Kind::array) return nullptr;
  const auto i = array_index(part);
  return i && *i < node.items.size() ? &node.items[*i] : nullptr;
}

JsonNode* find(JsonNode& root, const std::vector<std::string>& parts, std::size_t count) {
  JsonNode* node = &root;
  for (std::size_t i = 0; i < count && node != nullptr; ++i) node = child(*node, parts[i]);
  return node;
}

// Equal as RFC 6902 has it: the order of members does not count.
bool equal(const JsonNode& a, const JsonNode& b) {
  if (a.kind != b.kind || a.integer != b.integer || a.text != b.text || a.items.size() != b.items.size() || a.members.size() != b.members.size()) return false;
  for (std::size_t i = 0; i < a.items.size(); ++i)
    if (!equal(a.items[i], b.items[i])) return false;
  return std::ranges::all_of(a.members, [&](const JsonMember& m) {
    const JsonNode* other = b.find(m.key);
    return other != nullptr && equal(m.value, *other);
  });
}

class Operation {
 public:
  Operation(JsonNode& root, const Cursor& c) : root_(root), c_(c) {}

  bool apply() {
    if (!c_.expect(Kind::object)) return false;
    const JsonNode* op = c_.node().find("op");
    if (op == nullptr || op->kind != Kind::string) return refuse("the key 'op' is missing", "write add, remove, replace, move, copy or test");
    const auto path = pointer("path");
    if (!path) return false;
    if (op->text == "add") return with_value([&](const JsonNode& v) { return add(*path, v); });
    if (op->text == "remove") return remove(*path);
    if (op->text == "replace") return with_value([&](const JsonNode& v) { return replace(*path, v); });
    if (op->text == "test") return with_value([&](const JsonNode& v) { return test(*path, v); });
    if (op->text != "move" && op->text != "copy") return refuse("'" + op->text + "' is no operation", "write add, remove, replace, move, copy or test");
    const auto from = pointer("from");
    if (!from) return false;
    const JsonNode* source = find(root_, *from, from->size());
    if (source == nullptr) return refuse("there is nothing at its 'from'", "correct the pointer");
    const JsonNode value = *source;
    return (op->text == "copy" || remove(*from)) && add(*path, value);
  }

 private:
  bool refuse(std::string message, std::string hint) const {
    c_.fail(std::move(message), std::move(hint));
    return false;
  }

  std::optional<std::vector<std::string>> pointer(std::string_view key) const {
    const JsonNode* n = c_.node().find(key);
    auto parts = n != nullptr && n->kind == Kind::string ? split_pointer(n->text) : std::nullopt;
    if (!parts) refuse("the key '" + std::string(key) + "' is missing, or no JSON pointer", "write a pointer such as /hosts/KIOSK/uac/enabled");
    return parts;
  }

  template <class Use>
  bool with_value(Use use) const {
    const JsonNode* value = c_.node().find("value");
    return value != nullptr ? use(*value) : refuse("the key 'value' is missing", "an operation that adds, replaces or tests has a value");
  }

  bool nowhere() const { return refuse("there is nothing at its 'path'", "the patch was made for another scenario, or for an earlier state of this one"); }

  bool add(const std::vector<std::string>& path, const JsonNode& value) {
    if (path.empty()) {
      root_ = value;
      return true;
    }
    JsonNode* parent = find(root_, path, path.size() - 1);
    if (parent == nullptr) return nowhere();
    if (parent->kind == Kind::object) {
      if (JsonNode* there = child(*parent, path.back())) *there = value;
      else parent->members.push_back({path.back(), value.line, value});
      return true;
    }
    if (parent->kind != Kind::array) return nowhere();
    const auto i = path.back() == "-" ? std::optional(parent->items.size()) : array_index(path.back());
    if (!i || *i > parent->items.size()) return nowhere();
    parent->items.insert(parent->items.begin() + static_cast<std::ptrdiff_t>(*i), value);
    return true;
  }

  bool remove(const std::vector<std::string>& path) {
    if (path.empty()) return refuse("the whole scenario cannot be removed", "name a part of it");
    JsonNode* parent = find(root_, path, path.size() - 1);
    if (parent == nullptr || child(*parent, path.back()) == nullptr) return nowhere();
    if (parent->kind == Kind::object) std::erase_if(parent->members, [&](const JsonMember& m) { return m.key == path.back(); });
    else parent->items.erase(parent->items.begin() + static_cast<std::ptrdiff_t>(*array_index(path.back())));
    return true;
  }

  bool replace(const std::vector<std::string>& path, const JsonNode& value) {
    JsonNode* node = find(root_, path, path.size());
    if (node == nullptr) return nowhere();
    *node = value;
    return true;
  }

  bool test(const std::vector<std::string>& path, const JsonNode& value) {
    const JsonNode* node = find(root_, path, path.size());
    if (node == nullptr) return nowhere();
    return equal(*node, value) || refuse("the value at its 'path' is another one", "the patch was made for another scenario, or for an earlier state of this one");
  }

  JsonNode& root_;
  const Cursor& c_;
};

}  // namespace

std::optional<std::vector<std::string>> split_pointer(std::string_view pointer) {
  std::vector<std::string> parts;
  if (pointer.empty()) return parts;
  if (pointer.front() != '/') return std::nullopt;
  for (std::size_t i = 0; i < pointer.size(); ++i) {
    if (pointer[i] == '/') {
      parts.emplace_back();
    } else if (pointer[i] == '~') {
      if (++i == pointer.size() || (pointer[i] != '0' && pointer[i] != '1')) return std::nullopt;
      parts.back() += pointer[i] == '0' ? '~' : '/';
    } else {
      parts.back() += pointer[i];
    }
  }
  return parts;
}

const JsonNode* find_node(const JsonNode& root, std::string_view pointer) {
  const auto parts = split_pointer(pointer);
  return parts ? find(const_cast<JsonNode&>(root), *parts, parts->size()) : nullptr;
}

bool apply_patch(JsonNode& root, const JsonNode& patch, const std::string& file, Diagnostics& diagnostics) {
  const Cursor all(patch, file, diagnostics);
  if (!all.expect(Kind::array)) return false;
  for (std::size_t i = 0; i < patch.items.size(); ++i) {
    const Cursor c = all.child(i);
    if (!Operation(root, c).apply()) return false;
  }
  return true;
}

}  // namespace wmireach::import
