// SPDX-License-Identifier: Apache-2.0
#include "import/change_set.hpp"

#include <algorithm>

#include "import/choice.hpp"
#include "import/fact_reader.hpp"
#include "rules/vocabulary.hpp"

namespace wmireach::import {
namespace {

using rules::HostFact;
using When = SetFact::When;

std::optional<HostFact> host_fact(const Cursor& c, bool derived_too) {
  std::vector<std::string> known;
  const auto facts = rules::host_facts();
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (!facts[i].stored() && !derived_too) continue;
    if (facts[i].name == c.key()) return static_cast<HostFact>(i);
    known.emplace_back(facts[i].name);
  }
  c.fail("'" + std::string(c.key()) + "' is not a fact of a host that can be stated", hint_for(std::string(c.key()), known));
  return std::nullopt;
}

const rules::Type& type_of(HostFact f) { return rules::host_facts()[static_cast<std::size_t>(f)].type(); }

class ChangeSetReader {
 public:
  explicit ChangeSetReader(const Statements& statements) : statements_(statements) {}

  ChangeSet read(const Cursor& root) {
    ChangeSet s;
    root.object({
        {"name", [&](const Cursor& c) { s.name = c.string().value_or(""); }},
        {"summary", [&](const Cursor& c) { s.summary = c.string().value_or(""); }},
        {"value", [&](const Cursor& c) { s.value = c.string().value_or(""); }},
        {"upgrade", [&](const Cursor& c) { s.upgrade = c.boolean().value_or(false); }},
        {"sources", [&](const Cursor& c) { sources(c, s); }},
        {"where",
         [&](const Cursor& c) {
           c.members([&](const Cursor& n) {
             const auto fact = host_fact(n, true);
             const auto value = fact ? read_value(n, type_of(*fact)) : std::nullopt;
             if (value) s.where.emplace_back(*fact, *value);
           });
         }},
        {"set", [&](const Cursor& c) { facts(c, When::always, s); }},
        {"where_stated", [&](const Cursor& c) { facts(c, When::where_stated, s); }},
        {"at_least", [&](const Cursor& c) { facts(c, When::at_least, s); }},
    });
    if (!root.is(JsonNode::Kind::object)) return s;
    if (s.name.empty()) root.fail("the key 'name' is missing", "name the change");
    if (s.summary.empty()) root.fail("the key 'summary' is missing", "say in one sentence what is so after the change");
    if (s.sources.empty()) root.fail("the key 'sources' is missing", "name the statements that the change follows");
    if (s.set.empty()) root.fail("nothing is set", "add 'set', 'at_least' or 'where_stated'");
    const bool uses_value = std::ranges::any_of(s.set, [](const SetFact& f) { return !f.value; });
    if (uses_value == s.value.empty()) root.fail("'value' and {value} belong together", "say in 'value' what the user gives, and use it as \"{value}\"");
    if (s.upgrade && !std::ranges::any_of(s.set, [](const SetFact& f) { return f.fact == HostFact::os; })) root.fail("an upgrade sets the release", "add 'os' to 'set'");
    return s;
  }

 private:
  void sources(const Cursor& c, ChangeSet& s) const {
    c.items([&](const Cursor& n) {
      const auto id = n.string();
      if (!id) return;
      if (statements_.find(*id) == nullptr) n.fail("there is no statement '" + *id + "'", "see rules/statements.json");
      s.sources.push_back(*id);
    });
  }

  static void facts(const Cursor& c, When when, ChangeSet& s) {
    c.members([&](const Cursor& n) {
      const auto fact = host_fact(n, false);
      if (!fact) return;
      if (n.is_text("{value}")) {
        s.set.push_back({*fact, when, std::nullopt});
        return;
      }
      const auto& type = type_of(*fact);
      if (type.kind == rules::TypeKind::flags) return n.fail("a list of rights cannot be set", "set a fact with one value");
      if (when == When::at_least && type.kind != rules::TypeKind::date && type.kind != rules::TypeKind::integer && !type.ordered)
        return n.fail("the values of '" + std::string(n.key()) + "' have no order", "use 'set'");
      if (const auto value = read_value(n, type)) s.set.push_back({*fact, when, value});
    });
  }

  const Statements& statements_;
};

}  // namespace

std::vector<ChangeSet> read_change_sets(const std::vector<SourceFile>& files, const Statements& statements, Diagnostics& diagnostics) {
  const auto before = diagnostics.size();
  std::vector<ChangeSet> sets;
  for (const auto& file : files) {
    const auto json = parse_json(file.text, file.name, diagnostics);
    if (!json) continue;
    const Cursor root(*json, file.name, diagnostics);
    sets.push_back(ChangeSetReader(statements).read(root));
    if (file.name != sets.back().name + ".json") root.fail("the file of '" + sets.back().name + "' has another name", "name it " + sets.back().name + ".json");
  }
  if (diagnostics.size() != before) return {};
  std::ranges::sort(sets, {}, &ChangeSet::name);
  return sets;
}

}  // namespace wmireach::import
