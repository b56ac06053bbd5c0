// SPDX-License-Identifier: Apache-2.0
// The parts of the tables, in the order of HostFact and of ConnectionFact.
#pragma once

#include <vector>

#include "rules/vocabulary.hpp"

namespace wmireach::rules {

std::vector<FactDefinition> identity_facts();
std::vector<FactDefinition> firewall_facts();
std::vector<FactDefinition> dcom_facts();
std::vector<FactDefinition> uac_facts();
std::vector<FactDefinition> authentication_facts();
std::vector<FactDefinition> wmi_facts();
std::vector<FactDefinition> winrm_facts();

std::vector<FactDefinition> request_facts();
std::vector<FactDefinition> pair_facts();

}  // namespace wmireach::rules
