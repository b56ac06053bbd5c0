// SPDX-License-Identifier: Apache-2.0
#include "cli/causes_json.hpp"

#include <nlohmann/json.hpp>

#include "cli/sentences.hpp"
#include "model/error_code.hpp"

namespace wmireach::cli {

std::string causes_json(const rules::Program& program, rules::FactFrame& f, std::uint32_t code, const analyzer::Causes& causes) {
  using Json = nlohmann::ordered_json;
  const auto* known = model::find_error_code(code);
  Json j;
  j["format"] = "1.0";
  j["connection"] = f.connection().id;
  j["error"] = {{"code", model::hex(code)}, {"symbol", known == nullptr ? "" : known->symbol}, {"signed", model::signed_decimal(code)},
                {"meaning", known == nullptr ? "" : known->meaning}};
  j["causes"] = Json::array();
  for (const auto& c : causes.ranked) {
    const auto& rule = program.rules()[c.rule];
    Json facts = Json::array();
    for (const auto& change : c.if_so)
      facts.push_back({{"fact", rules::slot_name(change.slot)}, {"subject", subject_text(change.slot, f)},
                       {"value", value_text(change.slot, {true, change.value, {}})}, {"observe", rules::slot_info(change.slot).definition->observe}});
    Json sources = Json::array();
    for (const auto s : rule.sources) sources.push_back(s);
    j["causes"].push_back({{"rule", rule.name}, {"stage", to_string(rule.stage)}, {"state", to_string(c.state)}, {"seen_first", c.seen_first},
                           {"message", c.state == analyzer::CauseState::certain ? fill(rule.message, f) : std::string(rule.summary)}, {"if", facts},
                           {"sources", sources}, {"grade", rules::to_string(rule.grade)}});
  }
  j["excluded"] = Json::array();
  for (const auto r : causes.excluded) j["excluded"].push_back(program.rules()[r].name);
  return j.dump(2) + "\n";
}

}  // namespace wmireach::cli
