// SPDX-License-Identifier: Apache-2.0
#include "exports/distinguished_name.hpp"

#include "exports/words.hpp"
#include "model/estate.hpp"

namespace wmireach::exports {
namespace {

using model::folded;

// Where the first part ends: at a comma that no backslash stands before.
std::size_t end_of_first(std::string_view dn) {
  for (std::size_t i = 0; i < dn.size(); ++i) {
    if (dn[i] == '\\') ++i;
    else if (dn[i] == ',') return i;
  }
  return dn.size();
}

std::string type_of_first(std::string_view dn) { return folded(trimmed(dn.substr(0, dn.substr(0, end_of_first(dn)).find('=')))); }

int hexadecimal(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

}  // namespace

std::string_view parent_of(std::string_view dn) {
  const auto end = end_of_first(dn);
  return end == dn.size() ? std::string_view() : trimmed(dn.substr(end + 1));
}

std::string first_value_of(std::string_view dn) {
  const std::string_view part = dn.substr(0, end_of_first(dn));
  const auto equals = part.find('=');
  if (equals == std::string_view::npos) return {};
  const std::string_view value = trimmed(part.substr(equals + 1));
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '\\' || i + 1 == value.size()) {
      out += value[i];
      continue;
    }
    const int high = hexadecimal(value[i + 1]), low = i + 2 < value.size() ? hexadecimal(value[i + 2]) : -1;
    if (high >= 0 && low >= 0) {
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += value[++i];
    }
  }
  return out;
}

std::string container_above(std::string_view dn) {
  for (dn = parent_of(dn); !dn.empty(); dn = parent_of(dn))
    if (const std::string type = type_of_first(dn); type == "ou" || type == "dc") return folded(dn);
  return {};
}

std::string_view domain_part_of(std::string_view dn) {
  std::string_view domain;
  for (; !dn.empty(); dn = parent_of(dn)) {
    if (type_of_first(dn) != "dc") domain = {};
    else if (domain.empty()) domain = dn;
  }
  return domain;
}

std::string dns_name_of(std::string_view dn) {
  std::string name;
  for (std::string_view part = domain_part_of(dn); !part.empty(); part = parent_of(part)) name += (name.empty() ? "" : ".") + first_value_of(part);
  return name;
}

}  // namespace wmireach::exports
