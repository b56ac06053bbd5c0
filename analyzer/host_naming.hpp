// SPDX-License-Identifier: Apache-2.0
// What names a host, so that no other host is like it.
#pragma once

#include <cstdint>
#include <functional>

#include "model/estate.hpp"

namespace wmireach::analyzer {

// `index` is that of the account, group or link, or of the host whose firewall rule it is; none for the second hop.
enum class NamedBy : std::uint8_t { account, group, link_rule, firewall_rule, second_hop };

struct Naming {
  NamedBy by = NamedBy::account;
  model::Index index = model::none;
  auto operator<=>(const Naming&) const = default;
};

// Calls `visit` for each host that the estate or the request names, once or more for each thing that names it.
void for_each_naming(const model::Estate& estate, const model::Connection& request, const std::function<void(model::Index host, Naming)>& visit);

}  // namespace wmireach::analyzer
