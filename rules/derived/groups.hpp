// SPDX-License-Identifier: Apache-2.0
// Groups of an account on the target: its own entries, and those of the domain groups that it is in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/truth.hpp"
#include "rules/derived/evidence.hpp"
#include "rules/fact_frame.hpp"

namespace wmireach::rules {

struct GroupMembership {
  model::Truth member = model::Truth::Unknown;
  std::vector<Evidence> evidence = {};
};

// The account that the target sees: its own one of the same name and password, where the caller's is unknown to it
// (B-AUTH-02); else the caller's. Both, the caller's first, while the target's membership leaves it open; empty when the
// request names no account.
std::vector<const model::Account*> accounts_seen_by_target(FactFrame& frame);

// Whether the target sees an account of its own; False when the request names none.
model::Truth target_sees_own_account(FactFrame& frame);

// Every domain group that the account is in, directly or through other groups, as written; the account's own name first.
std::vector<std::string> identities(const model::Estate& estate, const model::Account& account);

// The account of a host that has the same name and password, by either one's statement; null when there is none.
const model::Account* twin_on(const model::Estate& estate, const model::Account& account, model::Index host);

// Whether the account is in a local group of the target, directly or through a domain group. False only where the
// scenario lists the groups completely: an entry for the target (or "*") on the account, or on every domain group that
// it is in; or a list of the group's members on the target. A domain group that is stated to be in the local group counts beside the
// account's own entry.
GroupMembership local_group_membership(FactFrame& frame, const model::Account& account, std::string_view group);

// The same for the account that the target sees; Unknown where that is open and the candidates differ.
GroupMembership local_group_membership(FactFrame& frame, std::string_view group);

}  // namespace wmireach::rules
