// SPDX-License-Identifier: Apache-2.0
// The estate: everything a scenario states, as an immutable graph of facts with origins.
// Elements refer to each other by index. Names compare without regard to ASCII case, as Windows names do.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/fact.hpp"
#include "model/fact_table.hpp"
#include "model/stage.hpp"
#include "model/truth.hpp"

namespace wmireach::model {

using Index = std::uint32_t;
inline constexpr Index none = UINT32_MAX;

// Folds ASCII letters to lower case: the key under which a name is looked up.
std::string folded(std::string_view name);

enum class TrustKind : std::uint8_t { parent_child, forest, external, shortcut, realm };
enum class TrustDirection : std::uint8_t { one_way, two_way };


struct Domain {
  std::string name;     // DNS name, or the NetBIOS name of an NT domain
  std::string netbios;  // may be empty
  std::string forest;   // folded; empty: a forest of its own
  LocationId where = no_location;
};

// `trusting` trusts `trusted`: accounts of the trusted domain are accepted in the trusting one.
struct Trust {
  Index trusting = none, trusted = none;
  TrustKind kind = TrustKind::external;
  TrustDirection direction = TrustDirection::one_way;
  bool transitive = false;
  Truth selective_authentication = Truth::False;
  Truth filters_sids = Truth::False;
  LocationId where = no_location;
};

struct PortRange {
  std::uint16_t first = 0, last = 0;  // both included
};

enum class RuleAction : std::uint8_t { allow, block };
enum class RuleDirection : std::uint8_t { in, out };

// One rule of the firewall on a link between zones. TCP only: WMI uses no other protocol.
struct LinkRule {
  RuleAction action = RuleAction::allow;
  std::vector<PortRange> ports;      // empty: every port
  std::vector<Index> from, to;       // hosts; empty: every host
  LocationId where = no_location;
};

// A one-way connection between zones. The first rule that fits decides; where none fits, `fallback` does.
// Answers to an open connection always pass.
struct Link {
  Index from = none, to = none;
  std::vector<LinkRule> rules;
  RuleAction fallback = RuleAction::block;
  bool nat = false;  // translates addresses
  LocationId where = no_location;
};

struct Zone {
  std::string name;
  LocationId where = no_location;
};

// One rule of the Windows Firewall beyond those that the vocabulary names.
struct HostFirewallRule {
  std::string name;
  RuleAction action = RuleAction::allow;
  RuleDirection direction = RuleDirection::in;
  std::vector<PortRange> ports;  // empty: every port
  std::vector<Index> peers;      // hosts at the other end; empty: any
  std::vector<Index> peer_zones;
  LocationId where = no_location;
};

// Rights of one principal. The meaning of the bits is the vocabulary's.
struct Grant {
  std::string principal;  // as written
  std::int64_t rights = 0;
  bool subnamespaces = false;  // namespaces: the entry is inherited
  bool deny = false;           // the rights are denied: deny entries win (B-WMI-23)
  LocationId where = no_location;
  bool children_only = false;  // namespaces: the entry counts for those below only
};

enum NamespaceRight : std::int64_t {  // B-WMI-08
  enable_account = 1, execute_methods = 2, full_write = 4, partial_write = 8, provider_write = 0x10, remote_enable = 0x20
};

struct Namespace {
  std::string name;  // "root\cimv2"
  Fact exists;
  Fact requires_encryption;
  std::vector<Grant> rights;    // beyond the defaults; an entry replaces its principal's default
  bool rights_unknown = false;  // stated to be unknown
  bool rights_complete = false; // a whole list, such as a security descriptor: no default counts
  LocationId where = no_location;
};

// A setting of the Windows Firewall that counts in one profile only.
struct ProfileFact {
  std::int64_t profile;  // domain, private, public
  std::uint16_t fact;    // rules::HostFact
  Fact value;
};

// Something that a scenario may state, leave out, or state to be unknown.
template <class T>
struct Stated {
  enum class State : std::uint8_t { left_out, unknown, known } state = State::left_out;
  T value = {};
};

// The members of one local group of a computer, as its own account database lists them: accounts, domain groups, well-known names or SIDs.
struct LocalGroupMembers {
  std::string group;                                // "Administrators"
  std::optional<std::vector<std::string>> members;  // complete; absent: stated to be unknown
  LocationId where = no_location;
};

struct Host {
  std::string name;
  std::string baseline;  // may be empty
  FactTable facts;       // by rules::HostFact
  std::vector<ProfileFact> profile_facts;
  Index domain = none;   // none: in a workgroup, or not stated
  std::string workgroup;
  Index zone = none;     // none: not stated
  std::vector<std::string> addresses;
  std::vector<Grant> launch_grants, access_grants;  // DCOM, machine-wide, beyond the well-known principals
  Stated<std::vector<Grant>> application_launch, application_access;  // of the WMI application under DCOM Config
  Stated<std::vector<std::string>> network_logon, deny_network_logon; // principals of two user rights
  std::vector<LocalGroupMembers> local_groups;
  std::vector<Namespace> namespaces;
  std::vector<HostFirewallRule> firewall_rules;
  // Accounts of other domains that hold Allowed to Authenticate on this computer; unknown when nothing is stated.
  std::optional<std::vector<std::string>> allowed_to_authenticate;
  LocationId where = no_location;
};

// Membership of an account or group on one computer.
struct LocalGroups {
  Index host = none;                        // none: on every computer
  std::optional<std::vector<std::string>> groups;  // absent: stated to be unknown
  LocationId where = no_location;
};

struct Account {
  std::string name;
  FactTable facts;                        // by rules::AccountFact
  Index host = none;                      // local accounts: the computer that holds it
  Index domain = none;                    // domain accounts
  std::vector<LocalGroups> local_groups;
  std::vector<std::string> domain_groups;
  std::vector<Index> same_password_as;    // accounts of other computers with the same name and password
  LocationId where = no_location;
};

// A domain group that local groups or rights may name.
struct Group {
  std::string name;
  std::vector<std::string> member_of;     // other domain groups
  std::vector<LocalGroups> local_groups;
  LocationId where = no_location;
};

// What a test expects of a connection. Everything beyond the verdict is optional.
struct Expectation {
  std::string verdict;
  std::optional<Stage> stage;
  std::optional<std::string> rule;
  std::optional<std::uint32_t> error;
  std::optional<std::vector<std::string>> missing;  // names of facts that must be among the missing ones
  std::optional<std::vector<std::string>> latent;   // rules that must be among the latent blockers
  std::optional<std::vector<std::string>> limits;   // rules that must limit or warn
  std::optional<std::vector<std::string>> absent;   // rules that must not be violated
  LocationId where = no_location;
};

// What was seen in the field, to be held against a prediction.
enum class Outcome : std::uint8_t { succeeds, fails, partial };
enum class Confidence : std::uint8_t { confirmed, vendor_statement, plausible };

struct Observation {
  Outcome outcome = Outcome::succeeds;
  std::optional<Stage> stage;
  std::vector<std::string> rules;      // each would be the recorded cause; empty for success, or where no rule fits
  std::vector<std::uint32_t> codes;    // any of them was seen; empty: none is recorded
  Confidence confidence = Confidence::confirmed;
  bool limit_of_tool = false;          // the caller's own tool failed, not Windows: shown, and not counted
  bool complete = false;               // assumptions of the case fill in what its source leaves open
  std::string known_mismatch;          // why the prediction differs and stands all the same; empty: it should not differ
  LocationId where = no_location;
};

// Somebody answers for it, for a time, that a connection or a requirement is not as it should be.
struct Acceptance {
  std::string reason, owner;
  std::int64_t until = 0;  // the last day on which it counts, yyyymmdd
  LocationId where = no_location;
};

struct Connection {
  std::string id;
  Index from = none, to = none;
  Index account = none;     // none: not stated
  Index third = none;       // the second hop; none: there is none
  std::string wmi_class, method;   // empty: not stated
  std::string wmi_namespace;
  bool namespace_assumed = false;  // not stated: root\cimv2 is taken (S3-06)
  FactTable facts;          // by rules::ConnectionFact, the stated ones
  std::optional<Expectation> expectation;
  std::optional<Observation> observation;
  std::optional<Acceptance> accepted;
  LocationId where = no_location;
};

// What a design wants of every pair of a client and a target that are not one host.
enum class Must : std::uint8_t { connect, not_connect };

struct Requirement {
  std::string id;
  Connection request;            // without ends
  std::vector<Index> from, to;   // hosts, ascending, each once; at least one pair
  Must must = Must::connect;
  std::string why;               // for people; may be empty
  std::optional<Acceptance> accepted;
  LocationId where = no_location;
};

struct Estate {
  std::string title, story;
  Fact as_of;                        // the date that the scenario is about
  std::vector<std::string> files;    // the scenario's own first, then those that it includes
  std::vector<Location> locations;
  std::unordered_map<LocationId, std::string> found_in;  // the file and line of an export from which an import took what stands there
  std::vector<Domain> domains;
  std::vector<Trust> trusts;
  std::vector<Zone> zones;
  std::vector<Link> links;
  std::vector<Host> hosts;
  std::vector<Account> accounts;
  std::vector<Group> groups;
  std::vector<Connection> connections;
  std::vector<Requirement> requirements;

  const Location* location(LocationId id) const { return id < locations.size() ? &locations[id] : nullptr; }
  // Index of the named element, or `none`.
  Index find_host(std::string_view name) const;
  Index find_domain(std::string_view dns_or_netbios) const;
  Index find_account(std::string_view name) const;
  Index find_zone(std::string_view name) const;
  Index find_connection(std::string_view id) const;
  Index find_requirement(std::string_view id) const;
  const Group* find_group(std::string_view name) const;
};

}  // namespace wmireach::model
