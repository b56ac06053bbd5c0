// SPDX-License-Identifier: Apache-2.0
// What an import found of the facts that predictions look at, and what is to be found out next.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "analyzer/verdict.hpp"
#include "import/diagnostic.hpp"
#include "model/estate.hpp"
#include "rules/program.hpp"

namespace wmireach::cli {

// One fact of the vocabulary, over all hosts.
struct FoundFact {
  std::string_view name;
  std::size_t found = 0;         // stated, and known
  std::size_t by_default = 0;    // documented default or planning assumption
  std::size_t unknown = 0;
  std::map<std::string, std::size_t> files;  // where it was found, and of how many hosts
};

// A fact that verdicts wait for.
struct OpenFact {
  rules::Slot slot = 0;
  std::uint64_t pairs = 0;  // of a client and a target whose verdict waits for it
  std::uint64_t alone = 0;  // where one of its values alone would decide
  std::vector<model::Index> hosts;  // of which it is missing, ascending; empty for facts of an account or a connection
};

struct ImportCoverage {
  std::vector<FoundFact> facts;  // in the order of the vocabulary: those that predictions read, or that were found
  std::vector<OpenFact> open;    // the one that most verdicts wait for first
  std::uint64_t pairs = 0, undetermined = 0;  // of all connections
  bool cut_short = false;        // more groups of pairs were undetermined than were looked at
};

// Each connection of the scenario counts with every pair of its hosts.
ImportCoverage import_coverage(const rules::Program& program, const model::Estate& estate);

std::string coverage_text(const ImportCoverage& coverage, const model::Estate& estate, const import::Diagnostics& notes);
std::string coverage_json(const ImportCoverage& coverage, const model::Estate& estate, const import::Diagnostics& notes);

}  // namespace wmireach::cli
