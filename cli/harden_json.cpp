// SPDX-License-Identifier: Apache-2.0
#include "cli/harden_json.hpp"

#include <nlohmann/json.hpp>

#include "cli/edit_text.hpp"
#include "import/json_writer.hpp"

namespace wmireach::cli {

using Json = nlohmann::ordered_json;

std::string harden_json(const rules::Program& program, const model::Estate& estate, const std::vector<model::Index>& required, const analyzer::Hardening& h,
                        const import::JsonNode& patch) {
  Json j{{"format", "1.0"}, {"required", Json::array()}, {"found", h.found}, {"proven_largest", h.proven_largest}, {"tightened", Json::array()}, {"kept", Json::array()}};
  const auto edit = [&](std::uint32_t i) {
    Json e{{"change", edit_name(h.candidates[i].edit)}, {"text", edit_text(estate, h.candidates[i].edit)}, {"hosts", Json::array()}};
    for (const auto host : h.candidates[i].hosts) e["hosts"].push_back(estate.hosts[host].name);
    return e;
  };
  for (const auto i : required) j["required"].push_back(estate.connections[i].id);
  for (const auto i : h.tightened) j["tightened"].push_back(edit(i));
  for (const auto& k : h.kept) {
    Json e = edit(k.edit);
    e["would_break"] = estate.connections[k.connection].id;
    e["rule"] = k.rule ? Json(program.rules()[*k.rule].name) : Json(nullptr);
    j["kept"].push_back(std::move(e));
  }
  j["patch"] = Json::parse(import::write_json(patch));
  return j.dump(2) + "\n";
}

}  // namespace wmireach::cli
