// SPDX-License-Identifier: Apache-2.0
#include "capture/ntlm_account.hpp"

#include <algorithm>
#include <array>

#include "dcerpc/wide_text.hpp"

namespace wmireach::capture {
namespace {

constexpr std::array<std::uint8_t, 12> beginning{'N', 'T', 'L', 'M', 'S', 'S', 'P', 0, 3, 0, 0, 0};
constexpr std::size_t domain_field = 28, user_field = 36, flags_field = 60;
constexpr std::uint32_t unicode = 1;
constexpr std::size_t longest = 512;  // bytes of a name

std::uint32_t number(dcerpc::View bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size; ++i) value |= static_cast<std::uint32_t>(bytes[at + i]) << (8 * i);
  return value;
}

// nullopt where the field points out of the message.
std::optional<std::string> text(dcerpc::View message, std::size_t field, bool wide) {
  const std::size_t length = number(message, field, 2), offset = number(message, field + 4, 4);
  if (length > longest || offset > message.size() || length > message.size() - offset) return std::nullopt;
  const auto bytes = message.subspan(offset, length);
  if (!wide) return std::ranges::all_of(bytes, [](std::uint8_t b) { return b >= 0x20 && b < 0x7F; }) ? std::optional(std::string(bytes.begin(), bytes.end())) : std::nullopt;
  std::u16string characters;
  for (std::size_t i = 0; i + 1 < length; i += 2) characters += static_cast<char16_t>(number(bytes, i, 2));
  return dcerpc::utf8_of(characters);
}

}  // namespace

std::optional<std::string> ntlm_account(dcerpc::View token) {
  const auto found = std::ranges::search(token, beginning);
  if (found.empty()) return std::nullopt;
  const auto message = token.subspan(static_cast<std::size_t>(found.begin() - token.begin()));
  if (message.size() < flags_field + 4) return std::nullopt;
  const bool wide = (number(message, flags_field, 4) & unicode) != 0;
  const auto domain = text(message, domain_field, wide), user = text(message, user_field, wide);
  if (!domain || !user || user->empty()) return std::nullopt;
  return domain->empty() ? *user : *domain + "\\" + *user;
}

}  // namespace wmireach::capture
