// SPDX-License-Identifier: Apache-2.0
#include "cli/compared_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/edit_text.hpp"
#include "cli/foreign_text.hpp"
#include "cli/look_words.hpp"
#include "cli/sentences.hpp"
#include "import/json_writer.hpp"

namespace wmireach::cli {
namespace {

using observation::Agreement;
using observation::Predicted;
using observation::Relation;
using observation::Result;
using observation::Row;
using observation::Standing;

std::string_view predicted_word(Predicted p) {
  switch (p) {
    case Predicted::passes: return "passes";
    case Predicted::fails: return "fails";
    case Predicted::open: return "open";
    case Predicted::not_reached: return "not reached";
  }
  return "";
}

std::string_view observed_word(Result r) { return r == Result::passed ? "seen passing" : r == Result::failed ? "seen failing" : "not seen"; }

std::string_view standing_words(Standing s) {
  switch (s) {
    case Standing::left_out: return "the scenario does not say it";
    case Standing::assumed: return "only assumed";
    case Standing::release_default: return "only a default of the release";
    case Standing::entry_missing: return "the scenario has no such entry";
    case Standing::baseline: return "from a baseline";
    case Standing::stated: return "stated";
    case Standing::entry_stated: return "the scenario has this entry";
    case Standing::derived: return "follows from the scenario";
  }
  return "";
}

class Report {
 public:
  Report(const Style& style, const rules::Program& program, const model::Estate& estate) : style_(style), program_(program), estate_(estate) {}

  void connection(const Compared& c) {
    const auto agreement = c.comparison.agreement;
    const std::string word = fmt::format("{:<14}", to_string(agreement));
    text_ += fmt::format("{} {}  {}\n", agreement == Agreement::agree ? style_.green(word) : agreement == Agreement::disagree ? style_.red(word) : style_.yellow(word), style_.bold(c.sighting->connection),
                         request_text(*c.prediction.frame));
    for (const Row& row : c.comparison.rows) leg(c, row);
    for (const auto& look : c.sighting->looks)
      for (const auto& [what, value] : look.found)
        if (what == "note") text_ += fmt::format("  {:<15} {}\n", "note", for_terminal(value));
    suspects(c);
    confirmed(c);
    text_ += '\n';
  }

  std::string take() { return std::move(text_); }

 private:
  void leg(const Compared& c, const Row& row) {
    const std::string observed = fmt::format("{:<13}", observed_word(row.observed));
    std::string what = row.look == nullptr ? "" : look_text(*row.look);
    if (row.relation == Relation::other_code) what += "; another code is predicted";
    if (row.other_timing) what += row.look->ending == observation::Ending::dropped ? "; predicted is an answer at once" : "; predicted is a time-out";
    text_ += fmt::format("  {:<15} predicted {:<12} {} {}\n", to_string(row.leg), predicted_word(row.predicted), row.differs() ? style_.red(observed) : observed, what);
    if (row.rule) {
      const auto& rule = program_.rules()[*row.rule];
      text_ += fmt::format("  {:<15} {}: {}\n", "", rule.name, fill(rule.message, *c.prediction.frame));
    }
    if (row.relation == Relation::not_comparable && c.prediction.verdict.stage)
      text_ += fmt::format("  {:<15} it is predicted to fail at {}, by something that had no part in what was seen\n", "", to_string(*c.prediction.verdict.stage));
  }

  // What was only assumed so far, and has to be so.
  void confirmed(const Compared& c) {
    std::string names;
    for (const auto& f : c.confirmed)
      if (f.standing == Standing::left_out || f.standing == Standing::assumed || f.standing == Standing::release_default) names += (names.empty() ? "" : ", ") + subject_text(f.fact, *c.prediction.frame);
    if (!names.empty()) text_ += fmt::format("  {:<15} {}\n", "confirms", names);
  }

  void suspects(const Compared& c) {
    const bool differs = c.comparison.agreement == Agreement::disagree;
    if (c.suspects.empty()) {
      if (differs) text_ += "  no single change of the scenario makes both agree\n";
      if (differs) advice(c);
      return;
    }
    const bool partly = c.suspects.front().values.front().next.has_value();
    if (differs && c.suspects.front().values.front().other_timing) advice(c);
    const bool otherwise = c.suspects.front().values.front().other_timing;
    text_ += partly ? "  no single change explains it all; with one of these the first difference is gone\n" : differs && otherwise ? "  both would fail alike with one of these changes, the most probable first\n" : differs ? "  both would agree with one of these changes, the most probable first\n" : "  what was seen says more than the scenario; with one of these, it says the same\n";
    constexpr std::size_t most = 5;
    for (std::size_t i = 0; i < c.suspects.size() && i < most; ++i) suspect(c, c.suspects[i], i + 1);
    if (c.suspects.size() > most) text_ += fmt::format("     and {} more; --format json has them all\n", c.suspects.size() - most);
  }

  // What else may be behind it, where the scenario does not explain it.
  void advice(const Compared& c) {
    const auto* row = c.comparison.difference();
    if (row == nullptr || row->look == nullptr) return;
    if (const auto words = other_explanation(*row->look); !words.empty()) text_ += fmt::format("  {}\n", words);
  }

  void suspect(const Compared& c, const SuspectPlace& place, std::size_t number) {
    const auto& first = place.values.front();
    const auto value_of = [&](const observation::Suspect& s) { return rules::write_value(rules::slot_info(*s.fact).definition->type(), s.value); };
    std::string what = first.edit ? edit_text(estate_, *first.edit) : fmt::format("{} is {}", subject_text(*first.fact, *c.prediction.frame), value_of(first));
    constexpr std::size_t most = 4;
    for (std::size_t i = 1; i < place.values.size() && i < most; ++i) what += " or " + value_of(place.values[i]);
    if (place.values.size() > most) what += fmt::format(" or {} others", place.values.size() - most);
    text_ += fmt::format("  {:>2}. {} ({})\n", number, what, standing_words(first.standing));
    if (first.next) text_ += fmt::format("      then: they differ at {}\n", to_string(*first.next));
    else if (first.rule) text_ += fmt::format("      then: {}{}\n", program_.rules()[*first.rule].name, first.other_timing ? (c.comparison.difference() != nullptr && c.comparison.difference()->look != nullptr && is_silence(*c.comparison.difference()->look) ? ", predicted to answer at once" : ", predicted to be silent") : "");
    if (first.fact) {
      const auto& d = *rules::slot_info(*first.fact).definition;
      if (!d.observe.empty()) text_ += fmt::format("      look: {}\n", d.observe);
    }
    if (!first.edit) text_ += fmt::format("      now:  {}\n", origin_text(*first.fact, *c.prediction.frame));
    if (!place.patch.items.empty())
      if (const auto* path = place.patch.items.back().find("path")) text_ += fmt::format("      at:   {}\n", path->text);
  }

  const Style& style_;
  const rules::Program& program_;
  const model::Estate& estate_;
  std::string text_;
};

}  // namespace

std::string compared_text(const Style& style, const rules::Program& program, const model::Estate& estate, const observation::Record& record, const std::vector<Compared>& compared, bool only_differences) {
  Report report(style, program, estate);
  std::array<std::size_t, 3> counts{};
  for (const auto& c : compared) {
    ++counts[static_cast<std::size_t>(c.comparison.agreement)];
    if (!only_differences || c.comparison.agreement == Agreement::disagree) report.connection(c);
  }
  std::string text = report.take();
  if (only_differences) return text;
  text += fmt::format("seen{}{} by {}\n", record.observer.empty() ? "" : " from " + for_terminal(record.observer), record.seen_at.empty() ? "" : " at " + for_terminal(record.seen_at), to_string(record.source));
  return text + fmt::format("{} connection{}: {} agree, {} disagree, {} not observable from here\n", compared.size(), compared.size() == 1 ? "" : "s", counts[0],
                            counts[1], counts[2]);
}

}  // namespace wmireach::cli
