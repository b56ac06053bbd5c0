// SPDX-License-Identifier: Apache-2.0
#include "exports/firewall_rule.hpp"

namespace wmireach::exports {

void add_firewall_rule(std::string_view, std::string_view, Place, std::vector<Setting>&, Survey&) {}

}  // namespace wmireach::exports
