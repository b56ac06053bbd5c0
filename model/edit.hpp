// SPDX-License-Identifier: Apache-2.0
// One change to an estate, small enough that a person makes it in one place: a setting, an entry of an access list, a group
// membership, a firewall rule, a trust.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/estate.hpp"

namespace wmireach::model {

enum class EditKind : std::uint8_t {
  host_fact,           // a setting of a host
  baseline_fact,       // a setting of a baseline: of every host that starts from it and does not state the fact itself
  account_fact,
  request_fact,        // what the caller asks for
  open_ports,          // an allow rule in front of the others on the link between two zones; a new link where there is none
  local_group,         // an account joins a local group of a host
  group_member,        // the same, where the host lists the members of the group
  launch_right,        // an entry of the machine-wide DCOM list
  access_right,
  application_launch,  // an entry of the list of the WMI application
  application_access,
  namespace_right,     // an entry of the access list of a namespace
  network_logon,       // an account gets a user right
  lift_logon_denial,   // a principal is taken off the denial of that right
  allow_to_authenticate,
  add_trust,           // a one-way external trust
  // The other direction.
  close_rule,          // an allow rule of a link goes
  close_link,          // what no rule of a link allows is blocked
  leave_group,         // an account leaves a local group of a host
  drop_launch,         // the entry of an account in the machine-wide DCOM list of a host goes
  drop_access,
  drop_namespace,      // the entry of an account in the access list of a namespace of a host goes
  drop_trust,
};

struct Edit {
  EditKind kind = EditKind::host_fact;
  Index host = none;        // whose statement changes: host_fact and every kind about a list of a host
  std::string name;         // the baseline, the group, the namespace or the principal
  Index account = none;     // account_fact, groups and rights
  LocationId where = no_location;    // request_fact: of every connection that is stated there; close_* and drop_trust: the rule, link or trust
  std::uint16_t fact = 0;   // the fact's number in its scope
  std::int64_t value = 0;   // of the fact, or the rights as bits
  Index from = none, to = none;      // open_ports: zones; add_trust: the trusting and the trusted domain
  PortRange ports;
  std::vector<Index> from_hosts, to_hosts;  // open_ports: the hosts that the rule is about, sorted; empty: every one
};

// An order in which edits are equal that change the same thing in the same way; the hosts of a rule do not count.
struct EditOrder {
  bool operator()(const Edit& a, const Edit& b) const;
};

// Both set one fact of one place, to different values.
bool exclude_each_other(const Edit& a, const Edit& b);

// Hosts whose own part of the scenario the edit changes. Hosts that are stated in one place, as by a
// name pattern, change together. Sorted.
std::vector<Index> changed_hosts(const Estate& estate, const Edit& edit);

// The same for many edits of one estate, without looking at every host for each of them. Edits may be applied meanwhile.
class ChangedHosts {
 public:
  explicit ChangedHosts(const Estate& estate);  // which must outlive it

  std::vector<Index> of(const Edit& edit) const;

 private:
  const Estate& estate_;
  std::unordered_map<std::string, std::vector<Index>> by_baseline_;
  std::vector<std::pair<LocationId, Index>> by_place_;  // sorted
};

// Whether the file states no link in the direction of the ports that the edit opens, so that it makes one.
bool makes_link(const Estate& estate, const Edit& edit);

// Whether the file makes that link and the one back by one statement, so that a rule stands in both.
bool opens_both_ways(const Estate& estate, const Edit& edit);

// Applies edits to an estate and takes them back.
class EstateEditor {
 public:
  explicit EstateEditor(Estate& estate) : estate_(estate) {}
  EstateEditor(const EstateEditor&) = delete;
  EstateEditor& operator=(const EstateEditor&) = delete;
  ~EstateEditor() { revert(); }

  void apply(const Edit& edit);
  void apply(const Edit& edit, const std::vector<Index>& hosts);  // which are those that it changes
  void revert();  // to the estate as it was

 private:
  Estate& estate_;
  std::unordered_map<Index, Host> hosts_;  // as they were
  std::unordered_map<Index, Account> accounts_;
  std::unordered_map<Index, Connection> connections_;
  std::optional<std::vector<Link>> links_;
  std::optional<std::vector<Trust>> trusts_;
};

}  // namespace wmireach::model
