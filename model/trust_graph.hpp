// SPDX-License-Identifier: Apache-2.0
// Which domain accepts accounts of which other domain, along trusts.
#pragma once

#include <vector>

#include "model/estate.hpp"

namespace wmireach::model {

struct TrustPath {
  bool found = false;
  std::vector<Index> trusts;  // indexes into Estate::trusts, from the resource domain to the account domain
  Truth selective_authentication = Truth::False;  // on any trust of the path
};

// The shortest path along which `resource_domain` accepts accounts of `account_domain`.
// The same domain is found with no trusts. Non-transitive trusts (external, realm) serve only as a path of their own.
// A forest trust binds two forests: a path uses at most one.
// Source: B-AUTH-21, B-AUTH-22 (general knowledge on direction and transitivity).
TrustPath find_trust_path(const Estate& estate, Index resource_domain, Index account_domain);

}  // namespace wmireach::model
