// SPDX-License-Identifier: Apache-2.0
#include "cli/requirement_json.hpp"

#include "cli/acceptance_json.hpp"
#include "model/error_code.hpp"

namespace wmireach::cli {
namespace {

using Json = nlohmann::ordered_json;

Json counterexample_json(const rules::Program& program, const model::Estate& estate, const analyzer::Counterexample& e) {
  const auto* rule = e.first_blocker ? &program.rules()[*e.first_blocker] : nullptr;
  return {{"from", estate.hosts[e.from].name},
          {"to", estate.hosts[e.to].name},
          {"pairs", e.pairs},
          {"verdict", to_string(e.kind)},
          {"stage", rule ? Json(to_string(rule->stage)) : Json(nullptr)},
          {"rule", rule ? Json(rule->name) : Json(nullptr)},
          {"error", e.error ? Json(model::hex(*e.error)) : Json(nullptr)}};
}

}  // namespace

Json requirements_json(const rules::Program& program, const model::Estate& estate, const std::vector<JudgedRequirement>& requirements) {
  Json list = Json::array();
  for (const auto& judged : requirements) {
    const auto* requirement = judged.requirement;
    const auto& result = judged.result;
    Json j;
    j["id"] = requirement->id;
    j["must"] = requirement->must == model::Must::connect ? "connect" : "not-connect";
    j["why"] = requirement->why;
    j["state"] = to_string(result.state);
    j["pairs"] = {{"good", result.good}, {"bad", result.bad}, {"undetermined", result.undetermined}};
    j["counterexamples"] = Json::array();
    if (requirement->accepted) j["accepted"] = acceptance_json(judged.acceptance, *requirement->accepted);
    for (const auto& e : result.counterexamples) j["counterexamples"].push_back(counterexample_json(program, estate, e));
    list.push_back(std::move(j));
  }
  return list;
}

}  // namespace wmireach::cli
