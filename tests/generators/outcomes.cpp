// SPDX-License-Identifier: Apache-2.0
#include "tests/generators/outcomes.hpp"

#include "rules/builtin.hpp"

namespace wmireach::tests {

std::string text_of(const rules::Program& program, const analyzer::Verdict& v) {
  const auto name = [&](std::uint32_t r) { return std::string(program.rules()[r].name) + " "; };
  std::string text(to_string(v.kind));
  text += v.stage ? " at " + std::string(to_string(*v.stage)) : "";
  text += v.first_blocker ? " by " + name(*v.first_blocker) : "";
  text += v.error_is_certain ? "\ncertain error" : "\nerror";
  for (const auto& e : v.errors) text += " " + std::to_string(e.code) + " " + std::string(to_string(e.timing)) + " " + name(e.rule);
  text += "\nlatent ";
  for (const auto r : v.latent) text += name(r);
  text += "\nlimits ";
  for (const auto r : v.limits) text += name(r);
  text += "\nmissing ";
  for (const auto& m : v.missing) {
    text += rules::slot_name(m.slot) + " ";
    for (const auto k : m.would_give) text += "-> " + std::string(to_string(k)) + " ";
  }
  text += "\nassumed ";
  for (const auto s : v.assumptions) text += rules::slot_name(s) + " ";
  text += "\nstages ";
  for (const auto& s : v.stages) {
    text += std::string(to_string(s.state)) + ": ";
    for (const auto r : s.rules) text += name(r);
  }
  text += "\nrules ";
  for (const auto& o : v.outcomes) text += "0?1"[static_cast<int>(o.truth()) + 1];
  return text + "\n";
}

std::map<std::string, std::string> outcomes(const Json& scenario, bool assumptions) {
  const model::Estate estate = read_estate(scenario.dump());
  const rules::FrameOptions options{.assumptions = assumptions};
  std::map<std::string, std::string> all;
  for (model::Index i = 0; i < estate.connections.size(); ++i) {
    rules::FactFrame frame(estate, i, options);
    const auto verdict = analyzer::predict_and_probe_missing(rules::builtin_program(), frame, options);
    all[estate.connections[i].id] = text_of(rules::builtin_program(), verdict);
  }
  return all;
}

}  // namespace wmireach::tests
