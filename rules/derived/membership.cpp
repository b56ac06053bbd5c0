// SPDX-License-Identifier: Apache-2.0
#include "rules/derived/membership.hpp"

namespace wmireach::rules {

Membership membership(FactFrame& f, Role role) {
  const auto& m = f.get(role, HostFact::membership);
  if (!m.known) return {};
  const model::Index d = f.read(role, HostPart::domain).domain;
  return {m.value == 0 || d != model::none, m.value == 0 ? model::none : d};
}

Membership identity_domain(FactFrame& f) {
  enum Kind : std::int64_t { local, domain, machine, local_system, network_service };  // order of types::account_kind()
  const auto& kind = f.get(AccountFact::kind);
  if (!kind.known || f.account() == nullptr) return {};
  if (kind.value == local_system || kind.value == network_service) return membership(f, Role::client);
  if (kind.value == domain || kind.value == machine) return {f.account()->domain != model::none, f.account()->domain};
  return {true, model::none};
}

model::TrustPath account_trust_path(FactFrame& f) {
  const Membership target = membership(f, Role::target), identity = identity_domain(f);
  return find_trust_path(f.estate(), target.domain, identity.domain);
}

}  // namespace wmireach::rules
