// SPDX-License-Identifier: Apache-2.0
#include "rules/derived/client_tool.hpp"
#include "rules/derived/derived.hpp"

namespace wmireach::rules {

Derived derive_is_local(FactFrame& f, Role) { return Derived::of(f.one_computer(Role::client, Role::target) ? 1 : 0); }

Derived derive_transport(FactFrame& f, Role) {
  if (f.get(ConnectionFact::is_local).value == 1) return Derived::of(*parse_value(types::transport(), "local"));
  const auto& api = f.get(ConnectionFact::api);
  if (!api.known) return Derived::unknown();
  if (static_cast<Tool>(api.value) == Tool::ws_man_client) return Derived::of(*parse_value(types::transport(), "ws-man"));
  if (static_cast<Tool>(api.value) != Tool::cimsession) return Derived::of(*parse_value(types::transport(), "dcom"));
  const auto& protocol = f.get(ConnectionFact::protocol);
  return protocol.known ? Derived::of(protocol.value) : Derived::unknown();
}

Derived derive_has_second_hop(FactFrame& f, Role) { return Derived::of(f.host_index(Role::third) != model::none ? 1 : 0); }

Derived derive_namespace_stated(FactFrame& f, Role) { return Derived::of(f.connection().namespace_assumed ? 0 : 1); }

// Explicit credentials switch the default from Kerberos to Negotiate (B-WINRM-08).
Derived derive_effective_ws_man_authentication(FactFrame& f, Role) {
  enum Authentication : std::int64_t { by_default, kerberos, negotiate };
  const auto& stated = f.get(ConnectionFact::ws_man_authentication);
  if (!stated.known || stated.value != by_default) return stated.known ? Derived::of(stated.value) : Derived::unknown();
  const auto& credentials = f.get(ConnectionFact::credentials);
  return credentials.known ? Derived::of(credentials.value == 1 ? negotiate : kerberos) : Derived::unknown();
}

}  // namespace wmireach::rules
