// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/trust_graph.hpp"
#include "rules/fact_frame.hpp"

namespace wmireach::rules {

// The domain of a host or an identity; `none` for a workgroup or an account of one computer. `known` is false while it
// is not stated.
struct Membership {
  bool known = false;
  model::Index domain = model::none;
};

Membership membership(FactFrame& frame, Role role);

// The domain in which the presented identity lives; service identities appear as the client's computer account (B-AUTH-27).
Membership identity_domain(FactFrame& frame);

// The trust path from the target's domain to that of the presented identity; none is found while one of the two is unknown.
model::TrustPath account_trust_path(FactFrame& frame);

}  // namespace wmireach::rules
