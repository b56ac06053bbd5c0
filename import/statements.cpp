// SPDX-License-Identifier: Apache-2.0
#include "import/statements.hpp"

#include <algorithm>

#include "import/cursor.hpp"

namespace wmireach::import {
namespace {

std::function<void(const Cursor&)> text_into(std::string& into) {
  return [&into](const Cursor& c) { into = c.string().value_or(""); };
}

Statement read_statement(const Cursor& c) {
  Statement s;
  c.object({{"id", text_into(s.id)},
            {"document", text_into(s.document)},
            {"section", text_into(s.section)},
            {"grade", text_into(s.grade)},
            {"says", text_into(s.says)},
            {"accounted_by", [&](const Cursor& list) {
               list.items([&](const Cursor& item) {
                 Accounted a;
                 item.object({{"kind", text_into(a.kind)}, {"name", text_into(a.name)}, {"text", text_into(a.text)}});
                 s.accounted_by.push_back(std::move(a));
               });
             }}});
  return s;
}

Contradiction read_contradiction(const Cursor& c) {
  Contradiction x;
  c.object({{"id", text_into(x.id)},
            {"between", text_into(x.between)},
            {"decision", text_into(x.decision)},
            {"statements", [&](const Cursor& l) { x.statements = l.strings(); }},
            {"rules", [&](const Cursor& l) { x.rules = l.strings(); }}});
  return x;
}

}  // namespace

const Statement* Statements::find(std::string_view id) const {
  const auto found = std::ranges::find(statements, id, &Statement::id);
  return found == statements.end() ? nullptr : &*found;
}

void grade_rules(rules::Catalogue& catalogue, const Statements& statements) {
  for (auto& rule : catalogue.rules) {
    const Statement* first = rule.sources.empty() ? nullptr : statements.find(rule.sources.front().statement);
    for (const auto grade : {rules::Grade::documented, rules::Grade::secondary})
      if (first != nullptr && first->grade == to_string(grade)) rule.grade = grade;
  }
}

Statements read_statements(std::string_view text, const std::string& file, Diagnostics& diagnostics) {
  Statements all;
  const auto json = parse_json(text, file, diagnostics);
  if (!json) return all;
  Cursor(*json, file, diagnostics)
      .object({{"format", [](const Cursor&) {}},
               {"documents",
                [&](const Cursor& c) {
                  c.members([&](const Cursor& d) {
                    Document& document = all.documents[std::string(d.key())];
                    d.object({{"title", text_into(document.title)}, {"publisher", text_into(document.publisher)}, {"date", text_into(document.date)}});
                  });
                }},
               {"statements", [&](const Cursor& c) { c.items([&](const Cursor& s) { all.statements.push_back(read_statement(s)); }); }},
               {"contradictions", [&](const Cursor& c) { c.items([&](const Cursor& s) { all.contradictions.push_back(read_contradiction(s)); }); }}});
  return all;
}

}  // namespace wmireach::import
