// SPDX-License-Identifier: Apache-2.0
// Pictures of a connection and of the estate: what viz is to write on them.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/commands.hpp"
#include "cli/pair_request.hpp"
#include "cli/picture_output.hpp"
#include "cli/prediction.hpp"
#include "cli/sentences.hpp"
#include "viz/connection_picture.hpp"
#include "viz/estate_picture.hpp"

namespace wmireach::cli {
namespace {

using analyzer::VerdictKind;
using model::Truth;

// A picture is drawn in any case: DOT, where nothing says otherwise.
void write_picture(const Options& options, const std::string& dot) {
  const std::string format = picture_format(options);
  write_picture(options, format.empty() ? "dot" : format, dot);
}

std::string error_line(const rules::PredictedError& e) {
  return error_text(e.code) + (e.timing == rules::Timing::immediate ? ", at once" : ", after a time-out");
}

viz::ConnectionText connection_text(const rules::Program& program, const model::Estate& estate, Prediction& p) {
  viz::ConnectionText text;
  if (!estate.title.empty()) text.title.push_back(estate.title);
  text.title.push_back(p.frame->connection().id + ": " + found_text(program, p));
  text.title.push_back(request_text(*p.frame));
  for (std::uint32_t i = 0; i < p.verdict.outcomes.size(); ++i) {
    if (p.verdict.outcomes[i].truth() == Truth::True) continue;
    const auto& rule = program.rules()[i];
    viz::RuleText rule_text{.rule = i, .summary = std::string(rule.summary)};
    for (const auto& e : rule.errors) rule_text.errors.push_back((rule_text.errors.empty() ? "" : "or ") + error_line(e));
    if (rule.effect == rules::Effect::blocks && rule.errors.empty()) rule_text.errors.emplace_back("no error code is documented");
    if (p.verdict.outcomes[i].truth() == Truth::Unknown)
      for (const auto slot : missing_facts(program, rule, *p.frame)) rule_text.missing.push_back(subject_text(slot, *p.frame));
    text.rules.push_back(std::move(rule_text));
  }
  return text;
}

viz::EstateText estate_text(const Options& options, const rules::Program& program, const model::Estate& estate) {
  viz::EstateText text;
  std::array<std::size_t, analyzer::verdict_kinds> counts{};
  for (model::Index i = 0; i < estate.connections.size(); ++i) {
    const Prediction p = predict(program, estate, i, frame_options(options));
    ++counts[static_cast<std::size_t>(p.verdict.kind)];
    text.connections.push_back({p.verdict.kind, p.verdict.stage ? std::string(to_string(*p.verdict.stage)) : "", found_text(program, p)});
  }
  if (!estate.title.empty()) text.title.push_back(estate.title);
  const auto counted = [](std::size_t n, std::string_view what) { return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s"); };
  std::string summary = counted(estate.hosts.size(), "computer") + ", " + counted(estate.connections.size(), "connection");
  if (!estate.connections.empty()) summary += fmt::format(": {} connect, {} fail, {} undetermined", counts[0], counts[1], counts[2]);
  text.title.push_back(std::move(summary));
  return text;
}

}  // namespace

int draw(const Options& options, const std::string& scenario, const std::string& connection) {
  const RuleSet rules(options);
  const model::Estate estate = load_scenario(rules.program(), scenario);
  if (connection.empty()) {
    write_picture(options, viz::estate_picture(estate, estate_text(options, rules.program(), estate)));
  } else {
    Prediction p = predict(rules.program(), estate, find_request(estate, connection, scenario), frame_options(options));
    const auto text = connection_text(rules.program(), estate, p);
    write_picture(options, viz::connection_picture(rules.program(), p.verdict, *p.frame, text));
  }
  return as_expected;
}

}  // namespace wmireach::cli
