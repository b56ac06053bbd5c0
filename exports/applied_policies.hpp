// SPDX-License-Identifier: Apache-2.0
// Which group policies apply to the computers of a domain or organizational unit, and in what order (MS-GPOL 3.2.5.1).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "exports/survey.hpp"

namespace wmireach::exports {

// Policies that are linked to one container, in no order that is known: of two that differ none is stronger.
using LinkedPolicies = std::vector<std::size_t>;  // indexes into Survey::policies

class AppliedPolicies {
 public:
  explicit AppliedPolicies(const Survey& survey);

  // For computers in the container, the strongest first: enforced links from the domain downwards, then the others from the nearest
  // container upwards, as far as inheritance is not blocked. Links of sites, and filters by group or by WMI, are not known.
  std::vector<LinkedPolicies> of(const std::string& container) const;

 private:
  const Survey& survey_;
  std::map<std::string, std::size_t> containers_, policies_;
};

}  // namespace wmireach::exports
