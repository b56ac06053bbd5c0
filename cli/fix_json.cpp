// SPDX-License-Identifier: Apache-2.0
#include "cli/fix_json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/edit_text.hpp"
#include "import/json_writer.hpp"

namespace wmireach::cli {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json edit_json(const model::Estate& estate, const analyzer::CandidateEdit& c) {
  Json j{{"change", edit_name(c.edit)}, {"text", edit_text(estate, c.edit)}, {"safety", to_string(c.safety)}, {"hosts", Json::array()}};
  for (const auto h : c.hosts) j["hosts"].push_back(estate.hosts[h].name);
  const auto said = [&](const std::string& text) { return text_or_null(command_text(estate, c.edit, text)); };
  j["how"] = c.remedy ? said(c.remedy->title) : Json(nullptr);
  j["command"] = c.remedy ? said(c.remedy->command) : Json(nullptr);
  j["undo"] = c.remedy ? said(c.remedy->undo) : Json(nullptr);
  j["exposure"] = c.remedy ? said(c.remedy->exposure) : Json(nullptr);
  return j;
}

Json opened_json(const model::Estate& estate, const analyzer::OpenedPairs& opened) {
  Json j{{"pairs", opened.pairs}, {"example", nullptr}};
  if (opened.example)
    j["example"] = {{"request_of", estate.connections[opened.example->connection].id}, {"from", estate.hosts[opened.example->from].name}, {"to", estate.hosts[opened.example->to].name}};
  return j;
}

}  // namespace

std::string fix_json(const rules::Program& program, const model::Estate& estate, const FixPlan& plan) {
  Json j{{"format", "1.0"}, {"connections", Json::array()}, {"repairs", Json::array()}, {"left_out_for_requirements", plan.spoilt}, {"cut_short", plan.fix.cut_short}};
  for (std::uint32_t i = 0; i < plan.wanted.size(); ++i) {
    const auto& v = plan.before[i].verdict;
    Json ask = Json::array();
    for (const auto& m : v.missing) ask.push_back({{"fact", rules::slot_name(m.slot)}, {"decides_alone", m.would_flip()}});
    j["connections"].push_back({{"id", estate.connections[plan.wanted[i]].id},
                                {"verdict", to_string(v.kind)},
                                {"rule", v.first_blocker ? Json(program.rules()[*v.first_blocker].name) : Json(nullptr)},
                                {"beyond_repair", std::ranges::binary_search(plan.fix.beyond_repair, i)},
                                {"ask_first", ask}});
  }
  for (const auto& s : plan.sets) {
    Json set{{"proven_least", s.least}, {"safety", to_string(s.safety)}, {"changes", Json::array()}, {"opens_besides", opened_json(estate, s.opened)}, {"after", Json::array()}};
    for (const auto* c : s.edits) set["changes"].push_back(edit_json(estate, *c));
    for (const auto k : s.after) set["after"].push_back(to_string(k));
    set["patch"] = Json::parse(import::write_json(s.patch));
    j["repairs"].push_back(std::move(set));
  }
  return j.dump(2) + "\n";
}

}  // namespace wmireach::cli
