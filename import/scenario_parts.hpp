// SPDX-License-Identifier: Apache-2.0
// The parts of the scenario reader. Names are registered first, so that any element may refer to any other.
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>

#include "import/cursor.hpp"
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

  model::LocationId place(const Cursor& cursor);

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

void read_domains(ScenarioContext& context, const Cursor& cursor);
void read_trusts(ScenarioContext& context, const Cursor& cursor);
void read_zones(ScenarioContext& context, const Cursor& cursor);
void read_links(ScenarioContext& context, const Cursor& cursor);

// Baselines are read once; a host starts as a copy of its baseline.
void read_baselines(ScenarioContext& context, const Cursor& cursor);
void register_hosts(ScenarioContext& context, const Cursor& cursor);
void read_hosts(ScenarioContext& context, const Cursor& cursor);

void register_accounts(ScenarioContext& context, const Cursor& cursor);
void register_group_sids(ScenarioContext& context, const Cursor& groups);
void read_accounts(ScenarioContext& context, const Cursor& cursor);
void read_groups(ScenarioContext& context, const Cursor& cursor);

void read_connections(ScenarioContext& context, const Cursor& cursor);
void read_requirements(ScenarioContext& context, const Cursor& cursor);  // behind the connections

}  // namespace wmireach::import
