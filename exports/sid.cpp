// SPDX-License-Identifier: Apache-2.0
#include "exports/sid.hpp"

#include <charconv>
#include <cstdio>

namespace wmireach::exports {

std::string sid_in(std::string_view text) {
  const auto at = text.find("S-1-");
  if (at == std::string_view::npos) return {};
  const std::string_view sid = text.substr(at);
  return sid.find_first_not_of("S-0123456789") == std::string_view::npos ? std::string(sid) : std::string();
}

std::optional<std::string> sid_of_bytes(std::string_view bytes) {
  constexpr std::size_t head = 8, most_parts = 15;
  const auto byte = [&](std::size_t at) { return static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[at])); };
  if (bytes.size() < head || byte(0) != 1) return std::nullopt;
  const std::size_t parts = byte(1);
  if (parts > most_parts || bytes.size() < head + 4 * parts) return std::nullopt;
  std::uint64_t authority = 0;  // the only number in big-endian order
  for (std::size_t i = 2; i < head; ++i) authority = authority << 8 | byte(i);
  char text[24];
  std::snprintf(text, sizeof text, authority >> 32 != 0 ? "0x%llx" : "%llu", static_cast<unsigned long long>(authority));
  std::string sid = "S-1-" + std::string(text);
  for (std::size_t i = 0; i < parts; ++i) {
    const std::size_t at = head + 4 * i;
    sid += "-" + std::to_string(byte(at) | byte(at + 1) << 8 | byte(at + 2) << 16 | byte(at + 3) << 24);
  }
  return sid;
}

std::optional<std::uint32_t> rid_of(std::string_view sid) {
  const auto dash = sid.rfind('-');
  if (!sid.starts_with("S-1-") || dash == std::string_view::npos) return std::nullopt;
  std::uint32_t rid = 0;
  const char *first = sid.data() + dash + 1, *last = sid.data() + sid.size();
  const auto [end, error] = std::from_chars(first, last, rid);
  if (error != std::errc() || end != last || first == last) return std::nullopt;
  return rid;
}

std::string issuer_of(std::string_view sid) {
  const auto dash = sid.rfind('-');
  return dash == std::string_view::npos ? std::string() : std::string(sid.substr(0, dash));
}

std::string_view local_group_name(std::uint32_t rid) {
  switch (rid) {
    case 544: return "Administrators";
    case 555: return "Remote Desktop Users";
    case 562: return "Distributed COM Users";
    case 580: return "Remote Management Users";
    default: return {};
  }
}

}  // namespace wmireach::exports
