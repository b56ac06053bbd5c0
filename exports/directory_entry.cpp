// SPDX-License-Identifier: Apache-2.0
#include "exports/directory_entry.hpp"

#include <algorithm>
#include <charconv>

#include "exports/sid.hpp"
#include "exports/text_encoding.hpp"
#include "exports/words.hpp"
#include "model/estate.hpp"

namespace wmireach::exports {
namespace {

using model::folded;

// "range=0-1499": the next one is 1500. Of the last part, "range=1500-*", there is none.
std::uint32_t next_of_range(std::string_view option) {
  constexpr std::string_view before = "range=";
  const auto dash = option.find('-');
  if (!option.starts_with(before) || dash == std::string_view::npos) return 0;
  std::uint32_t last = 0;
  const char *first = option.data() + dash + 1, *end = option.data() + option.size();
  const auto [stop, error] = std::from_chars(first, end, last);
  return error == std::errc() && stop == end && last < UINT32_MAX ? last + 1 : 0;
}

}  // namespace

DirectoryAttribute& DirectoryEntry::attribute(std::string_view description) {
  const std::string all = folded(description);
  const auto semicolon = all.find(';');
  const std::string_view name = std::string_view(all).substr(0, semicolon);
  auto found = std::ranges::find(attributes, name, &DirectoryAttribute::name);
  if (found == attributes.end()) found = attributes.insert(attributes.end(), {.name = std::string(name), .values = {}});
  for (auto at = semicolon; at != std::string::npos;) {
    const auto end = all.find(';', at + 1);
    const std::string_view option = std::string_view(all).substr(at + 1, end == std::string::npos ? end : end - at - 1);
    if (option.starts_with("range=")) found->more_from = next_of_range(option);
    at = end;
  }
  return *found;
}

const DirectoryAttribute* DirectoryEntry::find(std::string_view name) const {
  const auto found = std::ranges::find(attributes, name, &DirectoryAttribute::name);
  return found == attributes.end() || found->values.empty() ? nullptr : &*found;
}

std::string DirectoryEntry::text(std::string_view name) const {
  const auto* a = find(name);
  return a == nullptr ? std::string() : std::string(trimmed(to_utf8(a->values.front().bytes)));
}

std::optional<std::int64_t> DirectoryEntry::number(std::string_view name) const {
  const auto* a = find(name);
  if (a == nullptr) return std::nullopt;
  const std::string_view text = trimmed(a->values.front().bytes);
  std::int64_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return n;
}

std::string DirectoryEntry::sid(std::string_view name) const {
  const auto* a = find(name);
  if (a == nullptr) return {};
  const std::string& bytes = a->values.front().bytes;
  return bytes.starts_with("S-1-") ? sid_in(bytes) : sid_of_bytes(bytes).value_or("");
}

std::uint32_t DirectoryEntry::line_of(std::string_view name) const {
  const auto* a = find(name);
  return a == nullptr ? line : a->values.front().line;
}

bool DirectoryEntry::is_a(std::string_view object_class) const {
  const auto* a = find("objectclass");
  return a != nullptr && std::ranges::any_of(a->values, [&](const DirectoryValue& v) { return folded(trimmed(v.bytes)) == object_class; });
}

}  // namespace wmireach::exports
