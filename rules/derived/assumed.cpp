// SPDX-License-Identifier: Apache-2.0
// Planning assumptions that depend on other facts.
#include <algorithm>

#include "model/release.hpp"
#include "rules/derived/derived.hpp"

namespace wmireach::rules {

using model::Truth;

namespace {

model::Fact assumed(std::int64_t value, std::string_view source) { return {true, value, {model::OriginKind::assumption, model::no_location, source}}; }

}  // namespace

// A computer is taken to carry the updates published up to the scenario's date, and none after its support ended.
model::Fact assume_patched_to_date_of_scenario(FactFrame& f, Role role) {
  const auto& as_of = f.get(ConnectionFact::as_of);
  const auto& os = f.get(role, HostFact::os);
  if (!as_of.known || !os.known) return {};
  const std::int64_t end = model::releases()[static_cast<std::size_t>(os.value)].support_ends;
  return assumed(end == 0 ? as_of.value : std::min(end, as_of.value), "planning");
}

// The server switch is off in the first phase of the hardening and on from the second (B-DCOM-20).
model::Fact assume_require_integrity_activation(FactFrame& f, Role role) {
  constexpr std::int64_t on_by_default = 20220614;
  const auto& patched = f.get(role, HostFact::patched_to);
  return patched.known ? assumed(patched.value >= on_by_default ? 1 : 0, "B-DCOM-20") : model::Fact{};
}

// The client switch came with the first phase; the update of November 2022 changed what its absence means (B-DCOM-21).
model::Fact assume_raise_activation_level(FactFrame& f, Role role) {
  constexpr std::int64_t introduced = 20210608, raises_everything = 20221108;
  const auto& patched = f.get(role, HostFact::patched_to);
  if (!patched.known) return {};
  return assumed(patched.value >= raises_everything ? 2 : patched.value >= introduced ? 1 : 0, "B-DCOM-21");
}

// Accounts are taken to be enabled; only the built-in Administrator of a client release from Vista on comes disabled (B-UAC-07).
model::Fact assume_enabled(FactFrame& f, Role) {
  static const auto vista = *parse_value(types::release(), "windows-vista");
  const Truth builtin = f.truth(AccountFact::builtin_administrator);
  if (builtin == Truth::False) return assumed(1, "planning");
  const auto& os = f.get(Role::target, HostFact::os);
  const auto& kind = f.get(Role::target, HostFact::os_kind);
  if (!os.known || !kind.known) return {};
  const bool comes_disabled = os.value >= vista && static_cast<model::ReleaseKind>(kind.value) == model::ReleaseKind::client;
  if (!comes_disabled) return assumed(1, "planning");
  return builtin == Truth::True ? assumed(0, "B-UAC-07") : model::Fact{};
}

}  // namespace wmireach::rules
