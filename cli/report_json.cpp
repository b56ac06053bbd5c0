// SPDX-License-Identifier: Apache-2.0
#include "cli/report_json.hpp"

#include "cli/provenance_json.hpp"
#include "cli/sentences.hpp"

namespace wmireach::cli {
namespace {

using Json = nlohmann::ordered_json;

Json stages_json() {
  Json list = Json::array();
  for (const auto& s : model::stages()) list.push_back({{"id", s.id}, {"meaning", s.meaning}});
  return list;
}

Json remedies_json(const rules::Rule& rule) {
  Json list = Json::array();
  for (const auto& r : rule.remedies)
    list.push_back({{"title", r.title}, {"where", r.where}, {"command", r.command}, {"undo", r.undo}, {"exposure", r.exposure}});
  return list;
}

Json rule_json(RuleSet& rules, std::uint32_t index) {
  const auto& compiled = rules.program().rules()[index];
  const auto& rule = *rules.catalogue().find(compiled.name);
  Json j{{"name", rule.name}, {"stage", to_string(rule.stage)}, {"effect", rules::to_string(rule.effect)}, {"grade", rules::to_string(rule.grade)},
         {"summary", rule.summary}, {"why", rule.why}, {"errors", Json::array()}, {"facts", Json::array()}, {"remedies", remedies_json(rule)}, {"sources", Json::array()}};
  for (const auto& e : rule.errors) j["errors"].push_back(error_text(e.code) + (e.timing == rules::Timing::immediate ? ", at once" : ", after a time-out"));
  for (const auto s : named_facts(rules.program(), compiled)) j["facts"].push_back(rules::slot_name(s));
  for (const auto& s : rule.sources) j["sources"].push_back({{"statement", s.statement}, {"supports", s.supports}});
  return j;
}

void add_sources(std::string_view list, std::set<std::string>& sources) {
  while (!list.empty()) {
    const auto space = list.find(' ');
    sources.emplace(list.substr(0, space));
    list = space == std::string_view::npos ? std::string_view{} : list.substr(space + 1);
  }
}

Json facts_json(Mentioned& mentioned) {
  Json j = Json::object();
  for (const auto s : mentioned.facts) {
    const auto& d = *rules::slot_info(s).definition;
    j[rules::slot_name(s)] = {{"meaning", d.meaning}, {"observe", d.observe}, {"sources", d.sources}};
    add_sources(d.sources, mentioned.sources);
  }
  return j;
}

Json statements_json(RuleSet& rules, const std::set<std::string>& cited) {
  const auto& statements = rules.statements();
  Json j = Json::object();
  for (const auto& s : statements.statements) {
    if (!cited.contains(s.id)) continue;
    const auto document = statements.documents.find(s.document);
    const bool known = document != statements.documents.end();
    j[s.id] = {{"document", known ? document->second.title : s.document}, {"publisher", known ? document->second.publisher : ""},
               {"section", s.section}, {"grade", s.grade}, {"says", s.says}};
  }
  return j;
}

}  // namespace

std::string report_json(RuleSet& rules, const std::vector<ReportSide>& sides, const rules::FrameOptions& options, const std::string& difference) {
  Mentioned mentioned;
  Json j{{"format", "1.0"}, {"engine", engine_json(rules.program())}, {"assumptions", options.assumptions}, {"stages", stages_json()}, {"sides", Json::array()}};
  for (const auto& side : sides) j["sides"].push_back(report_side_json(rules, side, options, mentioned));
  if (!difference.empty()) j["difference"] = Json::parse(difference);
  j["rules"] = Json::object();  // by index in the program
  for (const auto r : mentioned.rules) {
    j["rules"][std::to_string(r)] = rule_json(rules, r);
    for (const auto s : rules.program().rules()[r].sources) mentioned.sources.emplace(s);
  }
  j["facts"] = facts_json(mentioned);
  j["statements"] = statements_json(rules, mentioned.sources);
  return j.dump();
}

}  // namespace wmireach::cli
