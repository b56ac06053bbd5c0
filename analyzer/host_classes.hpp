// SPDX-License-Identifier: Apache-2.0
// Hosts that no rule can tell apart: what one of them predicts, all of them do.
#pragma once

#include <string>
#include <vector>

#include "model/estate.hpp"

namespace wmireach::analyzer {

struct HostClasses {
  std::vector<model::Index> of_host;                 // class of each host of the estate
  std::vector<std::vector<model::Index>> members;    // hosts of each class, ascending; classes in order of their first host
};

// Two hosts share a class when everything stated of them is the same, and nothing in the estate names either of them alone: no
// account, group, access list, link or firewall rule. Names, places in the file and the text of baselines play no part.
HostClasses host_classes(const model::Estate& estate);

// Everything that is stated of a host, as bytes: equal for two hosts that are stated alike. It refers to domains, zones and
// hosts by index, so hosts of two estates compare only where these agree.
std::string host_key(const model::Host& host);

}  // namespace wmireach::analyzer
