// SPDX-License-Identifier: Apache-2.0
#include "dcerpc/dual_string_array.hpp"

#include <algorithm>
#include <charconv>

#include "dcerpc/wide_text.hpp"

namespace wmireach::dcerpc {
namespace {

constexpr std::uint16_t no_authorization = 0xFFFF;  // RPC_C_AUTHZ_NONE in two bytes: reserved (MS-DCOM 2.2.19.4)
constexpr std::size_t most_entries = 0xFFFF;

struct Entries {
  std::u16string units;
  std::size_t security_at = 0;
};

// "strings NUL securities NUL", each of them ended by a NUL of its own.
Entries entries(const DualStringArray& array) {
  Entries made;
  for (const auto& binding : array.strings) {
    made.units += static_cast<char16_t>(binding.tower_id);
    made.units += utf16_of(binding.network_address);
    made.units += u'\0';
  }
  made.units += u'\0';
  made.security_at = made.units.size();
  for (const auto& binding : array.securities) {
    made.units += static_cast<char16_t>(binding.authentication_service);
    made.units += static_cast<char16_t>(no_authorization);
    made.units += utf16_of(binding.principal);
    made.units += u'\0';
  }
  made.units += u'\0';
  if (made.units.size() > most_entries) return entries({});
  return made;
}

// The text up to the next NUL, which is read past.
std::string text_at(std::u16string_view units, std::size_t& at) {
  const std::size_t end = std::min(units.find(u'\0', at), units.size());
  const auto text = units.substr(at, end - at);
  at = std::min(end + 1, units.size());
  return utf8_of(text);
}

}  // namespace

std::optional<std::uint16_t> StringBinding::port() const {
  const std::string_view text = network_address;
  const auto open = text.rfind('[');
  if (open == text.npos || !text.ends_with(']')) return std::nullopt;
  std::uint16_t port = 0;
  const char* const end = text.data() + text.size() - 1;
  const auto [stopped, error] = std::from_chars(text.data() + open + 1, end, port);
  return error == std::errc{} && stopped == end ? std::optional(port) : std::nullopt;
}

std::string_view StringBinding::host() const {
  const std::string_view text = network_address;
  return text.ends_with(']') ? text.substr(0, text.rfind('[')) : text;
}

std::optional<std::uint16_t> DualStringArray::tcp_port() const {
  for (const auto& binding : strings)
    if (const auto port = binding.port(); port && binding.tower_id == tower_id_tcp) return port;
  return std::nullopt;
}

std::uint32_t entries_of(const DualStringArray& array) { return static_cast<std::uint32_t>(entries(array).units.size()); }

void write(Writer& out, const DualStringArray& array) {
  const Entries made = entries(array);
  out.u16(static_cast<std::uint16_t>(made.units.size())).u16(static_cast<std::uint16_t>(made.security_at));
  for (const char16_t unit : made.units) out.u16(unit);
}

DualStringArray read_dual_string_array(Reader& in) {
  const std::uint16_t given = in.u16(), security_at = in.u16();
  if (security_at > given) in.fail();
  const std::size_t number = in.count(given, 2);
  std::u16string all(number, u'\0');
  for (auto& unit : all) unit = in.u16();
  DualStringArray array;
  if (in.failed()) return array;

  const std::u16string_view units = all, strings = units.substr(0, security_at), securities = units.substr(security_at);
  for (std::size_t at = 0; at < strings.size() && strings[at] != 0;) {
    const std::uint16_t tower_id = strings[at++];
    array.strings.push_back({tower_id, text_at(strings, at)});
  }
  for (std::size_t at = 0; at + 1 < securities.size() && securities[at] != 0;) {
    const std::uint16_t service = securities[at];
    at += 2;
    array.securities.push_back({service, text_at(securities, at)});
  }
  return array;
}

}  // namespace wmireach::dcerpc
