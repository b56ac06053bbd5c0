// SPDX-License-Identifier: Apache-2.0
// Every stage, every rule that decided, every fact and where it came from; a success as carefully as a failure.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "analyzer/repair.hpp"
#include "cli/commands.hpp"
#include "cli/json_report.hpp"
#include "cli/pair_request.hpp"
#include "cli/prediction.hpp"
#include "cli/requirement_report.hpp"
#include "cli/sentences.hpp"
#include "cli/text_output.hpp"

namespace wmireach::cli {
namespace {

using analyzer::StageState;
using analyzer::VerdictKind;
using model::Truth;
using rules::Slot;

class Explanation {
 public:
  Explanation(const Style& style, RuleSet& rules, const Prediction& p, const rules::FrameOptions& options)
      : style_(style), rules_(rules), p_(p), options_(options) {}

  std::string text() {
    heading();
    for (std::size_t s = 0; s < model::stage_count; ++s) stage(static_cast<model::Stage>(s));
    either();
    latent();
    missing();
    assumptions();
    repairs();
    sources();
    return std::move(text_);
  }

 private:
  const analyzer::Verdict& v() const { return p_.verdict; }
  const rules::ProgramRule& rule(std::uint32_t i) const { return rules_.program().rules()[i]; }

  void heading() {
    text_ += style_.bold(p_.frame->connection().id) + "  " + request_text(*p_.frame) + "\n";
    text_ += fmt::format("verdict: {}\n", found_text(rules_.program(), p_));
    for (const auto& l : acceptance_lines(acceptance_state(p_), p_.frame->connection().accepted, is_as_it_should_be(rules_.program(), p_))) text_ += fmt::format("  {}: {}\n", l.label, l.text);
    if (v().kind == VerdictKind::fails && !v().error_is_certain && v().errors.size() > 1) text_ += "  the error depends on facts that are not known\n";
    std::vector<std::uint32_t> shown;
    for (const auto& e : v().errors) {
      if (std::ranges::find(shown, e.code) != shown.end()) continue;
      shown.push_back(e.code);
      text_ += fmt::format("  {}: {}, {}\n", shown.size() == 1 && v().error_is_certain ? "the caller sees" : "possible", error_text(e.code),
                           e.timing == rules::Timing::immediate ? "at once" : "after a time-out");
    }
    text_ += "\n";
  }

  std::string state_word(StageState state) const {
    const std::string padded = fmt::format("{:<15}", to_string(state));
    if (state == StageState::failed) return style_.red(padded);
    if (state == StageState::undetermined) return style_.yellow(padded);
    return state == StageState::passed ? style_.green(padded) : style_.dim(padded);
  }

  static std::string_view truth_word(const rules::RuleOutcome& o, const rules::ProgramRule& r) {
    if (o.truth() == Truth::True) return "ok";
    if (o.truth() == Truth::Unknown) return "unknown";
    return r.effect == rules::Effect::blocks ? "VIOLATED" : rules::to_string(r.effect);
  }

  void stage(model::Stage s) {
    const auto& result = v().stages[static_cast<std::size_t>(s)];
    text_ += fmt::format("{} {}\n", state_word(result.state), style_.bold(to_string(s)));
    for (const auto i : result.rules) {
      const auto& r = rule(i);
      const auto& o = v().outcomes[i];
      text_ += fmt::format("    {:<9} {}: {}\n", truth_word(o, r), r.name, r.summary);
      if (o.truth() == Truth::False) text_ += "              " + fill(r.message, *p_.frame) + "\n";
      for (const Slot fact : named_facts(rules_.program(), r)) facts(fact, 0);
      std::string cited;
      for (const auto source : r.sources) {
        cited += (cited.empty() ? "" : ", ") + std::string(source);
        cited_.insert(std::string(source));
      }
      text_ += "              sources: " + cited + "\n";
    }
  }

  // The fact, and below it once those that it was computed from.
  void facts(Slot fact, std::size_t depth) {
    text_ += fmt::format("              {:{}}{} = {}  ({})\n", "", depth * 2, rules::slot_name(fact), value_text(fact, p_.frame->get(fact)), origin_text(fact, *p_.frame));
    note_sources(fact);
    if (!explained_.insert(fact).second) return;
    for (const Slot premise : p_.frame->premises(fact))
      if (!explained_.contains(premise)) facts(premise, depth + 1);
  }

  void note_sources(Slot fact) {
    const auto& origin = p_.frame->get(fact).origin;
    if (!origin.source.empty()) cited_.insert(std::string(origin.source));
    for (const auto& e : p_.frame->evidence(fact))
      if (!e.source.empty()) cited_.insert(std::string(e.source));
    std::string_view list = rules::slot_info(fact).definition->sources;
    while (!list.empty()) {
      const auto space = list.find(' ');
      cited_.insert(std::string(list.substr(0, space)));
      list = space == std::string_view::npos ? std::string_view{} : list.substr(space + 1);
    }
  }

  void either() {
    if (v().either.empty()) return;
    text_ += "\nfails by one of these, depending on what is missing:\n";
    for (const auto i : v().either) text_ += fmt::format("  {}  {}: {}\n", to_string(rule(i).stage), rule(i).name, fill(rule(i).message, *p_.frame));
  }

  void latent() {
    if (v().latent.empty()) return;
    text_ += "\nwould also fail, once the first blocker is gone:\n";
    for (const auto i : v().latent) text_ += fmt::format("  {}  {}: {}\n", to_string(rule(i).stage), rule(i).name, fill(rule(i).message, *p_.frame));
  }

  void missing() {
    if (v().missing.empty()) return;
    text_ += "\nmissing facts:\n";
    for (const auto& m : v().missing) {
      const auto& d = *rules::slot_info(m.slot).definition;
      text_ += fmt::format("  {}: {}\n    state it at {}\n", subject_text(m.slot, *p_.frame), d.meaning, where_to_state(m.slot, *p_.frame));
      if (!d.observe.empty()) text_ += fmt::format("    look it up: {}\n", d.observe);
      if (m.would_flip()) {
        std::string verdicts;
        for (const auto k : m.would_give) verdicts += (verdicts.empty() ? "" : " or ") + std::string(to_string(k));
        text_ += "    known, it alone gives: " + verdicts + "\n";
      }
    }
  }

  void assumptions() {
    if (v().assumptions.empty()) return;
    text_ += "\nassumed, as nothing is stated:\n";
    for (const Slot a : v().assumptions) text_ += fmt::format("  {} = {}  ({})\n", subject_text(a, *p_.frame), value_text(a, p_.frame->get(a)), origin_text(a, *p_.frame));
  }

  void repairs() {
    const auto found = analyzer::repairs(rules_.program(), rules_.catalogue(), v(), *p_.frame, options_);
    if (found.empty()) return;
    text_ += "\nrepairs, each predicted again:\n";
    for (const auto& r : found) {
      const auto& remedy = rules_.catalogue().find(rule(r.rule).name)->remedies[r.remedy];
      text_ += fmt::format("  {} ({})\n", remedy.title, rule(r.rule).name);
      if (!remedy.command.empty()) text_ += fmt::format("    on the {}: {}\n", remedy.where, remedy.command);
      if (!remedy.undo.empty()) text_ += fmt::format("    undo: {}\n", remedy.undo);
      if (!remedy.exposure.empty()) text_ += fmt::format("    {} {}\n", style_.yellow("weakens security:"), remedy.exposure);
      text_ += fmt::format("    afterwards: {}", to_string(r.after));
      if (r.next_blocker) text_ += fmt::format(", next blocker {} at {}", rule(*r.next_blocker).name, to_string(rule(*r.next_blocker).stage));
      text_ += "\n";
    }
  }

  void sources() {
    text_ += "\nsources:\n";
    const auto& statements = rules_.statements();
    for (const auto& s : statements.statements) {
      if (!cited_.contains(s.id)) continue;
      const auto document = statements.documents.find(s.document);
      text_ += fmt::format("  {:<9} {}, \"{}\"{} ({})\n            {}\n", s.id, s.document, document == statements.documents.end() ? "" : document->second.title,
                           s.section.empty() ? "" : ", " + s.section, s.grade, s.says);
    }
    for (const auto& c : statements.contradictions)
      if (cited_.contains(c.id) || std::ranges::any_of(c.rules, [&](const auto& name) { return applied(name); }))
        text_ += fmt::format("  {:<9} decision where sources disagree: {}\n            {}\n", c.id, c.between, c.decision);
  }

  bool applied(std::string_view name) const {
    for (std::size_t i = 0; i < v().outcomes.size(); ++i)
      if (rule(static_cast<std::uint32_t>(i)).name == name) return v().outcomes[i].applies != Truth::False;
    return false;
  }

  const Style& style_;
  RuleSet& rules_;
  const Prediction& p_;
  const rules::FrameOptions& options_;
  std::string text_;
  std::set<Slot> explained_;
  std::set<std::string> cited_;
};

}  // namespace

int explain(const Options& options, const std::string& scenario, const std::string& connection) {
  RuleSet rules(options);
  const model::Estate estate = load_scenario_with(rules.program(), scenario, {.files = options.overlays});
  std::vector<Prediction> one;
  one.push_back(predict(rules.program(), estate, find_request(estate, connection, scenario), frame_options(options)));
  if (options.format == "json") {
    write_output(options.output, json_report(rules, estate, scenario, frame_options(options), one));
  } else {
    const Style style = text_style(options);
    const rules::FrameOptions with = frame_options(options);
    write_text(options, Explanation(style, rules, one.front(), with).text());
  }
  return exit_code(rules.program(), one.front());
}

}  // namespace wmireach::cli
