// SPDX-License-Identifier: Apache-2.0
// Hosts that no rule can tell apart: what one of them predicts, all of them do.
#pragma once

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

}  // namespace wmireach::analyzer
