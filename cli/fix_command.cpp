// SPDX-License-Identifier: Apache-2.0
// The least repairs of one connection, or of many at once: commands, undo, exposure, and a patch for the file.
#include <fmt/format.h>

#include <algorithm>

#include "cli/commands.hpp"
#include "cli/edit_text.hpp"
#include "cli/fix_json.hpp"
#include "cli/fix_plan.hpp"
#include "cli/required_pairs.hpp"
#include "cli/second_output.hpp"
#include "cli/sentences.hpp"
#include "cli/text_output.hpp"
#include "import/json_writer.hpp"

namespace wmireach::cli {
namespace {

using analyzer::Safety;
using analyzer::VerdictKind;

class FixReport {
 public:
  // `changed`: the scenario is mended with a change on top.
  FixReport(const Style& style, const rules::Program& program, const model::Estate& estate, const FixPlan& plan, bool changed)
      : style_(style), program_(program), estate_(estate), plan_(plan), changed_(changed) {}

  // What is not mended.
  std::string problems() {
    for (const auto i : plan_.fix.beyond_repair) connection(i);
    if (!plan_.wanted.empty() && plan_.sets.empty()) text_ += no_set().substr(1);
    return std::move(text_);
  }

  std::string text() {
    for (std::uint32_t i = 0; i < plan_.wanted.size(); ++i) connection(i);
    if (plan_.wanted.empty()) return changed_ ? "the change breaks no connection; name connections to mend others\n" : "no connection is to be mended\n";
    if (plan_.sets.empty()) text_ += no_set();
    for (std::size_t i = 0; i < plan_.sets.size(); ++i) set(i);
    for (const auto& id : plan_.spoilt) text_ += fmt::format("\nrepairs that would spoil the requirement {} are left out\n", id);
    if (plan_.fix.cut_short) text_ += "\nthe search was cut short; there may be more repairs\n";
    return std::move(text_);
  }

 private:
  bool beyond(std::uint32_t i) const { return std::ranges::binary_search(plan_.fix.beyond_repair, i); }

  void connection(std::uint32_t i) {
    const Prediction& p = plan_.before[i];
    const std::string verdict = fmt::format("{:<13}", to_string(p.verdict.kind));
    text_ += fmt::format("{} {}  {}\n", p.verdict.kind == VerdictKind::connects ? style_.green(verdict) : p.verdict.kind == VerdictKind::fails ? style_.red(verdict) : style_.yellow(verdict),
                         style_.bold(p.frame->connection().id), request_text(*p.frame));
    if (p.verdict.first_blocker)
      text_ += fmt::format("              {}, {}: {}\n", to_string(*p.verdict.stage), program_.rules()[*p.verdict.first_blocker].name, fill(program_.rules()[*p.verdict.first_blocker].message, *p.frame));
    if (beyond(i)) text_ += "              no change that is allowed mends it\n";
    ask(p);
  }

  // Of an undetermined connection: what to find out first. A fact that decides alone comes first.
  void ask(const Prediction& p) {
    if (p.verdict.kind == VerdictKind::fails) return;
    auto missing = p.verdict.missing;
    std::ranges::stable_sort(missing, {}, [](const analyzer::MissingFact& m) { return !m.would_flip(); });
    constexpr std::size_t shown = 4;
    for (std::size_t i = 0; i < missing.size() && i < shown; ++i) {
      const auto& d = *rules::slot_info(missing[i].slot).definition;
      text_ += fmt::format("              ask first: {}{}{}\n", subject_text(missing[i].slot, *p.frame), missing[i].would_flip() ? ", which decides alone" : "",
                           d.observe.empty() ? "" : fmt::format(" ({})", d.observe));
    }
    if (missing.size() > shown) text_ += fmt::format("              and {} more\n", missing.size() - shown);
  }

  std::string no_set() const {
    if (!plan_.spoilt.empty()) return "\nno repair keeps every requirement\n";
    return plan_.fix.cut_short ? "\nno repair was found before the search was cut short\n" : "\nno set of allowed changes mends them all at once\n";
  }

  void set(std::size_t number) {
    const ProvenSet& s = plan_.sets[number];
    if (s.edits.empty()) {
      text_ += plan_.fix.beyond_repair.empty() ? "\nnothing has to change\n" : "\nno repair\n";
      return;
    }
    const std::string safety(to_string(s.safety));
    text_ += fmt::format("\n{} {} change{}, {}, {}\n", style_.bold(fmt::format("repair {}:", number + 1)), s.edits.size(), s.edits.size() == 1 ? "" : "s",
                         s.safety == Safety::safe ? style_.green(safety) : s.safety == Safety::unsafe ? style_.red(safety) : style_.yellow(safety),
                         !s.least ? "not proven to be least" : number == 0 ? "proven least" : "proven least after those above");
    for (const auto* c : s.edits) edit(*c);
    opened(s);
    after(s);
  }

  void edit(const analyzer::CandidateEdit& c) {
    text_ += fmt::format("  {} [{}, {}]\n", edit_text(estate_, c.edit), edit_name(c.edit), to_string(c.safety));
    if (c.remedy == nullptr) return;
    const auto line = [&](std::string_view what, const std::string& said) {
      if (!said.empty()) text_ += fmt::format("    {:<8} {}\n", what, command_text(estate_, c.edit, said));
    };
    line("how", c.remedy->title);
    line("run", c.remedy->command);
    line("undo", c.remedy->undo);
    line("exposes", c.remedy->exposure);
  }

  void opened(const ProvenSet& s) {
    text_ += "  opens besides: ";
    if (s.opened.pairs == 0) {
      text_ += "no other pair of hosts, by any request of this scenario\n";
      return;
    }
    const auto& e = *s.opened.example;
    model::Connection request = estate_.connections[e.connection];
    request.from = e.from;
    request.to = e.to;
    rules::FactFrame frame(estate_, request);
    text_ += fmt::format("{} pair{}, such as {}\n", s.opened.pairs, s.opened.pairs == 1 ? "" : "s", request_text(frame));
  }

  void after(const ProvenSet& s) {
    std::array<std::size_t, analyzer::verdict_kinds> counts{};
    for (const auto k : s.after) ++counts[static_cast<std::size_t>(k)];
    if (s.after.size() == 1) text_ += fmt::format("  afterwards: {}\n", to_string(s.after.front()));
    else text_ += fmt::format("  afterwards: {} connect, {} fail, {} undetermined\n", counts[0], counts[1], counts[2]);
    if (!estate_.requirements.empty()) text_ += "  every requirement that holds still does\n";
    if (!plan_.guarded.empty()) text_ += fmt::format("  the {} connection{} that work{} already still do{}\n", plan_.guarded.size(), plan_.guarded.size() == 1 ? "" : "s", plan_.guarded.size() == 1 ? "s" : "", plan_.guarded.size() == 1 ? "es" : "");
  }

  const Style& style_;
  const rules::Program& program_;
  const model::Estate& estate_;
  const FixPlan& plan_;
  bool changed_;
  std::string text_;
};

int exit_code_of(const FixPlan& plan) {
  if (!plan.fix.beyond_repair.empty() || plan.sets.empty()) return not_as_expected;
  return std::ranges::all_of(plan.sets.front().after, [](VerdictKind k) { return k == VerdictKind::connects; }) ? as_expected : undetermined;
}

}  // namespace

int fix(const Options& options, const FixOptions& fix_options, const std::string& scenario, const std::vector<std::string>& connections) {
  check_second_output(options, "--patch", fix_options.patch, scenario);
  RuleSet rules(options);
  LoadedScenario loaded = load_with_json(rules.program(), scenario, fix_options.overlay);
  const rules::FrameOptions frame = frame_options(options);
  const auto chosen = [&] {
    if (!connections.empty()) return chosen_connections(loaded.estate, connections, scenario);
    if (fix_options.overlay.empty()) return not_connecting(rules.program(), loaded.estate, frame);
    return broken_since(rules.program(), load_scenario(rules.program(), scenario), loaded.estate, frame);
  }();
  add_required_pairs(loaded.estate);
  const FixPlan plan = plan_fix(rules, loaded, fix_options, chosen, frame);
  if (!fix_options.patch.empty()) {
    if (plan.sets.empty() || plan.sets.front().edits.empty())
      throw BadInput{{{.file = "--patch " + fix_options.patch, .message = "there is no repair to write", .hint = "run fix without --patch to see why"}}};
    write_output(fix_options.patch, import::write_json(plan.sets.front().patch));
  }
  const Style style = text_style(options);
  FixReport report(style, rules.program(), loaded.estate, plan, !fix_options.overlay.empty());
  if (options.format == "json") write_output(options.output, fix_json(rules.program(), loaded.estate, plan));
  else write_text(options, options.quiet ? report.problems() : report.text());
  return plan.wanted.empty() ? as_expected : exit_code_of(plan);
}

}  // namespace wmireach::cli
