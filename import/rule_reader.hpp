// SPDX-License-Identifier: Apache-2.0
// Rule files to rules. The form of a rule file is described in docs/adding-a-rule.md.
#pragma once

#include <string>
#include <vector>

#include "import/diagnostic.hpp"
#include "rules/rule.hpp"

namespace wmireach::import {

struct SourceFile {
  std::string name;  // as shown in diagnostics
  std::string text;
};

// Adds the shared definitions of one file. A definition may use those that stand before it.
void read_definitions(const SourceFile& file, rules::Catalogue& catalogue, Diagnostics& diagnostics);

// Adds the rule of one file. A file with problems adds nothing.
void read_rule(const SourceFile& file, rules::Catalogue& catalogue, Diagnostics& diagnostics);

// Definitions first, then every rule, sorted. Files named "definitions.json" hold definitions.
rules::Catalogue read_catalogue(const std::vector<SourceFile>& files, Diagnostics& diagnostics);

}  // namespace wmireach::import
