// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "rules/derived/derived.hpp"
#include "rules/derived/access.hpp"

namespace wmireach::rules {

using model::folded;
using model::Truth;

namespace {

// Present on every Windows with WMI.
constexpr std::array standard{"root", "root\\cimv2", "root\\default", "root\\security", "root\\subscription"};

// Encrypted by design.
struct EncryptedNamespace {
  std::string_view name, source;
};
constexpr std::array encrypted{EncryptedNamespace{"root\\mscluster", "B-WMI-11"}, EncryptedNamespace{"root\\cimv2\\terminalservices", "B-WMI-12"},
                               EncryptedNamespace{"root\\microsoftiisv2", "B-WMI-13"}, EncryptedNamespace{"root\\webadministration", "B-WMI-13"}};

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
struct Entries {
  std::vector<model::Grant> grants;
  bool unknown = false;             // some list on the way is stated to be unknown
  bool authenticated_users = false; // an entry replaces the default of Authenticated Users
  bool administrators = false;      // an entry replaces the default of Administrators
  bool complete = false;            // the whole list of the namespace itself is stated: no default counts
};

Entries effective_entries(const model::Host& host, std::string_view name) {
  Entries entries;
  for (std::string_view n = name; !n.empty(); n = parent(n)) {
    const model::Namespace* found = find(host, n);
    if (found == nullptr) continue;
    entries.unknown = entries.unknown || found->rights_unknown;
    entries.complete = entries.complete || (found->rights_complete && n == name);
    for (const auto& grant : found->rights) {
      if (n == name ? grant.children_only : !grant.subnamespaces) continue;
      entries.grants.push_back(grant);
      if (grant.deny) continue;
      entries.authenticated_users = entries.authenticated_users || folded(grant.principal) == "authenticated users";
      entries.administrators = entries.administrators || folded(grant.principal) == "administrators";
    }
    if (found->rights_complete) break;  // what it inherits is in the list
  }
  return entries;
}

// By default Administrators hold every right, and Authenticated Users hold `by_default` (B-WMI-03). Without assumptions
// only entries of the scenario count, and what they do not grant is not known.
Derived namespace_right(FactFrame& f, std::int64_t right, bool by_default) {
  const std::string& name = f.connection().wmi_namespace;
  const Entries entries = effective_entries(f.read(Role::target, HostPart::namespaces), name);
  std::vector<Evidence> evidence;
  Truth held = entries.complete ? Truth::False : Truth::Unknown;
  if (!entries.complete && f.assumptions()) {
    const bool default_counts = by_default && !entries.authenticated_users;
    const Truth administrator = entries.administrators ? Truth::False : f.truth(ConnectionFact::token_administrator);
    held = default_counts ? Truth::True : administrator;
    if (held == Truth::True)
      evidence.push_back({EvidenceKind::default_rights, default_counts ? "Authenticated Users" : "Administrators", model::no_location, "B-WMI-03"});
  }
  Truth denied = Truth::False;
  if (!entries.grants.empty()) {
    if (f.account() == nullptr) return Derived::unknown();
    const AccessCheck check = check_access(f, entries.grants, right);
    held = held || check.granted;
    denied = check.denied;
    evidence.insert(evidence.end(), check.evidence.begin(), check.evidence.end());
  }
  // A list that is stated to be unknown may grant, deny, or take the place of a default.
  if (entries.unknown && denied != Truth::True) return Derived::unknown({{EvidenceKind::namespace_not_stated, name, f.read(Role::target, HostPart::namespaces).where}});
  return Derived::of(held && !denied, std::move(evidence));
}

}  // namespace

Derived derive_namespace_exists(FactFrame& f, Role) {
  const std::string& name = f.connection().wmi_namespace;
  if (const auto* n = find(f.read(Role::target, HostPart::namespaces), name); n != nullptr && n->exists.present())
    return n->exists.known ? Derived::of(n->exists.value) : Derived::unknown({{EvidenceKind::namespace_not_stated, name, n->where}});
  if (f.assumptions() && std::ranges::find(standard, folded(name)) != standard.end())
    return Derived::of(1, {{EvidenceKind::standard_namespace, name, model::no_location, "S3-06"}});
  return Derived::unknown({{EvidenceKind::namespace_not_stated, name, f.read(Role::target, HostPart::namespaces).where}});
}

Derived derive_namespace_requires_encryption(FactFrame& f, Role) {
  const std::string& name = f.connection().wmi_namespace;
  if (const auto* n = find(f.read(Role::target, HostPart::namespaces), name); n != nullptr && n->requires_encryption.present())
    return n->requires_encryption.known ? Derived::of(n->requires_encryption.value) : Derived::unknown({{EvidenceKind::namespace_not_stated, name, n->where}});
  if (!f.assumptions()) return Derived::unknown({{EvidenceKind::namespace_not_stated, name, f.read(Role::target, HostPart::namespaces).where}});
  for (const auto& e : encrypted)
    if (e.name == folded(name)) return Derived::of(1, {{EvidenceKind::encrypted_namespace, name, model::no_location, e.source}});
  return Derived::of(0, {{EvidenceKind::default_rights, name, model::no_location, "B-WMI-09"}});
}

Derived derive_namespace_enable_account(FactFrame& f, Role) { return namespace_right(f, model::enable_account, true); }
Derived derive_namespace_remote_enable(FactFrame& f, Role) { return namespace_right(f, model::remote_enable, false); }
Derived derive_namespace_execute_methods(FactFrame& f, Role) { return namespace_right(f, model::execute_methods, true); }

}  // namespace wmireach::rules
