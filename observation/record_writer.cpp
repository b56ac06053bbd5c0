// SPDX-License-Identifier: Apache-2.0
#include "import/json_writer.hpp"
#include "model/error_code.hpp"
#include "observation/record_json.hpp"

namespace wmireach::observation {
namespace {

using import::JsonNode;

JsonNode look_json(const Look& look) {
  JsonNode out = import::json_object({});
  const auto add = [&](const char* key, JsonNode value) { out.members.push_back({key, 0, std::move(value)}); };
  add("step", import::json_text(std::string(to_string(look.step))));
  add("result", import::json_text(std::string(to_string(look.result))));
  add("ending", import::json_text(std::string(to_string(look.ending))));
  if (!look.to.empty()) add("to", import::json_text(look.to));
  if (look.port != 0) add("port", import::json_integer(look.port));
  if (look.code) add("code", import::json_text(model::hex(*look.code)));
  if (!look.text.empty()) add("text", import::json_text(look.text));
  if (look.result != Result::not_tried) add("milliseconds", import::json_integer(look.milliseconds));
  if (!look.found.empty()) {
    JsonNode found = import::json_array({});
    for (const auto& [what, value] : look.found) found.items.push_back(import::json_object({{"what", 0, import::json_text(what)}, {"value", 0, import::json_text(value)}}));
    add("found", std::move(found));
  }
  return out;
}

}  // namespace

JsonNode record_json(const Record& record) {
  JsonNode sightings = import::json_array({});
  for (const Sighting& s : record.sightings) {
    JsonNode looks = import::json_array({});
    for (const Look& look : s.looks) looks.items.push_back(look_json(look));
    sightings.items.push_back(import::json_object({{"connection", 0, import::json_text(s.connection)}, {"target", 0, import::json_text(s.target)}, {"looks", 0, std::move(looks)}}));
  }
  return import::json_object({{"format", 0, import::json_text("wmireach-observations-1")},
                              {"observer", 0, import::json_text(record.observer)},
                              {"seen_at", 0, import::json_text(record.seen_at)},
                              {"source", 0, import::json_text(std::string(to_string(record.source)))},
                              {"sightings", 0, std::move(sightings)}});
}

}  // namespace wmireach::observation
