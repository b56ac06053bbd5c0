// SPDX-License-Identifier: Apache-2.0
#include "rules/derived/evidence.hpp"

namespace wmireach::rules {

std::string_view to_string(EvidenceKind kind) {
  switch (kind) {
    case EvidenceKind::trust: return "trust";
    case EvidenceKind::no_trust: return "no-trust";
    case EvidenceKind::link: return "link";
    case EvidenceKind::blocking_link: return "blocking-link";
    case EvidenceKind::no_link: return "no-link";
    case EvidenceKind::no_zones: return "no-zones";
    case EvidenceKind::same_zone: return "same-zone";
    case EvidenceKind::zone_not_stated: return "zone-not-stated";
    case EvidenceKind::group: return "group";
    case EvidenceKind::groups_not_stated: return "groups-not-stated";
    case EvidenceKind::grant: return "grant";
    case EvidenceKind::denial: return "denial";
    case EvidenceKind::subnet: return "subnet";
    case EvidenceKind::firewall_rule: return "firewall-rule";
    case EvidenceKind::standard_namespace: return "standard-namespace";
    case EvidenceKind::encrypted_namespace: return "encrypted-namespace";
    case EvidenceKind::namespace_not_stated: return "namespace-not-stated";
    case EvidenceKind::default_rights: return "default-rights";
    case EvidenceKind::twin_account: return "twin-account";
    case EvidenceKind::tool_default: return "tool-default";
    case EvidenceKind::ports: return "ports";
  }
  return "";
}

}  // namespace wmireach::rules
