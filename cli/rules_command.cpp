// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>

#include "cli/platform/files.hpp"
#include "cli/blank_estate.hpp"
#include "cli/commands.hpp"
#include "cli/pages.hpp"
#include "cli/sentences.hpp"
#include "cli/text_output.hpp"
#include "exports/collector.hpp"
#include "model/error_code.hpp"
#include "rules/suggestion.hpp"

namespace wmireach::cli {
namespace {

using model::Truth;

std::string_view truth_word(Truth t) { return t == Truth::True ? "holds" : t == Truth::False ? "violated" : "unknown"; }

std::vector<std::string> failing_examples(const rules::Catalogue& catalogue) {
  std::vector<std::string> failing;
  const rules::Program program = compile(catalogue);
  for (std::size_t r = 0; r < catalogue.rules.size(); ++r)
    for (const auto& example : catalogue.rules[r].examples) {
      rules::FactFrame frame(blank_estate(), 0, {.blank = true, .changes = example.facts});
      const auto& rule = program.rules()[r];
      const Truth applies = evaluate(program.nodes(), static_cast<std::size_t>(rule.applies_when), frame);
      const Truth found = !applies || evaluate(program.nodes(), static_cast<std::size_t>(rule.requirement), frame);
      if (found != example.truth)
        failing.push_back(fmt::format("{}: example '{}' should be {}, and is {}", rule.name, example.title, truth_word(example.truth), truth_word(found)));
    }
  return failing;
}

std::vector<std::string> unknown_sources(const rules::Catalogue& catalogue, const import::Statements& statements) {
  std::vector<std::string> unknown;
  for (const auto& rule : catalogue.rules)
    for (const auto& s : rule.sources)
      if (statements.find(s.statement) == nullptr) unknown.push_back(fmt::format("{}: there is no statement '{}'", rule.name, s.statement));
  return unknown;
}

std::string changes_text(const std::vector<rules::Change>& changes) {
  std::string text;
  for (const auto& c : changes) text += (text.empty() ? "" : ", ") + rules::slot_name(c.slot) + " = " + value_text(c.slot, {true, c.value, {}});
  return text;
}

bool fits(const rules::Rule& rule, const RuleFilter& filter, std::optional<std::uint32_t> code, const import::Statements& statements) {
  if (code && std::ranges::find(rule.errors, *code, &rules::PredictedError::code) == rule.errors.end()) return false;
  if (!filter.stage.empty() && to_string(rule.stage) != filter.stage) return false;
  if (filter.document.empty()) return true;
  return std::ranges::any_of(rule.sources, [&](const auto& s) {
    const auto* statement = statements.find(s.statement);
    return statement != nullptr && (statement->document == filter.document || statement->id == filter.document);
  });
}

}  // namespace

int rules_list(const Options& options, const RuleFilter& filter) {
  RuleSet rules(options);
  std::optional<std::uint32_t> code;
  if (!filter.error.empty()) {
    code = model::parse_error_code(filter.error);
    if (!code) throw BadInput{{{.file = "--error", .message = "'" + filter.error + "' is not an error code", .hint = "write it as 0x80070005, -2147024891, E_ACCESSDENIED or 5"}}};
  }
  if (!filter.stage.empty() && !model::parse_stage(filter.stage)) {
    std::vector<std::string> known;
    for (const auto& s : model::stages()) known.emplace_back(s.id);
    throw BadInput{{{.file = "--stage", .message = "'" + filter.stage + "' is not a stage", .hint = rules::did_you_mean(filter.stage, known)}}};
  }
  std::string text;
  std::size_t count = 0;
  for (const auto& rule : rules.catalogue().rules) {
    if (!fits(rule, filter, code, rules.statements())) continue;
    ++count;
    text += options.plain ? fmt::format("{}, {}, {}: {}\n", rule.name, to_string(rule.stage), rules::to_string(rule.effect), rule.summary)
                          : fmt::format("{:<16} {:<7} {:<46} {}\n", to_string(rule.stage), rules::to_string(rule.effect), rule.name, rule.summary);
  }
  write_text(options, text + fmt::format("{} rules\n", count));
  return as_expected;
}

int rules_show(const Options& options, const std::string& name) {
  RuleSet set(options);
  const auto* rule = set.catalogue().find(name);
  if (rule == nullptr) {
    std::vector<std::string> known;
    for (const auto& r : set.catalogue().rules) known.push_back(r.name);
    throw BadInput{{{.file = "rules show", .message = "there is no rule named '" + name + "'", .hint = rules::did_you_mean(name, known)}}};
  }
  const Style style = text_style(options);
  std::string text = style.bold(rule->name) + "\n" + rule->summary + "\n\n";
  text += fmt::format("stage     {}\neffect    {}\nsince     {}\n", to_string(rule->stage), rules::to_string(rule->effect), rule->since);
  text += fmt::format("applies   {}\nrequires  {}\n", rule->applies_when.text.empty() ? "always" : rule->applies_when.text, rule->requirement.text);
  for (const auto& e : rule->errors) text += fmt::format("error     {}, {}\n", error_text(e.code), to_string(e.timing));
  for (const auto& s : rule->side_effects) text += fmt::format("event     {} log of the {}: {}\n", s.log, s.host, s.event);
  text += fmt::format("message   {}\n\n{}\n", rule->message, rule->why);
  if (!rule->remedies.empty()) text += "\nremedies\n";
  for (const auto& r : rule->remedies) {
    text += fmt::format("  {} ({})\n", r.title, r.where);
    if (!r.set.empty()) text += "    change: " + changes_text(r.set) + "\n";
    if (!r.command.empty()) text += "    command: " + r.command + "\n";
    if (!r.undo.empty()) text += "    undo: " + r.undo + "\n";
    if (!r.exposure.empty()) text += "    weakens security: " + r.exposure + "\n";
  }
  text += "\nsources\n";
  for (const auto& s : rule->sources) text += fmt::format("  {}; {}\n", source_text(set.statements(), s.statement), s.supports);
  for (const auto& c : set.statements().contradictions)
    if (std::ranges::find(c.rules, rule->name) != c.rules.end()) text += fmt::format("  {}  {}\n        decided: {}\n", c.id, c.between, c.decision);
  text += "\nexamples\n";
  for (const auto& e : rule->examples) text += fmt::format("  {:<9} {}\n            {}\n", truth_word(e.truth), e.title, changes_text(e.facts));
  write_text(options, text);
  return as_expected;
}

int rules_check(const Options& options) {
  RuleSet rules(options);  // throws on every mistake in a rule file
  auto problems = failing_examples(rules.catalogue());
  std::ranges::move(unknown_sources(rules.catalogue(), rules.statements()), std::back_inserter(problems));
  std::string text;
  for (const auto& p : problems) text += p + "\n";
  std::size_t examples = 0;
  for (const auto& r : rules.catalogue().rules) examples += r.examples.size();
  if (!options.quiet) text += fmt::format("{} rules, {} examples, {} problems\n", rules.catalogue().rules.size(), examples, problems.size());
  write_text(options, text);
  return problems.empty() ? as_expected : bad_input;
}

int rules_pages(const Options& options, const std::string& folder) {
  RuleSet rules(options);
  namespace fs = std::filesystem;
  std::error_code error;
  fs::create_directories(platform::as_path(folder) / "rules", error);
  const auto all = pages(rules);
  for (const auto& [name, text] : all) write_output(platform::as_text(platform::as_path(folder) / name), text);
  // Pages of rules that no longer exist would mislead.
  for (const auto& entry : fs::directory_iterator(platform::as_path(folder) / "rules"))
    if (!all.contains("rules/" + entry.path().filename().generic_string())) fs::remove(entry.path(), error);
  write_text(options, fmt::format("{} pages\n", all.size()));
  return as_expected;
}

int rules_collector(const Options& options) {
  write_output(options.output, exports::collector_script());
  return as_expected;
}

int rules_coverage(const Options& options) {
  RuleSet rules(options);
  struct Row {
    std::size_t statements = 0;
    std::map<std::string, std::size_t> by;  // statements that are accounted for in this way; one may be in several
  };
  // The base documents by number, the further statements by their group.
  std::map<std::string, Row> rows;
  std::size_t missing = 0;
  for (const auto& s : rules.statements().statements) {
    const bool base = s.id.starts_with('S');
    Row& row = rows[base ? "document " + s.document : s.id.substr(0, s.id.rfind('-'))];
    ++row.statements;
    std::set<std::string> kinds;
    for (const auto& a : s.accounted_by) kinds.insert(a.kind);
    for (const auto& k : kinds) ++row.by[k];
    missing += kinds.empty() ? 1 : 0;
  }
  std::string text;
  static constexpr std::array kinds{"rule", "default", "derived", "remedy", "note", "out-of-scope"};
  if (!options.plain) {
    text = fmt::format("{:<14}{:>11}", "", "statements");
    for (const auto* k : kinds) text += fmt::format("{:>14}", k);
    text += "\n";
  }
  Row all;
  const auto line = [&](const std::string& name, const Row& row) {
    text += fmt::format(fmt::runtime(options.plain ? "{}: statements {}" : "{:<14}{:>11}"), name, row.statements);
    for (const auto* k : kinds) {
      const std::size_t n = row.by.contains(k) ? row.by.at(k) : 0;
      text += options.plain ? fmt::format(", {} {}", k, n) : fmt::format("{:>14}", n);
    }
    text += "\n";
  };
  for (const auto& [name, row] : rows) {
    line(name, row);
    all.statements += row.statements;
    for (const auto& [k, n] : row.by) all.by[k] += n;
  }
  line("all", all);
  text += fmt::format("{} contradictions decided; {} statements not accounted for\n", rules.statements().contradictions.size(), missing);
  write_text(options, text);
  return missing == 0 ? as_expected : not_as_expected;
}

}  // namespace wmireach::cli
