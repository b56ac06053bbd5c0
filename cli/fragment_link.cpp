// SPDX-License-Identifier: Apache-2.0
#include "cli/fragment_link.hpp"

#include <fmt/format.h>

namespace wmireach::cli {
namespace {

// Every byte that could mean something in an address, in DOT or in HTML.
std::string encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (plain) out += c;
    else out += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
  return out;
}

}  // namespace

std::string connection_link(std::string_view id) { return "#connection/" + encoded(id); }

std::string filter_link(std::string_view filter, std::string_view value) { return fmt::format("#connections?{}={}", filter, encoded(value)); }

std::string arrow_link(std::string_view client, std::string_view target, std::string_view verdict) {
  return fmt::format("#connections?from={}&to={}&verdict={}", encoded(client), encoded(target), verdict);
}

}  // namespace wmireach::cli
