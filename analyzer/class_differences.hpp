// SPDX-License-Identifier: Apache-2.0
// What tells classes of hosts apart.
#pragma once

#include <cstdint>
#include <vector>

#include "analyzer/host_classes.hpp"

namespace wmireach::analyzer {

enum class HostPart : std::uint8_t {
  fact, membership, zone, addresses, firewall_profiles, firewall_rules, launch, access, application_launch, application_access,
  network_logon, deny_network_logon, namespaces, allowed_to_authenticate
};

struct ClassPart {
  HostPart part = HostPart::fact;
  std::uint16_t fact = 0;  // rules::HostFact, where the part is a fact
};

// What names a host alone. `index` is that of the account, group, link or connection, or of the host whose access list or
// firewall rule it is.
enum class NamedBy : std::uint8_t { account, group, link_rule, second_hop, access_list, firewall_rule };

struct Naming {
  NamedBy by = NamedBy::account;
  model::Index index = model::none;
  auto operator<=>(const Naming&) const = default;
};

struct ClassDifference {
  std::vector<ClassPart> parts;  // where the class is not as usual
  std::vector<Naming> named_by;  // of its first host
};

// By class. Usual is what more than half of the classes have; where no value is, the part counts for every class. A part that
// is the same everywhere counts for none.
std::vector<ClassDifference> class_differences(const model::Estate& estate, const HostClasses& classes);

}  // namespace wmireach::analyzer
