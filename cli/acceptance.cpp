// SPDX-License-Identifier: Apache-2.0
#include "cli/acceptance.hpp"

#include <fmt/format.h>

#include "cli/session.hpp"
#include "rules/type.hpp"

namespace wmireach::cli {
namespace {

std::string date_text(std::int64_t date) { return rules::write_value(rules::types::date(), date); }

}  // namespace

AcceptanceState acceptance_state(const std::optional<model::Acceptance>& accepted, const model::Fact& as_of) {
  if (!accepted) return AcceptanceState::none;
  if (!as_of.known) return AcceptanceState::undated;
  return as_of.value > accepted->until ? AcceptanceState::expired : AcceptanceState::in_force;
}

int exit_code_with(AcceptanceState state, int exit) {
  switch (state) {
    case AcceptanceState::in_force: return as_expected;
    case AcceptanceState::expired: return not_as_expected;
    default: return exit;
  }
}

std::string acceptance_text(const model::Acceptance& a) { return fmt::format("{} ({}, until {})", a.reason, a.owner, date_text(a.until)); }

std::string acceptance_problem(AcceptanceState state, const model::Acceptance& a) {
  switch (state) {
    case AcceptanceState::expired: return fmt::format("the acceptance by {} ended on {}: {}", a.owner, date_text(a.until), a.reason);
    case AcceptanceState::undated: return fmt::format("the acceptance by {} until {} does not count, as no date is known: {}", a.owner, date_text(a.until), a.reason);
    default: return "";
  }
}

std::string_view to_string(AcceptanceState state) {
  switch (state) {
    case AcceptanceState::in_force: return "in-force";
    case AcceptanceState::expired: return "expired";
    case AcceptanceState::undated: return "undated";
    default: return "none";
  }
}

}  // namespace wmireach::cli
