// SPDX-License-Identifier: Apache-2.0
#include "exports/sid.hpp"

#include <charconv>

namespace wmireach::exports {

std::string sid_in(std::string_view text) {
  const auto at = text.find("S-1-");
  if (at == std::string_view::npos) return {};
  const std::string_view sid = text.substr(at);
  return sid.find_first_not_of("S-0123456789") == std::string_view::npos ? std::string(sid) : std::string();
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
