// SPDX-License-Identifier: Apache-2.0
// The values of the registry that are one fact each.
#pragma once

#include <span>
#include <string_view>

#include "exports/registry_value.hpp"
#include "import/json.hpp"

namespace wmireach::exports {

// How a value becomes that of the fact. nullopt: it means nothing that is known. JSON null: it is known, and states nothing.
using RegistryMeaning = std::optional<import::JsonNode> (*)(const RegistryValue&);

struct RegistryRow {
  std::string_view key;   // as registry_key() gives it
  std::string_view name;  // in lower case
  std::string_view fact;  // as in Setting::path
  RegistryMeaning meaning;
};

std::span<const RegistryRow> registry_table();

// Of the values in a profile of the firewall, by `name` alone; `fact` stands below the profile.
std::span<const RegistryRow> firewall_profile_table();

// Access lists: binary in the registry, SDDL in policies.
struct AccessRow {
  std::string_view key, name, fact;
};
std::span<const AccessRow> access_table();

// Start of a service in the registry: 2 automatic, 3 manual, 4 disabled.
std::optional<import::JsonNode> start_type(const RegistryValue& value);

}  // namespace wmireach::exports
