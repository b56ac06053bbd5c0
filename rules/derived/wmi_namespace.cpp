// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "rules/derived/derived.hpp"
#include "rules/derived/groups.hpp"

namespace wmireach::rules {

using model::folded;
using model::Truth;

namespace {

// Present on every Windows with WMI.
constexpr std::array standard{"root", "root\\cimv2", "root\\default", "root\\security", "root\\subscription"};
// Encrypted by design: KB 2590230 and the Terminal Services provider pages (B-WMI-11, B-WMI-12).
constexpr std::array encrypted{"root\\mscluster", "root\\cimv2\\terminalservices"};

const model::Namespace* find(const model::Host& host, std::string_view name) {
  const std::string wanted = folded(name);
  for (const auto& n : host.namespaces)
    if (folded(n.name) == wanted) return &n;
  return nullptr;
}

std::string_view parent(std::string_view name) {
  const auto slash = name.rfind('\\');
  return slash == std::string_view::npos ? std::string_view{} : name.substr(0, slash);
}

// Entries that count for a namespace: its own, and those of its parents that are inherited.
std::vector<model::Grant> effective_grants(const model::Host& host, std::string_view name) {
  std::vector<model::Grant> grants;
  const std::string own(name);
  for (std::string_view n = name; !n.empty(); n = parent(n)) {
    const model::Namespace* found = find(host, n);
    if (found == nullptr || !found->rights) continue;
    for (const auto& grant : *found->rights)
      if (n == name || grant.subnamespaces) grants.push_back(grant);
  }
  return grants;
}

// By default Administrators hold every right, and Authenticated Users hold `by_default` (B-WMI-03).
Derived namespace_right(FactFrame& f, std::int64_t right, bool by_default) {
  if (by_default && f.assumptions()) return Derived::of(1, {{EvidenceKind::default_rights, "Authenticated Users", model::no_location, "B-WMI-03"}});
  Truth held = f.truth(ConnectionFact::token_administrator);
  if (held == Truth::True) return Derived::of(1, {{EvidenceKind::default_rights, "Administrators", model::no_location, "B-WMI-03"}});
  const auto grants = effective_grants(f.host(Role::target), f.connection().wmi_namespace);
  if (grants.empty()) return Derived::of(by_default ? Truth::Unknown : held);
  if (f.account() == nullptr) return Derived::unknown();
  auto g = granted(f.estate(), *f.account(), f.host_index(Role::target), grants, right);
  held = held || g.member;
  return by_default && held == Truth::False ? Derived::unknown() : Derived::of(held, std::move(g.evidence));
}

}  // namespace

Derived derive_namespace_exists(FactFrame& f, Role) {
  const std::string& name = f.connection().wmi_namespace;
  if (const auto* n = find(f.host(Role::target), name); n != nullptr && n->exists.present())
    return n->exists.known ? Derived::of(n->exists.value) : Derived::unknown({{EvidenceKind::namespace_not_stated, name, n->where}});
  if (f.assumptions() && std::ranges::find(standard, folded(name)) != standard.end())
    return Derived::of(1, {{EvidenceKind::standard_namespace, name, model::no_location, "S3-06"}});
  return Derived::unknown({{EvidenceKind::namespace_not_stated, name, f.host(Role::target).where}});
}

Derived derive_namespace_requires_encryption(FactFrame& f, Role) {
  const std::string& name = f.connection().wmi_namespace;
  if (const auto* n = find(f.host(Role::target), name); n != nullptr && n->requires_encryption.present())
    return n->requires_encryption.known ? Derived::of(n->requires_encryption.value) : Derived::unknown();
  if (!f.assumptions()) return Derived::unknown();
  if (std::ranges::find(encrypted, folded(name)) != encrypted.end())
    return Derived::of(1, {{EvidenceKind::encrypted_namespace, name, model::no_location, "B-WMI-11"}});
  return Derived::of(0, {{EvidenceKind::default_rights, name, model::no_location, "B-WMI-09"}});
}

Derived derive_namespace_enable_account(FactFrame& f, Role) { return namespace_right(f, model::enable_account, true); }
Derived derive_namespace_remote_enable(FactFrame& f, Role) { return namespace_right(f, model::remote_enable, false); }
Derived derive_namespace_execute_methods(FactFrame& f, Role) { return namespace_right(f, model::execute_methods, true); }

}  // namespace wmireach::rules
