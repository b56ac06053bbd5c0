// SPDX-License-Identifier: Apache-2.0
// What exports of other tools say of an estate, with the file and line of every single fact. Readers add to it and decide nothing:
// which names mean one computer, which source counts where two disagree, and what becomes of it in a scenario is for assemble.hpp.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "import/json.hpp"

namespace wmireach::exports {

// Where a fact was found.
struct Place {
  std::uint32_t file = 0;  // index into Survey::files
  std::uint32_t line = 0;  // 1-based; 0: the file as a whole
};

// How near a source is to the computer's own state. Where two sources disagree, the higher one counts.
enum class Rank : std::uint8_t {
  scan,       // seen from outside, such as by nmap; partly guessed
  inventory,  // written down by somebody, such as a CSV table
  directory,  // Active Directory, which the computer keeps up to date itself, or not
  policy,     // a group policy that is linked to the computer; filters may still keep it away
  machine,    // the computer's own registry, firewall and groups, or the resultant set of its policies
};

// One fact, in the form that a host of a scenario has it.
struct Setting {
  std::string path;        // keys with '/': "uac/enabled", "local_groups/Administrators"; "/-" at the end adds to a list
  import::JsonNode value;  // SIDs stand for accounts and groups, by whatever name the estate knows them
  Place place;
};

// One computer, as one source knows it. Names are as the source writes them; empty: it does not say.
struct Computer {
  std::string dns_name;      // "DC01.CORP.EXAMPLE"
  std::string netbios_name;  // "DC01"
  std::string sid;
  std::vector<std::string> addresses;  // without prefix
  std::string domain;        // DNS name of the domain that it is joined to
  std::string container;     // id of the Container that holds it
  bool is_domain_controller = false;
  bool in_use = true;        // false: disabled or deleted in the directory
  Rank rank = Rank::directory;
  Place place;
  std::vector<Setting> settings;
};

// A group policy, or any other set of settings that applies to computers which some other source names.
struct Policy {
  std::string id;            // its GUID, by which its files are named, in upper case without braces; empty: none is known
  std::string directory_id;  // the GUID of its object, by which links name it; empty: not known
  std::string name;  // as people know it
  std::vector<std::string> linked_to;  // where a report says so: "corp.example/Kiosks"
  Rank rank = Rank::policy;
  Place place;
  std::vector<Setting> settings;
};

struct PolicyLink {
  std::string policy;  // its directory_id
  bool enforced = false;
};

// A domain or an organizational unit, to which policies are linked.
struct Container {
  std::string id, parent;  // parent: empty for a domain
  bool blocks_inheritance = false;
  std::vector<PolicyLink> links;
};

struct Domain {
  std::string dns_name, netbios_name, sid;
  bool collected = false;  // its objects were read; otherwise only its name is known
  Place place;
};

// A trust as the domain that was read records it.
struct Trust {
  std::string recorded_by;          // DNS name of that domain
  std::string trusting, trusted;    // DNS names; accounts of the trusted domain are accepted in the trusting one
  std::string kind;                 // as in scenarios: "parent-child", "external"
  bool two_way = false;
  bool disabled = false;
  std::string transitive;           // "true", "false"; empty: as trusts of its kind are
  std::string filters_sids, selective;  // "true", "false", "unknown": as the trusting side records it
  Place place;
};

enum class PrincipalKind : std::uint8_t { user, computer, group };

// An account or group of a domain or of one computer.
struct Principal {
  PrincipalKind kind = PrincipalKind::user;
  std::string sid;
  std::string domain;             // DNS name; empty for one of a computer
  std::string host;               // of a computer: its DNS or NetBIOS name
  std::string name;               // "alice"
  std::string directory_name;     // its distinguished name, in lower case; empty: not known
  std::vector<std::string> members;  // of a group: SIDs, or distinguished names until member_names.hpp
  std::string primary_group;      // SID; of a user
  std::map<std::string, import::JsonNode> facts;  // by key of an account in a scenario
  bool in_use = true;             // false: deleted in the directory
  Place place;
};

struct Survey {
  std::vector<std::string> files;
  std::map<std::uint32_t, std::vector<std::string>> entries;  // of a "file" that is a directory itself: the names of what its lines count
  std::vector<Computer> computers;
  std::vector<Policy> policies;
  std::vector<Container> containers;
  std::vector<Domain> domains;
  std::vector<Trust> trusts;
  std::vector<Principal> principals;
  import::Diagnostics notes;  // what could not be read, and what was left out and why; nothing else is lost by them
};

}  // namespace wmireach::exports
