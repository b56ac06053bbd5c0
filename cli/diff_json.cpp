// SPDX-License-Identifier: Apache-2.0
#include "cli/diff_json.hpp"

#include <nlohmann/json.hpp>

#include "cli/sentences.hpp"
#include "model/error_code.hpp"

namespace wmireach::cli {
namespace {

using Json = nlohmann::ordered_json;

Json verdict_json(const rules::Program& program, const analyzer::Verdict& v) {
  return {{"verdict", to_string(v.kind)},
          {"stage", v.stage ? Json(to_string(*v.stage)) : Json(nullptr)},
          {"rule", v.first_blocker ? Json(program.rules()[*v.first_blocker].name) : Json(nullptr)},
          {"error", v.error_is_certain ? Json(model::hex(v.errors.front().code)) : Json(nullptr)}};
}

Json value_or_null(rules::Slot s, const model::Fact& f) { return f.known ? Json(value_text(s, f)) : Json(nullptr); }

}  // namespace

std::string diff_json(const rules::Program& program, const EstateDiff& diff) {
  Json j{{"format", "1.0"}, {"compared", diff.connections.size()}, {"changes", Json::array()}, {"removed", diff.only_before}, {"added", diff.only_after}};
  for (const auto& d : diff.connections) {
    if (!d.change) continue;
    Json because = Json::array();
    for (const auto& f : d.change->because)
      because.push_back({{"fact", rules::slot_name(f.slot)}, {"subject", subject_text(f.slot, *d.after.frame)}, {"before", value_or_null(f.slot, f.before)},
                         {"after", value_or_null(f.slot, f.after)}});
    j["changes"].push_back({{"id", d.id}, {"kind", to_string(d.change->kind)}, {"before", verdict_json(program, d.before.verdict)},
                            {"after", verdict_json(program, d.after.verdict)}, {"because", because}});
  }
  return j.dump(2) + "\n";
}

}  // namespace wmireach::cli
