// SPDX-License-Identifier: Apache-2.0
#include "cli/timeline_json.hpp"

#include <nlohmann/json.hpp>

#include "model/error_code.hpp"

namespace wmireach::cli {

std::string date_text(std::int64_t date) { return rules::write_value(rules::types::date(), date); }

const rules::DateOfChange* what_changes_on(std::int64_t date) {
  for (const auto& d : rules::dates_of_change)
    if (d.date == date) return &d;
  return nullptr;
}

namespace {

using Json = nlohmann::ordered_json;

Json connection_json(const rules::Program& program, const ConnectionTimeline& t) {
  Json list = Json::array();
  for (const auto& p : t.periods) {
    const auto& v = p.verdict;
    Json j{{"from", p.from == 0 ? Json(nullptr) : Json(date_text(p.from))}, {"verdict", to_string(v.kind)},
           {"first_blocker", v.first_blocker ? Json(program.rules()[*v.first_blocker].name) : Json(nullptr)},
           {"error", v.error_is_certain ? Json(model::hex(v.errors.front().code)) : Json(nullptr)}};
    if (const auto* why = what_changes_on(p.from)) j["because"] = {{"what", why->what}, {"source", why->source}};
    list.push_back(std::move(j));
  }
  return {{"id", t.id}, {"periods", list}};
}

}  // namespace

std::string timeline_json(const rules::Program& program, const std::vector<ConnectionTimeline>& timelines) {
  Json j{{"format", "1.0"}, {"connections", Json::array()}};
  for (const auto& t : timelines) j["connections"].push_back(connection_json(program, t));
  return j.dump(2) + "\n";
}

}  // namespace wmireach::cli
