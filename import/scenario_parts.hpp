// SPDX-License-Identifier: Apache-2.0
// The parts of the scenario reader. Names are registered first, so that any element may refer to any other.
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>

#include "import/cursor.hpp"
#include "import/host_pattern.hpp"
#include "model/estate.hpp"
#include "rules/vocabulary.hpp"

namespace wmireach::import {

// A baseline as read: a host of which other hosts start as copies.
struct Baseline {
  model::Host host;
};

// Folded names to indexes.
using Names = std::unordered_map<std::string, model::Index>;

struct ScenarioContext {
  model::Estate& estate;
  Names hosts, zones, domains, accounts;
  std::map<std::string, Baseline, std::less<>> baselines;
  std::set<std::string> baseline_names;  // every one in the file, also those in a circle, which are never read to their end

  std::unordered_map<std::string, std::string> sids;  // SIDs that accounts and groups state, folded, to their names
  std::unordered_map<std::string, HostPattern> patterns;             // by folded key
  std::unordered_map<std::string, model::LocationId> connection_ids;
  std::uint32_t file = 0;                                            // the one that is being read; index into Estate::files

  model::LocationId place(const Cursor& cursor);

  // Tells that the name of `cursor` is taken by the element at `first`. `kind` is "host" for hosts; a hint of its own
  // takes the place of the usual one.
  void taken(const Cursor& cursor, const std::string& kind, const std::string& name, model::LocationId first, const std::string& hint = {}) const;

  // Tells that there is no host of this name; a name that stands for several hosts gets a hint of its own.
  void no_host(const Cursor& cursor, const std::string& name, const std::string& hint) const;

  // The name of an account or group for its SID, or of a well-known SID; any other text as it is.
  std::string principal(const std::string& name_or_sid) const;

  // Index of the named element; a name that does not exist is reported with the nearest one.
  model::Index host(const Cursor& name) const;
  model::Index zone(const Cursor& name) const;
  model::Index domain(const Cursor& name) const;
  model::Index account(const Cursor& name) const;
};

// A fact of the given type; "unknown" may be stated for any.
model::Fact read_fact(ScenarioContext& context, const Cursor& cursor, const rules::Type& type, model::OriginKind kind);

std::vector<model::PortRange> read_ports(const Cursor& cursor);

// Each of these reads one section of one file; the files of a scenario come one after the other.
void read_domains(ScenarioContext& context, const Cursor& cursor);
void add_forest_trusts(ScenarioContext& context);  // behind the domains of all files
void read_trusts(ScenarioContext& context, const Cursor& cursor);
void read_zones(ScenarioContext& context, const Cursor& cursor);
void read_links(ScenarioContext& context, const Cursor& cursor);

// The section of one file; the index is that of the file.
struct Section {
  Cursor cursor;
  std::uint32_t file = 0;
};

// Baselines are read once, those of all files together; a host starts as a copy of its baseline.
void read_baselines(ScenarioContext& context, const std::vector<Section>& sections);
void register_hosts(ScenarioContext& context, const Cursor& cursor);
// Gives all that was read of the first host of a pattern, but its name, to the others.
void copy_first_host(ScenarioContext& context, const model::Host& first, const HostPattern& pattern);
void read_hosts(ScenarioContext& context, const Cursor& cursor);

void register_accounts(ScenarioContext& context, const Cursor& cursor);
void register_group_sids(ScenarioContext& context, const Cursor& groups);
void read_accounts(ScenarioContext& context, const Cursor& cursor);
void read_groups(ScenarioContext& context, const Cursor& cursor);

void read_connections(ScenarioContext& context, const Cursor& cursor);
void read_requirements(ScenarioContext& context, const Cursor& cursor);  // behind the connections

}  // namespace wmireach::import
