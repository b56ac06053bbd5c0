// SPDX-License-Identifier: Apache-2.0
#include "rules/type.hpp"

#include <charconv>
#include <chrono>
#include <cstdio>

namespace wmireach::rules {
namespace {

std::optional<std::int64_t> parse_integer(std::string_view text) {
  std::int64_t v = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), v);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return v;
}

std::optional<std::int64_t> index_of(const Type& type, std::string_view name) {
  for (std::size_t i = 0; i < type.values.size(); ++i)
    if (type.values[i].name == name) return static_cast<std::int64_t>(i);
  return std::nullopt;
}

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  return s;
}

std::optional<std::int64_t> parse_flags(const Type& type, std::string_view text) {
  if (text.size() >= 2 && text.front() == '{' && text.back() == '}') text = text.substr(1, text.size() - 2);
  std::int64_t mask = 0;
  while (!trimmed(text).empty()) {
    const auto comma = text.find(',');
    const auto bit = index_of(type, trimmed(text.substr(0, comma)));
    if (!bit) return std::nullopt;
    mask |= std::int64_t{1} << *bit;
    text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
  }
  return mask;
}

std::string write_flags(const Type& type, std::int64_t mask) {
  std::string out = "{";
  for (std::size_t i = 0; i < type.values.size(); ++i) {
    if (((mask >> i) & 1) == 0) continue;
    if (out.size() > 1) out += ", ";
    out += type.values[i].name;
  }
  return out + "}";
}

}  // namespace

std::optional<std::int64_t> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto y = parse_integer(text.substr(0, 4)), m = parse_integer(text.substr(5, 2)), d = parse_integer(text.substr(8, 2));
  if (!y || !m || !d || *y < 1980) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*y)), std::chrono::month(static_cast<unsigned>(*m)),
                                         std::chrono::day(static_cast<unsigned>(*d))};
  if (!date.ok()) return std::nullopt;
  return *y * 10000 + *m * 100 + *d;
}

std::string write_value(const Type& type, std::int64_t value) {
  switch (type.kind) {
    case TypeKind::boolean: return value != 0 ? "true" : "false";
    case TypeKind::integer: return std::to_string(value);
    case TypeKind::date: {
      char text[32];
      std::snprintf(text, sizeof text, "%04d-%02d-%02d", static_cast<int>(value / 10000), static_cast<int>(value / 100 % 100),
                    static_cast<int>(value % 100));
      return text;
    }
    case TypeKind::enumeration: return std::string(type.values[static_cast<std::size_t>(value)].name);
    case TypeKind::flags: return write_flags(type, value);
  }
  return {};
}

std::optional<std::int64_t> parse_value(const Type& type, std::string_view text) {
  switch (type.kind) {
    case TypeKind::boolean:
      if (text == "true") return 1;
      if (text == "false") return 0;
      return std::nullopt;
    case TypeKind::integer: {
      const auto v = parse_integer(text);
      return v && *v >= type.min && *v <= type.max ? v : std::nullopt;
    }
    case TypeKind::date: return parse_date(text);
    case TypeKind::enumeration: return index_of(type, text);
    case TypeKind::flags: return parse_flags(type, text);
  }
  return std::nullopt;
}

}  // namespace wmireach::rules
