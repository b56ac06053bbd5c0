// SPDX-License-Identifier: Apache-2.0
// Predictions beside what was observed in the field: outcome, first cause and code of each case.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "cli/commands.hpp"
#include "cli/scenario_files.hpp"
#include "cli/prediction.hpp"
#include "cli/sentences.hpp"
#include "cli/text_output.hpp"
#include "model/error_code.hpp"

namespace wmireach::cli {
namespace {

using analyzer::Verdict;
using analyzer::VerdictKind;
using model::Observation;
using model::Outcome;

enum class Mark : std::uint8_t { right, open, wrong, none };  // open: undetermined; none: nothing to compare

std::string_view word(Mark m) {
  switch (m) {
    case Mark::right: return "right";
    case Mark::open: return "open";
    case Mark::wrong: return "WRONG";
    case Mark::none: return "-";
  }
  return "";
}

std::string_view word(Outcome o) { return o == Outcome::succeeds ? "succeeds" : o == Outcome::fails ? "fails" : "partial"; }

std::string_view form(const Observation& o) { return o.complete ? "complete" : "stated"; }

Mark outcome_mark(const Observation& o, const Verdict& v) {
  if (v.kind == VerdictKind::undetermined) return Mark::open;
  const bool connects = v.kind == VerdictKind::connects;
  if (o.outcome == Outcome::partial) return connects && !v.limits.empty() ? Mark::right : Mark::wrong;
  return connects == (o.outcome == Outcome::succeeds) ? Mark::right : Mark::wrong;
}

Mark cause_mark(const Observation& o, const Verdict& v, const rules::Program& program) {
  if (o.outcome == Outcome::succeeds || o.rules.empty()) return Mark::none;
  const auto named = [&](std::uint32_t r) { return std::ranges::find(o.rules, program.rules()[r].name) != o.rules.end(); };
  if (o.outcome == Outcome::partial) return std::ranges::any_of(v.limits, named) ? Mark::right : Mark::wrong;
  if (v.first_blocker) return named(*v.first_blocker) ? Mark::right : Mark::wrong;
  if (!v.either.empty()) return std::ranges::any_of(v.either, named) ? Mark::open : Mark::wrong;
  return v.kind == VerdictKind::undetermined ? Mark::open : Mark::wrong;
}

Mark code_mark(const Observation& o, const Verdict& v) {
  if (o.codes.empty() || o.outcome == Outcome::succeeds) return Mark::none;
  const auto predicted = [&](std::uint32_t code) { return std::ranges::find(v.errors, code, &analyzer::ErrorCandidate::code) != v.errors.end(); };
  if (std::ranges::any_of(o.codes, predicted)) return Mark::right;
  return v.kind == VerdictKind::undetermined ? Mark::open : Mark::wrong;
}

struct Tally {
  std::size_t right = 0, open = 0, wrong = 0;

  void count(Mark m) {
    right += m == Mark::right ? 1 : 0;
    open += m == Mark::open ? 1 : 0;
    wrong += m == Mark::wrong ? 1 : 0;
  }
  std::string text() const {
    const std::size_t all = right + open + wrong;
    return all == 0 ? "nothing to compare" : fmt::format("{} of {} right ({} %), {} open, {} wrong", right, all, 100 * right / all, open, wrong);
  }
};

class Scorecard {
 public:
  explicit Scorecard(const Options& options) : options_(options), rules_(options) {}

  void read(const std::string& file) {
    const model::Estate estate = load_scenario(rules_.program(), file);
    for (model::Index i = 0; i < estate.connections.size(); ++i) {
      if (!estate.connections[i].observation) continue;
      compare(predict(rules_.program(), estate, i, frame_options(options_)));
    }
  }

  int finish() {
    std::string text = lines_;
    for (const auto& [title, t] : tallies_)
      text += fmt::format("\n{}\n  outcome      {}\n  first cause  {}\n  code         {}\n", title, t.outcome.text(), t.cause.text(), t.code.text());
    if (!limits_of_tools_.empty()) text += "\nlimits of the caller's tool, not counted:\n" + limits_of_tools_;
    if (!known_.empty()) text += "\nknown mismatches:\n" + known_;
    if (unexplained_ > 0) text += fmt::format("\n{} mismatches without a reason\n", unexplained_);
    if (stale_ > 0) text += fmt::format("\n{} known mismatches that agree by now: remove their reason\n", stale_);
    text += fmt::format("\n{} case{} compared\n", cases_, cases_ == 1 ? "" : "s");
    write_text(options_, text);
    return unexplained_ > 0 || stale_ > 0 || cases_ == 0 ? not_as_expected : as_expected;
  }

 private:
  struct Marks {
    Tally outcome, cause, code;
  };

  void compare(const Prediction& p) {
    const auto& connection = p.frame->connection();
    const Observation& o = *connection.observation;
    if (o.limit_of_tool) {
      limits_of_tools_ += fmt::format("  {} {}: observed {}; predicted {}\n", connection.id, form(o), word(o.outcome), found_text(rules_.program(), p));
      return;
    }
    const Mark outcome = outcome_mark(o, p.verdict), cause = cause_mark(o, p.verdict, rules_.program()), code = code_mark(o, p.verdict);
    ++cases_;
    std::string title = o.complete ? "with the assumptions of the case" : "only what the source states";
    if (o.confidence == model::Confidence::plausible) title += ", plausible cases";
    auto& t = tallies_[title];
    t.outcome.count(outcome);
    t.cause.count(cause);
    t.code.count(code);
    // Without the assumptions only a wrong certain verdict is a mismatch: which of the open causes it is cannot be asked for.
    const bool mismatch = outcome == Mark::wrong || (o.complete && (cause == Mark::wrong || code == Mark::wrong));
    const auto mark = [this](Mark m) { return options_.plain && m == Mark::none ? std::string_view("not compared") : word(m); };
    const auto* line = options_.plain ? "{}, {}: outcome {}, cause {}, code {}, observed {}; predicted {}\n" : "{:<8} {:<8} outcome {:<6} cause {:<6} code {:<6} observed {}; predicted {}\n";
    lines_ += fmt::format(fmt::runtime(line), connection.id, form(o),
                          mark(outcome), mark(cause), mark(code), word(o.outcome), found_text(rules_.program(), p));
    if (mismatch && !o.known_mismatch.empty()) known_ += fmt::format("  {} {}: {}\n", connection.id, form(o), o.known_mismatch);
    unexplained_ += mismatch && o.known_mismatch.empty() ? 1 : 0;
    stale_ += !mismatch && !o.known_mismatch.empty() ? 1 : 0;
  }

  const Options& options_;
  RuleSet rules_;
  std::map<std::string, Marks> tallies_;
  std::string lines_, known_, limits_of_tools_;
  std::size_t cases_ = 0, unexplained_ = 0, stale_ = 0;
};

}  // namespace

int scorecard(const Options& options, const std::vector<std::string>& paths) {
  Scorecard card(options);
  for (const auto& file : scenarios_below(paths)) card.read(file);
  return card.finish();
}

}  // namespace wmireach::cli
