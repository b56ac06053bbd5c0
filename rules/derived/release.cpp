// SPDX-License-Identifier: Apache-2.0
#include "model/release.hpp"

#include <algorithm>

#include "rules/dates.hpp"
#include "rules/derived/derived.hpp"

namespace wmireach::rules {

using model::Truth;

Derived derive_os_kind(FactFrame& f, Role role) {
  const auto& os = f.get(role, HostFact::os);
  if (!os.known) return Derived::unknown();
  return Derived::of(static_cast<std::int64_t>(model::releases()[static_cast<std::size_t>(os.value)].kind));
}

Derived derive_edition_is_remote_target(FactFrame& f, Role role) {
  const auto& os = f.get(role, HostFact::os);
  if (!os.known) return Derived::unknown();
  const auto& release = model::releases()[static_cast<std::size_t>(os.value)];
  if (release.editions_not_targets.empty()) return Derived::of(1);
  if (std::ranges::equal(release.editions, release.editions_not_targets)) return Derived::of(0);  // every edition is excluded
  const auto& edition = f.get(role, HostFact::edition);
  if (!edition.known) return Derived::unknown();
  const auto name = types::edition().values[static_cast<std::size_t>(edition.value)].name;
  return Derived::of(std::ranges::find(release.editions_not_targets, name) == release.editions_not_targets.end() ? 1 : 0);
}

// Before the first phase there is no check; from the third on it cannot be turned off (B-DCOM-19).
Derived derive_hardening_enforced(FactFrame& f, Role role) {
  const Truth available = f.truth(role, HostFact::dcom_hardening_available);
  if (available == Truth::False) return Derived::of(0);
  const Slot patched_to = slot(role, HostFact::patched_to);
  const auto& patched = f.get_to_compare(patched_to, hardening_phase_1);
  f.get_to_compare(patched_to, hardening_phase_3);
  if (!patched.known) return Derived::unknown();
  Truth enforced = Truth::Unknown;
  if (patched.value < hardening_phase_1) {
    enforced = Truth::False;
  } else if (patched.value >= hardening_phase_3) {
    enforced = Truth::True;
  } else {
    enforced = f.truth(role, HostFact::dcom_require_integrity_activation);
  }
  return Derived::of(available && enforced);
}

}  // namespace wmireach::rules
