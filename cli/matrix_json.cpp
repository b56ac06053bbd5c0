// SPDX-License-Identifier: Apache-2.0
#include "cli/matrix_json.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

#include "cli/class_words.hpp"
#include "cli/sentences.hpp"
#include "model/error_code.hpp"

namespace wmireach::cli {
namespace {

using Json = nlohmann::ordered_json;
using analyzer::VerdictCounts;
using analyzer::VerdictKind;

Json counts_json(const VerdictCounts& c) {
  Json j = Json::object();
  for (const auto k : {VerdictKind::connects, VerdictKind::fails, VerdictKind::undetermined}) j[std::string(to_string(k))] = c.of(k);
  return j;
}

Json code_json(const std::optional<std::uint32_t>& code) { return code ? Json(model::hex(*code)) : Json(nullptr); }

Json zone_json(const model::Estate& estate, model::Index zone) { return zone == model::none ? Json(nullptr) : Json(estate.zones[zone].name); }

class MatrixJson {
 public:
  explicit MatrixJson(const MatrixResult& r) : r_(r) {}

  Json head() const {
    rules::FactFrame frame(r_.estate, r_.request.connection, r_.options);
    const auto& api = frame.get(rules::ConnectionFact::api);
    Json j{{"format", "1.0"}, {"title", r_.estate.title}};
    j["request"] = {{"id", r_.request.connection.id},
                    {"account", frame.account() == nullptr ? Json(nullptr) : Json(frame.account()->name)},
                    {"api", api.known ? Json(value_text(rules::slot(rules::ConnectionFact::api), api)) : Json(nullptr)},
                    {"namespace", r_.request.connection.wmi_namespace}};
    j["clients"] = r_.request.from.size();
    j["targets"] = r_.request.to.size();
    j["pairs"] = counts_json(all_pairs(r_.matrix));
    j["reasons"] = reasons();
    j["rules"] = rules();
    j["by_zone"] = zones();
    j["by_release"] = groups("release", by_release(r_));
    j["by_baseline"] = groups("baseline", by_baseline(r_));
    j["classes"] = classes();
    return j;
  }

  std::string cell(const analyzer::MatrixCell& c) {
    const auto [outcome, is_new] = outcomes_.try_emplace({c.kind, c.first_blocker, c.error});
    if (is_new) outcome->second = outcome_text(c);
    return fmt::format("{{\"from\":{},\"to\":{},\"pairs\":{},{}", c.from_class, c.to_class, c.pairs, outcome->second);
  }

 private:
  Json reasons() const {
    Json list = Json::array();
    for (const auto& reason : analyzer::reasons(r_.matrix)) {
      const auto* rule = reason.rule ? &r_.program.rules()[*reason.rule] : nullptr;
      const auto* known = reason.error ? model::find_error_code(*reason.error) : nullptr;
      list.push_back({{"pairs", reason.pairs}, {"stage", rule ? Json(to_string(rule->stage)) : Json(nullptr)}, {"rule", rule ? Json(rule->name) : Json(nullptr)},
                      {"error", code_json(reason.error)}, {"symbol", known == nullptr ? Json(nullptr) : Json(known->symbol)}});
    }
    return list;
  }

  Json rules() const {
    Json list = Json::array();
    for (std::size_t i = 0; i < r_.matrix.rules.size(); ++i) {
      const auto& [violated, unknown] = r_.matrix.rules[i];
      const auto& rule = r_.program.rules()[i];
      if (violated + unknown > 0) list.push_back({{"rule", rule.name}, {"stage", to_string(rule.stage)}, {"violated", violated}, {"unknown", unknown}});
    }
    return list;
  }

  Json zones() const {
    Json list = Json::array();
    if (r_.estate.zones.empty()) return list;
    for (const auto& [ends, counts] : by_zone(r_.estate, r_.matrix)) {
      Json row{{"from", zone_json(r_.estate, ends.first)}, {"to", zone_json(r_.estate, ends.second)}};
      row.update(counts_json(counts));
      list.push_back(std::move(row));
    }
    return list;
  }

  static Json groups(const char* what, const std::vector<HostGroup>& all) {
    Json list = Json::array();
    for (const auto& g : all)
      list.push_back({{what, g.name}, {"hosts", g.hosts}, {"as_client", counts_json(g.counts.as_client)}, {"as_target", counts_json(g.counts.as_target)}});
    return list;
  }

  Json classes() const {
    const auto& members = r_.matrix.classes.members;
    const auto counts = by_class(r_.matrix);
    const auto differences = class_differences(r_.estate, r_.request, r_.matrix);
    Json list = Json::array();
    for (std::size_t i = 0; i < members.size(); ++i) {
      const auto& first = r_.estate.hosts[members[i].front()];
      Json told_by = Json::array(), named_by = Json::array();
      for (const auto part : differences[i].parts) told_by.push_back({{"part", part_name(part)}, {"value", part_value(r_.estate, members[i], part)}});
      for (const auto naming : differences[i].named_by) named_by.push_back(naming_text(r_.estate, naming));
      list.push_back({{"class", i}, {"hosts", members[i].size()}, {"first", first.name}, {"told_by", told_by}, {"named_by", named_by},
                      {"as_client", counts_json(counts[i].as_client)}, {"as_target", counts_json(counts[i].as_target)}});
    }
    return list;
  }

  // What stands behind the opening brace.
  std::string outcome_text(const analyzer::MatrixCell& c) const {
    const auto* rule = c.first_blocker ? &r_.program.rules()[*c.first_blocker] : nullptr;
    return Json{{"verdict", to_string(c.kind)}, {"stage", rule ? Json(to_string(rule->stage)) : Json(nullptr)}, {"rule", rule ? Json(rule->name) : Json(nullptr)}, {"error", code_json(c.error)}}
        .dump()
        .substr(1);
  }

  const MatrixResult& r_;
  std::map<std::tuple<VerdictKind, std::optional<std::uint32_t>, std::optional<std::uint32_t>>, std::string> outcomes_;  // few, however many cells
};

}  // namespace

// The cells may be many: they are written one by one, each on a line, behind the rest.
void write_matrix_json(const MatrixResult& result, OutputFile& out) {
  MatrixJson json(result);
  std::string head = json.head().dump(2);
  head.resize(head.rfind("\n}"));
  out.write(head + ",\n  \"cells\": [");
  const char* between = "\n    ";
  for (const auto& c : result.matrix.cells) {
    out.write(between);
    out.write(json.cell(c));
    between = ",\n    ";
  }
  out.write(result.matrix.cells.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

}  // namespace wmireach::cli
