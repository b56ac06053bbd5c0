// SPDX-License-Identifier: Apache-2.0
// The vocabulary: every fact a rule may name. Stored facts come from the scenario or from a cited default;
// derived facts are computed (rules/derived/). The schema, the defaults, the pages and the reader all use this table.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "model/fact.hpp"
#include "rules/fact_id.hpp"
#include "rules/type.hpp"

namespace wmireach::rules {

class FactFrame;
struct Derived;

enum class Scope : std::uint8_t { host, account, connection };

// How much it takes to change a fact on a real machine, and what the change exposes.
enum class Effort : std::uint8_t { fixed, setting, work };
enum class Exposure : std::uint8_t { none, narrow, wide };

using DeriveFunction = Derived (*)(FactFrame& frame, Role role);
using AssumeFunction = model::Fact (*)(FactFrame& frame, Role role);

struct FactDefinition {
  std::string_view name;     // without role; for hosts and accounts also the path in the scenario ('.' becomes '/')
  const Type& (*type)();
  std::string_view meaning;  // one sentence
  std::string_view observe = {};      // how to look at it on a real machine: a command, or where to click
  Effort effort = Effort::fixed;
  Exposure exposure = Exposure::none;
  std::string_view assumed = {};         // planning assumption where nothing is stated and no release default fits
  std::string_view assumed_source = {};  // the statement that backs the assumption
  AssumeFunction assume = nullptr;       // where the assumption depends on other facts; takes the place of `assumed`
  std::string_view warning = {};         // what a change of this fact weakens
  DeriveFunction derive = nullptr;       // null: a stored fact
  std::string_view sources = {};         // derived facts: the statements that the computation follows
  bool of_seen_account = false;          // account facts: read of the account that the target sees, which may be a twin

  bool stored() const { return derive == nullptr; }
};

std::span<const FactDefinition> host_facts();
std::span<const FactDefinition> account_facts();
std::span<const FactDefinition> connection_facts();

// A slot is a fact in its role: the host facts of client, target and third computer, then account, then connection.
using Slot = std::uint16_t;

inline constexpr Slot host_count = static_cast<Slot>(HostFact::count);
inline constexpr Slot account_base = 3 * host_count;
inline constexpr Slot connection_base = account_base + static_cast<Slot>(AccountFact::count);
inline constexpr Slot slot_count = connection_base + static_cast<Slot>(ConnectionFact::count);

constexpr Slot slot(Role role, HostFact f) {
  return static_cast<Slot>(static_cast<Slot>(role) * host_count + static_cast<Slot>(f));
}
constexpr Slot slot(AccountFact f) { return static_cast<Slot>(account_base + static_cast<Slot>(f)); }
constexpr Slot slot(ConnectionFact f) { return static_cast<Slot>(connection_base + static_cast<Slot>(f)); }

struct SlotInfo {
  Scope scope;
  Role role;               // for hosts
  std::uint16_t index;     // within its scope
  const FactDefinition* definition;
};

SlotInfo slot_info(Slot s);
std::string slot_name(Slot s);                        // "target.uac.enabled", "account.kind", "network.route"
std::optional<Slot> find_slot(std::string_view name);

}  // namespace wmireach::rules
