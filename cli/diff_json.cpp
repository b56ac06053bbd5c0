// SPDX-License-Identifier: Apache-2.0
#include "cli/diff_json.hpp"

#include <nlohmann/json.hpp>

#include "cli/requirement_json.hpp"
#include "cli/sentences.hpp"
#include "model/error_code.hpp"

namespace wmireach::cli {
namespace {

using Json = nlohmann::ordered_json;

Json verdict_json(const rules::Program& program, analyzer::VerdictKind kind, std::optional<std::uint32_t> blocker, std::optional<std::uint32_t> error) {
  const auto* rule = blocker ? &program.rules()[*blocker] : nullptr;
  return {{"verdict", to_string(kind)},
          {"stage", rule ? Json(to_string(rule->stage)) : Json(nullptr)},
          {"rule", rule ? Json(rule->name) : Json(nullptr)},
          {"error", error ? Json(model::hex(*error)) : Json(nullptr)}};
}

Json verdict_json(const rules::Program& program, const analyzer::Verdict& v) {
  return verdict_json(program, v.kind, v.first_blocker, v.error_is_certain ? std::optional(v.errors.front().code) : std::nullopt);
}

Json verdict_json(const rules::Program& program, const analyzer::PairVerdict& v) { return verdict_json(program, v.kind, v.first_blocker, v.error); }

Json value_or_null(rules::Slot s, const model::Fact& f) { return f.known ? Json(value_text(s, f)) : Json(nullptr); }

Json because_json(const std::vector<analyzer::FactChange>& because, rules::FactFrame& frame) {
  Json list = Json::array();
  for (const auto& f : because)
    list.push_back({{"fact", rules::slot_name(f.slot)}, {"subject", subject_text(f.slot, frame)}, {"before", value_or_null(f.slot, f.before)}, {"after", value_or_null(f.slot, f.after)}});
  return list;
}

Json requirements_diff_json(const rules::Program& program, const ComparedEstates& estates, const EstateDiff& diff) {
  Json j{{"compared", diff.requirements_compared}, {"changes", Json::array()}, {"removed", diff.required_before}, {"added", diff.required_after}};
  for (const auto& d : diff.requirements)
    j["changes"].push_back({{"id", d.after.requirement->id}, {"before", requirements_json(program, estates.before, {d.before})[0]}, {"after", requirements_json(program, estates.after, {d.after})[0]}});
  return j;
}

Json pairs_json(const rules::Program& program, const ComparedEstates& estates, const PairsDiff& p) {
  Json gone = Json::array();
  for (const auto h : p.diff.gone) gone.push_back(estates.before.hosts[h].name);
  Json j{{"of", p.request.before.connection.id}, {"compared", p.diff.pairs}, {"changes", Json::array()}, {"gone", gone}};
  for (const auto& c : p.diff.changes) {
    model::Connection pair = p.request.before.connection;  // only names are read from its frame
    pair.from = c.from;
    pair.to = c.to;
    rules::FactFrame frame(estates.before, pair);
    j["changes"].push_back({{"kind", to_string(c.kind)}, {"pairs", c.pairs}, {"from", estates.before.hosts[c.from].name}, {"to", estates.before.hosts[c.to].name},
                            {"before", verdict_json(program, c.before)}, {"after", verdict_json(program, c.after)}, {"because", because_json(c.because, frame)}});
  }
  return j;
}

}  // namespace

std::string diff_json(const rules::Program& program, const ComparedEstates& estates, const EstateDiff& diff) {
  Json j{{"format", "1.0"}, {"compared", diff.compared}, {"changes", Json::array()}, {"removed", diff.only_before}, {"added", diff.only_after}};
  for (const auto& d : diff.connections)
    j["changes"].push_back({{"id", d.id}, {"kind", to_string(d.change.kind)}, {"before", verdict_json(program, d.before.verdict)},
                            {"after", verdict_json(program, d.after.verdict)}, {"because", because_json(d.change.because, *d.after.frame)}});
  j["requirements"] = requirements_diff_json(program, estates, diff);
  if (diff.pairs) j["pairs"] = pairs_json(program, estates, *diff.pairs);
  return j.dump(2) + "\n";
}

}  // namespace wmireach::cli
