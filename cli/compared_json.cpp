// SPDX-License-Identifier: Apache-2.0
#include "cli/compared_json.hpp"

#include <nlohmann/json.hpp>

#include "cli/edit_text.hpp"
#include "import/json_writer.hpp"
#include "observation/record_json.hpp"

namespace wmireach::cli {
namespace {

using Json = nlohmann::ordered_json;

Json row_json(const rules::Program& program, const observation::Row& row, const observation::Sighting& sighting) {
  Json j{{"leg", to_string(row.leg)}, {"predicted", to_string(row.predicted)}, {"observed", to_string(row.observed)}, {"relation", to_string(row.relation)}, {"other_timing", row.other_timing}, {"rule", row.rule ? Json(program.rules()[*row.rule].name) : Json(nullptr)}};
  j["look"] = row.look == nullptr ? Json(nullptr) : Json(row.look - sighting.looks.data());
  return j;
}

Json suspect_json(const rules::Program& program, const model::Estate& estate, const SuspectPlace& place) {
  const auto& first = place.values.front();
  Json j{{"standing", to_string(first.standing)}, {"change", first.edit ? Json(edit_name(*first.edit)) : Json(nullptr)}, {"fact", first.fact ? Json(rules::slot_name(*first.fact)) : Json(nullptr)}, {"alternatives", Json::array()}};
  for (const auto& v : place.values)
    j["alternatives"].push_back({{"other_timing", v.other_timing}, {"next_difference", v.next ? Json(to_string(*v.next)) : Json(nullptr)}, {"text", v.edit ? edit_text(estate, *v.edit) : rules::slot_name(*v.fact) + " is " + rules::write_value(rules::slot_info(*v.fact).definition->type(), v.value)}, {"certain", v.certain}, {"rule", v.rule ? Json(program.rules()[*v.rule].name) : Json(nullptr)}});
  const std::string_view observe = first.fact ? rules::slot_info(*first.fact).definition->observe : std::string_view();
  j["look"] = observe.empty() ? Json(nullptr) : Json(observe);
  j["patch"] = first.edit ? Json::parse(import::write_json(place.patch)) : Json(nullptr);
  return j;
}

}  // namespace

std::string compared_json(const rules::Program& program, const model::Estate& estate, const observation::Record& record, const std::vector<Compared>& compared) {
  Json j{{"format", "1.0"}, {"observations", Json::parse(import::write_json(observation::record_json(record)))}, {"connections", Json::array()}};
  for (const auto& c : compared) {
    const auto& v = c.prediction.verdict;
    Json one{{"id", c.sighting->connection},
             {"agreement", to_string(c.comparison.agreement)},
             {"settles", c.comparison.settles},
             {"verdict", to_string(v.kind)},
             {"stage", v.stage ? Json(to_string(*v.stage)) : Json(nullptr)},
             {"rule", v.first_blocker ? Json(program.rules()[*v.first_blocker].name) : Json(nullptr)},
             {"legs", Json::array()},
             {"suspects", Json::array()}};
    for (const auto& row : c.comparison.rows) one["legs"].push_back(row_json(program, row, *c.sighting));
    for (const auto& s : c.suspects) one["suspects"].push_back(suspect_json(program, estate, s));
    j["connections"].push_back(std::move(one));
  }
  return j.dump(2) + "\n";
}

}  // namespace wmireach::cli
