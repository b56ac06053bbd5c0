// SPDX-License-Identifier: Apache-2.0
// Why a derived fact has its value, beyond the facts it was computed from: the trust, link, group or right that decided.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/fact.hpp"

namespace wmireach::rules {

enum class EvidenceKind : std::uint8_t {
  trust,             // subject: a trust on the path
  no_trust,          // subject: the two domains
  link,              // subject: a link on the path
  blocking_link,     // subject: the link that stops the ports
  no_link,           // subject: the two zones
  no_zones,          // the scenario states no zones: one flat network
  same_zone,         // subject: the zone
  zone_not_stated,   // subject: the host
  group,             // subject: the group that the account is in
  groups_not_stated, // subject: account and host
  grant,             // subject: the principal that holds the right
  denial,            // subject: the principal to which the right is denied
  subnet,            // subject: what tells whether both ends are in one subnet
  firewall_rule,     // subject: a rule of the scenario
  standard_namespace,// subject: a namespace that every Windows has
  encrypted_namespace,// subject: a namespace that is encrypted by design
  namespace_not_stated,
  default_rights,    // subject: the principal that holds the right by default
  twin_account,      // subject: the account of the same name and password
  tool_default,      // subject: the tool whose default counts
  ports,             // subject: a port or range
};

std::string_view to_string(EvidenceKind kind);

struct Evidence {
  EvidenceKind kind;
  std::string subject;
  model::LocationId where = model::no_location;
  std::string_view source = {};  // statement id, for what no scenario states; static storage
};

}  // namespace wmireach::rules
