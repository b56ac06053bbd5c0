// SPDX-License-Identifier: Apache-2.0
// The parts of the host table, in the order of HostFact.
#pragma once

#include <vector>

#include "rules/vocabulary.hpp"

namespace wmireach::rules {

std::vector<FactDefinition> identity_facts();
std::vector<FactDefinition> firewall_facts();
std::vector<FactDefinition> dcom_facts();
std::vector<FactDefinition> uac_facts();
std::vector<FactDefinition> wmi_facts();

}  // namespace wmireach::rules
