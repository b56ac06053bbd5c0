// SPDX-License-Identifier: Apache-2.0
#include "rules/derived/client_tool.hpp"
#include "rules/derived/derived.hpp"

namespace wmireach::rules {

Derived derive_is_local(FactFrame& f, Role) { return Derived::of(f.host_index(Role::client) == f.host_index(Role::target) ? 1 : 0); }

Derived derive_transport(FactFrame& f, Role) {
  if (f.get(ConnectionFact::is_local).value == 1) return Derived::of(*parse_value(types::transport(), "local"));
  const auto& api = f.get(ConnectionFact::api);
  if (!api.known) return Derived::unknown();
  if (static_cast<Tool>(api.value) != Tool::cimsession) return Derived::of(*parse_value(types::transport(), "dcom"));
  const auto& protocol = f.get(ConnectionFact::protocol);
  return protocol.known ? Derived::of(protocol.value) : Derived::unknown();
}

Derived derive_has_second_hop(FactFrame& f, Role) { return Derived::of(f.host_index(Role::third) != model::none ? 1 : 0); }

}  // namespace wmireach::rules
