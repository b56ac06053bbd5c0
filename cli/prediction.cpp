// SPDX-License-Identifier: Apache-2.0
#include "cli/prediction.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/expectation_words.hpp"
#include "model/error_code.hpp"

namespace wmireach::cli {

using analyzer::VerdictKind;

Prediction predict(const rules::Program& program, const model::Estate& estate, model::Index connection, const rules::FrameOptions& options) {
  Prediction p{std::make_unique<rules::FactFrame>(estate, connection, options), {}};
  p.verdict = analyzer::predict_and_probe_missing(program, *p.frame, options);
  return p;
}

Prediction predict(const rules::Program& program, const model::Estate& estate, model::Connection request, const rules::FrameOptions& options) {
  auto own = std::make_unique<const model::Connection>(std::move(request));
  Prediction p{std::make_unique<rules::FactFrame>(estate, *own, options), {}};
  p.own = std::move(own);
  p.verdict = analyzer::predict_and_probe_missing(program, *p.frame, options);
  return p;
}

std::vector<std::string> unmet_expectations(const rules::Program& program, const Prediction& p) {
  std::vector<std::string> unmet;
  const auto& expectation = p.frame->connection().expectation;
  if (!expectation) return unmet;
  const auto& v = p.verdict;
  const auto rule_name = [&](std::uint32_t r) { return std::string(program.rules()[r].name); };
  const auto differ = [&](std::string_view what, const std::string& expected, const std::string& found) {
    if (expected != found) unmet.push_back(fmt::format("{}: expected {}, predicted {}", what, expected, found));
  };
  if (expectation->verdict != to_string(v.kind))
    unmet.push_back(fmt::format("verdict: expected that {}, predicted that {}", verdict_words(expectation->verdict), verdict_words(to_string(v.kind))));
  if (expectation->stage) differ("stage", std::string(to_string(*expectation->stage)), v.stage ? std::string(to_string(*v.stage)) : "none");
  if (expectation->rule) differ("rule", *expectation->rule, v.first_blocker ? rule_name(*v.first_blocker) : "none");
  if (expectation->error) {
    const std::string found = v.errors.empty() ? "none" : v.error_is_certain ? model::hex(v.errors.front().code) : "one of several";
    differ("error", model::hex(*expectation->error), found);
  }
  const auto contain = [&](std::string_view what, const std::optional<std::vector<std::string>>& expected, const std::vector<std::string>& found) {
    if (!expected) return;
    for (const auto& name : *expected)
      if (std::ranges::find(found, name) == found.end())
        unmet.push_back(fmt::format("{}: expected {} among them, predicted {}", what, name, found.empty() ? "none" : fmt::format("{}", fmt::join(found, ", "))));
  };
  std::vector<std::string> missing, latent, limits;
  for (const auto& m : v.missing) missing.push_back(rules::slot_name(m.slot));
  for (const auto r : v.latent) latent.push_back(rule_name(r));
  for (const auto r : v.limits) limits.push_back(rule_name(r));
  contain("missing facts", expectation->missing, missing);
  contain("latent blockers", expectation->latent, latent);
  contain("limits", expectation->limits, limits);
  for (const auto& name : expectation->absent.value_or(std::vector<std::string>{})) {
    const bool first = v.first_blocker && rule_name(*v.first_blocker) == name;
    if (first || std::ranges::find(latent, name) != latent.end() || std::ranges::find(limits, name) != limits.end())
      unmet.push_back(fmt::format("absent: {} is violated", name));
  }
  return unmet;
}

AcceptanceState acceptance_state(const Prediction& p) {
  return acceptance_state(p.frame->connection().accepted, p.frame->get(rules::ConnectionFact::as_of));
}

namespace {

// Without what the scenario accepts.
int own_exit_code(const rules::Program& program, const Prediction& p) {
  if (p.frame->connection().expectation) return unmet_expectations(program, p).empty() ? as_expected : not_as_expected;
  if (p.verdict.kind == VerdictKind::connects) return as_expected;
  return p.verdict.kind == VerdictKind::fails ? not_as_expected : undetermined;
}

}  // namespace

int exit_code(const rules::Program& program, const Prediction& p) { return exit_code_with(acceptance_state(p), own_exit_code(program, p)); }

bool is_as_it_should_be(const rules::Program& program, const Prediction& p) { return own_exit_code(program, p) == as_expected; }

std::string found_text(const rules::Program& program, const Prediction& p) {
  const auto& v = p.verdict;
  std::string text(to_string(v.kind));
  if (v.stage) text += fmt::format(" at {}", to_string(*v.stage));
  if (v.first_blocker) text += fmt::format(", {}", program.rules()[*v.first_blocker].name);
  if (v.error_is_certain) text += ", " + model::hex(v.errors.front().code);
  return text;
}

}  // namespace wmireach::cli
