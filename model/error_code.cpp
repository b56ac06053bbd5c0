// SPDX-License-Identifier: Apache-2.0
#include "model/error_code.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

namespace wmireach::model {
namespace {

struct Alias {
  std::string_view symbol;
  std::uint32_t value;
};

// Second names of one code. PowerShell's source has its own name for a WinRM header code.
constexpr auto aliases = std::to_array<Alias>({
    {"ERROR_ACCESS_DENIED", 0x80070005},
    {"ERROR_WSMAN_INVALID_AUTHENTICATION", 0x8033810E},
});

constexpr std::uint32_t failure_bit = 0x80000000;
constexpr std::uint32_t win32_facility = 0x80070000;

constexpr char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool same_symbol(std::string_view a, std::string_view b) { return std::ranges::equal(a, b, {}, upper, upper); }

template <typename Number>
std::optional<Number> whole_number(std::string_view digits, int base) {
  Number number{};
  const char* end = digits.data() + digits.size();
  const auto [stopped, error] = std::from_chars(digits.data(), end, number, base);
  if (error != std::errc{} || stopped != end) return std::nullopt;
  return number;
}

std::optional<std::uint32_t> find_symbol(std::string_view text) {
  const auto codes = error_codes();
  const auto is_text = [text](const auto& entry) { return same_symbol(entry.symbol, text); };
  const auto code = std::ranges::find_if(codes, is_text);
  if (code != codes.end()) return code->value;
  const auto alias = std::ranges::find_if(aliases, is_text);
  if (alias != aliases.end()) return alias->value;
  return std::nullopt;
}

std::optional<std::uint32_t> as_failure(std::uint32_t number) {
  if (number & failure_bit) return number;
  if (number >= 1 && number <= 0xFFFF) return win32_facility | number;
  return std::nullopt;
}

}  // namespace

const ErrorCode* find_error_code(std::uint32_t value) {
  const auto codes = error_codes();
  const auto found = std::ranges::lower_bound(codes, value, {}, &ErrorCode::value);
  return found != codes.end() && found->value == value ? &*found : nullptr;
}

std::optional<std::uint32_t> parse_error_code(std::string_view text) {
  if (text.starts_with('-')) {
    const auto number = whole_number<std::int32_t>(text, 10);
    if (!number || *number >= 0) return std::nullopt;
    return static_cast<std::uint32_t>(*number);
  }
  const bool prefixed = text.starts_with("0x") || text.starts_with("0X");
  const auto number = whole_number<std::uint32_t>(prefixed ? text.substr(2) : text, prefixed ? 16 : 10);
  return number ? as_failure(*number) : find_symbol(text);
}

std::string hex(std::uint32_t value) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text = "0x00000000";
  for (auto place = text.rbegin(); value != 0; ++place, value >>= 4) *place = digits[value & 0xF];
  return text;
}

std::int32_t signed_decimal(std::uint32_t value) { return static_cast<std::int32_t>(value); }

}  // namespace wmireach::model
