// SPDX-License-Identifier: Apache-2.0
#include "rules/vocabulary.hpp"

#include <unordered_map>
#include <vector>

#include "rules/vocabulary/tables.hpp"

namespace wmireach::rules {

namespace {

std::vector<FactDefinition> joined(std::initializer_list<std::vector<FactDefinition> (*)()> parts) {
  std::vector<FactDefinition> all;
  for (auto* part : parts) {
    const auto facts = part();
    all.insert(all.end(), facts.begin(), facts.end());
  }
  return all;
}

}  // namespace

std::span<const FactDefinition> host_facts() {
  static const auto table = joined({identity_facts, firewall_facts, dcom_facts, uac_facts, authentication_facts, wmi_facts, winrm_facts});
  return table;
}

std::span<const FactDefinition> connection_facts() {
  static const auto table = joined({request_facts, pair_facts});
  return table;
}

SlotInfo slot_info(Slot s) {
  if (s < account_base) {
    const std::uint16_t index = s % host_count;
    return {Scope::host, static_cast<Role>(s / host_count), index, &host_facts()[index]};
  }
  if (s < connection_base) {
    const auto index = static_cast<std::uint16_t>(s - account_base);
    return {Scope::account, Role::client, index, &account_facts()[index]};
  }
  const auto index = static_cast<std::uint16_t>(s - connection_base);
  return {Scope::connection, Role::client, index, &connection_facts()[index]};
}

std::string slot_name(Slot s) {
  static constexpr std::string_view roles[] = {"client.", "target.", "third."};
  const SlotInfo info = slot_info(s);
  std::string name(info.definition->name);
  return info.scope == Scope::host ? std::string(roles[static_cast<std::size_t>(info.role)]) + name : name;
}

std::optional<Slot> find_slot(std::string_view name) {
  static const auto by_name = [] {
    std::unordered_map<std::string, Slot> map;
    map.reserve(slot_count);
    for (Slot s = 0; s < slot_count; ++s) map.emplace(slot_name(s), s);
    return map;
  }();
  const auto found = by_name.find(std::string(name));
  return found == by_name.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace wmireach::rules
