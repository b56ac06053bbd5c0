// SPDX-License-Identifier: Apache-2.0
// Access lists: who an entry is about, and what the entries together grant and deny.
#pragma once

#include <string>
#include <vector>

#include "model/estate.hpp"
#include "model/truth.hpp"
#include "rules/derived/evidence.hpp"
#include "rules/fact_frame.hpp"

namespace wmireach::rules {

struct AccessCheck {
  model::Truth granted = model::Truth::False;  // some allow entry of the account holds every right asked for
  model::Truth denied = model::Truth::False;   // some deny entry of the account names one of them; that wins (B-WMI-23)
  std::vector<Evidence> evidence = {};
};

// Precondition: the request names an account. Where the target may see one of two accounts, what holds for both.
AccessCheck check_access(FactFrame& frame, const std::vector<model::Grant>& entries, std::int64_t rights);

// Whether one of the principals is the account, a group of it, or a well-known one that it belongs to: of a user right.
// Membership of Administrators counts here even where UAC has taken the group out of the token.
AccessCheck named_among(FactFrame& frame, const std::vector<std::string>& principals);

}  // namespace wmireach::rules
