// SPDX-License-Identifier: Apache-2.0
// From an error code back to what could have led to it here.
#include <fmt/format.h>

#include "analyzer/causes.hpp"
#include "cli/causes_json.hpp"
#include "cli/commands.hpp"
#include "cli/sentences.hpp"
#include "cli/text_output.hpp"
#include "model/error_code.hpp"

namespace wmireach::cli {
namespace {

using analyzer::Cause;
using analyzer::CauseState;

std::string heading(CauseState state) {
  switch (state) {
    case CauseState::certain: return "follows from what is known";
    case CauseState::open: return "possible, as facts are missing";
    case CauseState::wrong_assumption: return "possible if an assumption is wrong";
  }
  return "";
}

// "target.winmgmt.start_type of KIOSK = disabled".
std::string change_text(const rules::Change& c, rules::FactFrame& f) {
  return fmt::format("{} = {}", subject_text(c.slot, f), value_text(c.slot, {true, c.value, {}}));
}

class CausesText {
 public:
  CausesText(const Style& style, const rules::Program& program, rules::FactFrame& frame) : style_(style), program_(program), f_(frame) {}

  std::string text(std::uint32_t code, const analyzer::Causes& causes) {
    const auto* known = model::find_error_code(code);
    text_ = fmt::format("{}  {}\n{}\n", style_.bold(f_.connection().id), request_text(f_), style_.bold(error_text(code)));
    if (known != nullptr) text_ += "  " + std::string(known->meaning) + "\n";
    if (causes.ranked.empty() && causes.excluded.empty())
      return text_ + fmt::format("\nno rule of the catalogue predicts {}{}\n", model::hex(code), known == nullptr ? ", and it is not in the table of codes" : "");
    for (std::size_t i = 0; i < causes.ranked.size(); ++i) {
      if (i == 0 || causes.ranked[i].state != causes.ranked[i - 1].state) text_ += fmt::format("\n{}:\n", heading(causes.ranked[i].state));
      cause(i + 1, causes.ranked[i]);
    }
    if (causes.ranked.empty()) text_ += "\nno cause of this error is possible here, as far as one wrong fact can tell\n";
    if (!causes.excluded.empty()) text_ += fmt::format("\n{} more rules predict this code, and no single fact could violate them here\n", causes.excluded.size());
    return text_;
  }

 private:
  void cause(std::size_t number, const Cause& c) {
    const auto& rule = program_.rules()[c.rule];
    text_ += fmt::format("{:3}. {} at {} [{}]{}\n", number, rule.name, to_string(rule.stage), rule.sources.empty() ? "" : rule.sources.front(),
                         c.seen_first ? "" : "; something in front of it fails already");
    text_ += "     " + (c.state == CauseState::certain ? fill(rule.message, f_) : std::string(rule.summary)) + "\n";
    rules::Slot last = rules::slot_count;
    for (const auto& change : c.if_so) {
      text_ += "     if " + change_text(change, f_) + fmt::format("  ({})\n", origin_text(change.slot, f_));
      const auto& observe = rules::slot_info(change.slot).definition->observe;
      if (change.slot != last && !observe.empty()) text_ += fmt::format("        look it up: {}\n", observe);
      last = change.slot;
    }
  }

  const Style& style_;
  const rules::Program& program_;
  rules::FactFrame& f_;
  std::string text_;
};

}  // namespace

int causes(const Options& options, const std::string& scenario, const std::string& connection, const std::string& error) {
  const auto code = model::parse_error_code(error);
  if (!code)
    throw BadInput{{{.file = "--error", .message = "'" + error + "' is not an error code", .hint = "write it as 0x80070005, -2147024891, E_ACCESSDENIED or 5"}}};
  RuleSet rules(options);
  const model::Estate estate = load_scenario(rules.program(), scenario);
  const auto index = find_connection(estate, connection, scenario);
  const rules::FrameOptions with = frame_options(options);
  const auto found = analyzer::causes_of(rules.program(), estate, index, with, *code);
  rules::FactFrame frame(estate, index, with);
  const Style style = text_style(options);
  if (options.format == "json") write_output(options.output, causes_json(rules.program(), frame, *code, found));
  else write_text(options, CausesText(style, rules.program(), frame).text(*code, found));
  return as_expected;
}

}  // namespace wmireach::cli
