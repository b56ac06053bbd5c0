// SPDX-License-Identifier: Apache-2.0
// Whether two things say the same. Where a statement stands, what it came from and the case of names play no part; neither do the
// names of hosts and connections. References are compared as indexes: two estates compare where these mean the same.
#pragma once

#include "model/estate.hpp"

namespace wmireach::model {

bool same_statement(const Fact& a, const Fact& b);
bool same_statement(const FactTable& a, const FactTable& b);
bool same_statement(const Host& a, const Host& b);

// Everything but hosts, connections and requirements.
bool same_surroundings(const Estate& a, const Estate& b);

// Whether two connections ask the same of whatever hosts.
bool same_request(const Connection& a, const Connection& b);

}  // namespace wmireach::model
