// SPDX-License-Identifier: Apache-2.0
// Verdicts before and after: of two scenarios, or of one scenario and a change.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cli/change_text.hpp"
#include "cli/commands.hpp"
#include "cli/diff_json.hpp"
#include "cli/estate_diff.hpp"
#include "cli/html_report.hpp"
#include "cli/picture_output.hpp"
#include "cli/sentences.hpp"
#include "cli/text_output.hpp"

namespace wmireach::cli {
namespace {

using analyzer::ChangeKind;

class DiffText {
 public:
  DiffText(const Style& style, const rules::Program& program, const ComparedEstates& estates, const rules::FrameOptions& options)
      : style_(style), program_(program), estates_(estates), options_(options) {}

  // Only what worked before and does not surely any more.
  std::string losses(const EstateDiff& diff) {
    for (const auto& d : diff.connections)
      if (is_loss(d.before.verdict.kind, d.after.verdict.kind)) connection(d);
    for (const auto& d : diff.requirements)
      if (d.before.result.state == analyzer::RequirementState::holds && d.after.result.state != analyzer::RequirementState::holds) requirement(d);
    if (diff.pairs)
      for (const auto& c : diff.pairs->diff.changes)
        if (auto [was, is] = predictions(*diff.pairs, c); is_loss(was.verdict.kind, is.verdict.kind)) pair_group(c, was, is);
    return std::move(text_);
  }

  std::string text(const EstateDiff& diff) {
    for (const auto& d : diff.connections) connection(d);
    for (const auto& id : diff.only_before) text_ += fmt::format("{:<10} {}\n", "removed", id);
    for (const auto& id : diff.only_after) text_ += fmt::format("{:<10} {}\n", "added", id);
    Counts counts;
    for (const auto& d : diff.connections) ++counts[d.change.kind];
    text_ += fmt::format("{} of {} connections change{}\n", diff.connections.size(), diff.compared, listed(counts));
    requirements(diff);
    if (diff.pairs) pairs(*diff.pairs);
    return std::move(text_);
  }

 private:
  static bool is_loss(analyzer::VerdictKind before, analyzer::VerdictKind after) { return before == analyzer::VerdictKind::connects && after != before; }

  using Counts = std::map<ChangeKind, std::uint64_t>;

  static std::string listed(const Counts& counts) {
    std::string text;
    for (const auto& [kind, n] : counts) text += fmt::format("{} {} {}", text.empty() ? ":" : ",", n, to_string(kind));
    return text;
  }

  std::string kind_text(ChangeKind kind) const {
    const std::string padded = fmt::format("{:<10}", to_string(kind));
    return kind == ChangeKind::opens ? style_.green(padded) : kind == ChangeKind::closes ? style_.red(padded) : style_.yellow(padded);
  }

  void line(std::string_view label, const std::string& what) { text_ += fmt::format("{:11}{:<9} {}\n", "", label, what); }

  void change(const Prediction& before, const Prediction& after, const analyzer::VerdictChange& c) {
    line("before", found_text(program_, before));
    line("after", found_text(program_, after));
    if (after.verdict.first_blocker) line("reason", fill(program_.rules()[*after.verdict.first_blocker].message, *after.frame));
    for (const auto& f : c.because) line("because", fmt::format("{}: {} -> {}", subject_text(f.slot, *after.frame), value_text(f.slot, f.before), value_text(f.slot, f.after)));
  }

  void connection(const ConnectionDiff& d) {
    text_ += fmt::format("{} {}  {}\n", kind_text(d.change.kind), style_.bold(d.id), request_text(*d.after.frame));
    change(d.before, d.after, d.change);
    accepted(d.after);
    text_ += "\n";
  }

  void accepted(const Prediction& p) {
    const auto& acceptance = p.frame->connection().accepted;
    if (!acceptance) return;
    const auto problem = acceptance_problem(acceptance_state(p), *acceptance);
    line("accepted", problem.empty() ? acceptance_text(*acceptance) : problem);
  }

  void requirement(const RequirementDiff& d) {
    const auto &was = d.before.result.state, &is = d.after.result.state;
    text_ += fmt::format("{} -> {}  {}\n", to_string(was), to_string(is), style_.bold(d.after.requirement->id));
    line("before", requirement_summary(d.before));
    line("after", requirement_summary(d.after));
    if (!d.after.requirement->why.empty()) line("why", d.after.requirement->why);
    if (is != analyzer::RequirementState::holds)
      for (const auto& l : counterexample_lines(program_, estates_.after, *d.after.requirement, d.after.result.counterexamples.front(), options_)) line(l.label, l.text);
    text_ += "\n";
  }

  void requirements(const EstateDiff& diff) {
    if (diff.requirements_compared + diff.required_before.size() + diff.required_after.size() == 0) return;
    text_ += "\n";
    for (const auto& d : diff.requirements) requirement(d);
    for (const auto& id : diff.required_before) text_ += fmt::format("{:<10} {}\n", "removed", id);
    for (const auto& id : diff.required_after) text_ += fmt::format("{:<10} {}\n", "added", id);
    text_ += fmt::format("{} of {} requirements change\n", diff.requirements.size(), diff.requirements_compared);
  }

  void pair_group(const analyzer::PairChange& c, const Prediction& was, const Prediction& is) {
    text_ += fmt::format("{} {} pair{}, such as {}\n", kind_text(c.kind), c.pairs, c.pairs == 1 ? "" : "s", request_text(*is.frame));
    change(was, is, {c.kind, c.because});
    text_ += "\n";
  }

  void pairs(const PairsDiff& p) {
    constexpr std::size_t most_groups = 20;
    text_ += "\n";
    Counts counts;
    std::uint64_t changed = 0;
    for (std::size_t i = 0; i < p.diff.changes.size(); ++i) {
      const auto& c = p.diff.changes[i];
      counts[c.kind] += c.pairs;
      changed += c.pairs;
      if (i >= most_groups) continue;
      auto [was, is] = predictions(p, c);
      pair_group(c, was, is);
    }
    if (p.diff.changes.size() > most_groups) text_ += fmt::format("and {} more groups of pairs; --format json has them all\n", p.diff.changes.size() - most_groups);
    if (!p.diff.gone.empty()) text_ += fmt::format("{} of the hosts {} gone\n", p.diff.gone.size(), p.diff.gone.size() == 1 ? "is" : "are");
    text_ += fmt::format("{} of {} pairs of {} change{}\n", changed, p.diff.pairs, p.request.before.connection.id, listed(counts));
  }

  std::pair<Prediction, Prediction> predictions(const PairsDiff& p, const analyzer::PairChange& c) const {
    model::Connection was = p.request.before.connection, is = p.request.after;
    was.from = c.from;
    was.to = c.to;
    is.from = estates_.after.find_host(estates_.before.hosts[c.from].name);
    is.to = estates_.after.find_host(estates_.before.hosts[c.to].name);
    return {predict(program_, estates_.before, std::move(was), options_), predict(program_, estates_.after, std::move(is), options_)};
  }

  const Style& style_;
  const rules::Program& program_;
  const ComparedEstates& estates_;
  const rules::FrameOptions& options_;
  std::string text_;
};

// Both estates side by side.
std::string page(const Options& options, RuleSet& rules, const ComparedEstates& estates, const EstateDiff& found, const rules::FrameOptions& with) {
  const HtmlOptions html{.pictures = options.pictures, .compared = &estates, .difference = &found};
  return html_report(rules, {{estates.before, estates.before_name}, {estates.after, estates.after_name, estates.after_is_changed}}, with, html);
}

bool is_picture(const std::string& format) { return format == "dot" || format == "svg" || format == "png"; }

std::vector<Prediction> all_predictions(const rules::Program& program, const model::Estate& estate, const rules::FrameOptions& with) {
  std::vector<Prediction> predictions;
  for (model::Index i = 0; i < estate.connections.size(); ++i) predictions.push_back(predict(program, estate, i, with));
  return predictions;
}

std::string drawn(const Options& options, const rules::Program& program, const ComparedEstates& estates, const EstateDiff& found, const rules::FrameOptions& with) {
  const auto before = all_predictions(program, estates.before, with), after = all_predictions(program, estates.after, with);
  const auto shown = options.shown == "before" ? viz::ChangeShown::before : options.shown == "after" ? viz::ChangeShown::after : viz::ChangeShown::change;
  return viz::change_picture(estates.before, estates.after, change_text(program, estates, {before, after}, found, shown), shown);
}

int report(const Options& options, const PairOptions& pairs, RuleSet& rules, const ComparedEstates& estates) {
  const rules::FrameOptions with = frame_options(options);
  const rules::Program& program = rules.program();
  const EstateDiff found = compare(program, estates, pairs, with);
  if (options.format == "html") {
    write_output(options.output, page(options, rules, estates, found, with));
    return found.empty() ? as_expected : not_as_expected;
  }
  if (const std::string picture = picture_format(options); is_picture(picture)) {
    write_picture(options, picture, drawn(options, program, estates, found, with));
    return found.empty() ? as_expected : not_as_expected;
  }
  const Style style = text_style(options);
  DiffText text(style, program, estates, with);
  if (options.format == "json") write_output(options.output, diff_json(program, estates, found));
  else write_text(options, options.quiet ? text.losses(found) : text.text(found));
  return found.empty() ? as_expected : not_as_expected;
}

}  // namespace

int diff(const Options& options, const PairOptions& pairs, const std::string& before, const std::string& after) {
  RuleSet rules(options);
  const model::Estate one = load_scenario(rules.program(), before), other = load_scenario(rules.program(), after);
  return report(options, pairs, rules, {one, other, before, after});
}

int whatif(const Options& options, const PairOptions& pairs, const std::string& scenario, const Overlay& overlay) {
  RuleSet rules(options);
  if (overlay.files.empty() && overlay.changes.empty() && overlay.sets.empty())
    throw BadInput{{{.file = "whatif", .message = "there is no change to try", .hint = "add --set WHERE:FACT=VALUE, --change NAME or --overlay FILE"}}};
  Overlay with = overlay;
  with.assumptions = options.assumptions;
  const model::Estate before = load_scenario(rules.program(), scenario), after = load_scenario_with(rules.program(), scenario, with);
  return report(options, pairs, rules, {before, after, scenario, scenario + " with the change", true});
}

}  // namespace wmireach::cli
