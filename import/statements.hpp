// SPDX-License-Identifier: Apache-2.0
// rules/statements.json: every documented statement, who says it, and how the program accounts for it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "import/diagnostic.hpp"
#include "rules/rule.hpp"

namespace wmireach::import {

struct Accounted {
  std::string kind;  // rule, default, derived, remedy, note, out-of-scope
  std::string name;  // of the rule or fact
  std::string text;  // for notes and reasons
};

struct Statement {
  std::string id, document, section, grade, says;
  std::vector<Accounted> accounted_by;
};

struct Document {
  std::string title, publisher, date;
};

struct Contradiction {
  std::string id, between, decision;
  std::vector<std::string> statements, rules;
};

struct Statements {
  std::map<std::string, Document> documents;
  std::vector<Statement> statements;
  std::vector<Contradiction> contradictions;

  const Statement* find(std::string_view id) const;
};

// Gives every rule the grade of its first source; a source that is no statement counts as general knowledge.
void grade_rules(rules::Catalogue& catalogue, const Statements& statements);

Statements read_statements(std::string_view text, const std::string& file, Diagnostics& diagnostics);

}  // namespace wmireach::import
