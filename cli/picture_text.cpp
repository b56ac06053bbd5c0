// SPDX-License-Identifier: Apache-2.0
#include "cli/picture_text.hpp"

#include <array>
#include <fmt/format.h>
#include <set>

#include "cli/sentences.hpp"

namespace wmireach::cli {
namespace {

using model::Truth;

std::string error_line(const rules::PredictedError& e) {
  return error_text(e.code) + (e.timing == rules::Timing::immediate ? ", at once" : ", after a time-out");
}

// "accepted: new firewall in March (netops, until 2027-01-31)", or why that does not count; empty where nothing is accepted.
std::string accepted_text(const Prediction& p) {
  const auto& accepted = p.frame->connection().accepted;
  if (!accepted) return "";
  const std::string problem = acceptance_problem(acceptance_state(p), *accepted);
  return problem.empty() ? "accepted: " + acceptance_text(*accepted) : problem;
}

std::string counted(std::size_t n, std::string_view what) { return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s"); }

}  // namespace

viz::ConnectionText connection_text(const rules::Program& program, const model::Estate& estate, const Prediction& p) {
  viz::ConnectionText text;
  if (!estate.title.empty()) text.title.push_back(estate.title);
  text.title.push_back(p.frame->connection().id + ": " + found_text(program, p));
  text.title.push_back(request_text(*p.frame));
  if (std::string accepted = accepted_text(p); !accepted.empty()) text.title.push_back(std::move(accepted));
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

viz::EstateText estate_text(const rules::Program& program, const model::Estate& estate, const std::vector<Prediction>& predictions) {
  viz::EstateText text;
  std::array<std::size_t, analyzer::verdict_kinds> counts{};
  for (const auto& p : predictions) {
    ++counts[static_cast<std::size_t>(p.verdict.kind)];
    text.connections.push_back({p.verdict.kind, p.verdict.stage ? std::string(to_string(*p.verdict.stage)) : "", found_text(program, p)});
    if (const std::string accepted = accepted_text(p); !accepted.empty()) text.connections.back().detail += "; " + accepted;
  }
  if (!estate.title.empty()) text.title.push_back(estate.title);
  std::string summary = counted(estate.hosts.size(), "computer") + ", " + counted(estate.connections.size(), "connection");
  if (!estate.connections.empty()) summary += fmt::format(": {} connect, {} fail, {} undetermined", counts[0], counts[1], counts[2]);
  text.title.push_back(std::move(summary));
  return text;
}

viz::TrustMapText trust_map_text(const model::Estate& estate) {
  viz::TrustMapText text;
  if (!estate.title.empty()) text.title.push_back(estate.title);
  const auto forests = [&] {
    std::set<std::string> named;
    std::size_t own = 0;
    for (const auto& d : estate.domains) d.forest.empty() ? void(++own) : void(named.insert(d.forest));
    return named.size() + own;
  }();
  text.title.push_back(fmt::format("Trusts: {} in {}, {}", counted(estate.domains.size(), "domain"), counted(forests, "forest"), counted(estate.trusts.size(), "trust")));
  return text;
}

}  // namespace wmireach::cli
