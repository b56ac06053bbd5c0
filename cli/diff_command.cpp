// SPDX-License-Identifier: Apache-2.0
// Verdicts before and after: of two scenarios, or of one scenario and a change.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "analyzer/diff.hpp"
#include "cli/commands.hpp"
#include "cli/diff_json.hpp"
#include "cli/prediction.hpp"
#include "cli/sentences.hpp"
#include "cli/style.hpp"

namespace wmireach::cli {
namespace {

using analyzer::ChangeKind;

std::string kind_text(const Style& style, ChangeKind kind) {
  const std::string padded = fmt::format("{:<10}", to_string(kind));
  return kind == ChangeKind::opens ? style.green(padded) : kind == ChangeKind::closes ? style.red(padded) : style.yellow(padded);
}

std::string fact_text(const analyzer::FactChange& c, rules::FactFrame& frame) {
  return fmt::format("{}: {} -> {}", subject_text(c.slot, frame), value_text(c.slot, c.before), value_text(c.slot, c.after));
}

std::string change_text(const Style& style, const rules::Program& program, const ConnectionDiff& d) {
  std::string text = fmt::format("{} {}  {}\n", kind_text(style, d.change->kind), style.bold(d.id), request_text(*d.after.frame));
  const auto line = [&](std::string_view label, const std::string& what) { text += fmt::format("{:11}{:<9} {}\n", "", label, what); };
  line("before", found_text(program, d.before));
  line("after", found_text(program, d.after));
  if (d.after.verdict.first_blocker) line("reason", fill(program.rules()[*d.after.verdict.first_blocker].message, *d.after.frame));
  for (const auto& f : d.change->because) line("because", fact_text(f, *d.after.frame));
  return text;
}

int report(const Options& options, const rules::Program& program, const EstateDiff& diff) {
  std::size_t changed = 0;
  std::map<ChangeKind, std::size_t> counts;
  const Style style(options.output == "-" ? options.color : "never", stdout);
  std::string text;
  for (const auto& d : diff.connections) {
    if (!d.change) continue;
    ++changed;
    ++counts[d.change->kind];
    text += change_text(style, program, d) + "\n";
  }
  for (const auto& id : diff.only_before) text += fmt::format("{:<10} {}\n", "removed", id);
  for (const auto& id : diff.only_after) text += fmt::format("{:<10} {}\n", "added", id);
  text += fmt::format("{} of {} connections change", changed, diff.connections.size());
  for (const auto& [kind, n] : counts) text += fmt::format("{} {} {}", kind == counts.begin()->first ? ":" : ",", n, to_string(kind));
  write_output(options.output, options.format == "json" ? diff_json(program, diff) : text + "\n");
  return changed > 0 || !diff.only_before.empty() || !diff.only_after.empty() ? not_as_expected : as_expected;
}

// Connections of one id are held against each other.
EstateDiff compare(const Options& options, const rules::Program& program, const model::Estate& before, const model::Estate& after) {
  EstateDiff diff;
  std::map<std::string, model::Index> of_after;
  for (model::Index i = 0; i < after.connections.size(); ++i) of_after.emplace(model::folded(after.connections[i].id), i);
  for (model::Index i = 0; i < before.connections.size(); ++i) {
    const auto found = of_after.find(model::folded(before.connections[i].id));
    if (found == of_after.end()) {
      diff.only_before.push_back(before.connections[i].id);
      continue;
    }
    ConnectionDiff d{before.connections[i].id, predict(program, before, i, frame_options(options)), predict(program, after, found->second, frame_options(options)), {}};
    d.change = analyzer::difference(program, d.before.verdict, *d.before.frame, d.after.verdict, *d.after.frame);
    diff.connections.push_back(std::move(d));
    of_after.erase(found);
  }
  for (const auto& c : after.connections)
    if (of_after.contains(model::folded(c.id))) diff.only_after.push_back(c.id);
  return diff;
}

}  // namespace

int diff(const Options& options, const std::string& before, const std::string& after) {
  RuleSet rules(options);
  const model::Estate one = load_scenario(rules.program(), before), other = load_scenario(rules.program(), after);
  return report(options, rules.program(), compare(options, rules.program(), one, other));
}

int whatif(const Options& options, const std::string& scenario, const Overlay& overlay) {
  RuleSet rules(options);
  if (overlay.files.empty() && overlay.sets.empty())
    throw BadInput{{{.file = "whatif", .message = "there is no change to try", .hint = "add --set WHERE:FACT=VALUE or --overlay FILE"}}};
  const model::Estate before = load_scenario(rules.program(), scenario), after = load_scenario_with(rules.program(), scenario, overlay);
  return report(options, rules.program(), compare(options, rules.program(), before, after));
}

}  // namespace wmireach::cli
