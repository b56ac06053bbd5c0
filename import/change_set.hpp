// SPDX-License-Identifier: Apache-2.0
// Changes of many computers at once that have a name: rules/changes/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "import/rule_reader.hpp"
#include "import/statements.hpp"
#include "rules/fact_id.hpp"

namespace wmireach::import {

struct SetFact {
  enum class When : std::uint8_t {
    always,
    where_stated,  // only where a scenario says something of the fact
    at_least,      // only where the value is lower, or not known
  };
  rules::HostFact fact = rules::HostFact::os;
  When when = When::always;
  std::optional<std::int64_t> value;  // nullopt: the value that the user gives
};

struct ChangeSet {
  std::string name, summary;
  std::vector<std::string> sources;             // statements
  std::vector<std::pair<rules::HostFact, std::int64_t>> where;  // computers of which one of these surely has another value are left alone
  std::vector<SetFact> set;
  std::string value;                            // what the user's value is, in a few words; empty: none is given
  // The release is replaced by a later one: computers of another kind, of a release that is not older, or of one that is not known
  // are left alone, and what depends on the old release does not stay.
  bool upgrade = false;
};

// By name. Every fact exists, is stored, and has the value; every statement exists. Empty where there is a problem.
std::vector<ChangeSet> read_change_sets(const std::vector<SourceFile>& files, const Statements& statements, Diagnostics& diagnostics);

}  // namespace wmireach::import
