// SPDX-License-Identifier: Apache-2.0
#include "cli/report_side_json.hpp"

#include <algorithm>
#include <unordered_map>

#include "cli/connection_json.hpp"
#include "cli/provenance_json.hpp"
#include "cli/requirement_json.hpp"
#include "cli/sentences.hpp"

namespace wmireach::cli {
namespace {

using Json = nlohmann::ordered_json;
using model::Truth;
using rules::Slot;

class Pool {
 public:
  std::size_t index_of(Json value) {
    const auto [entry, is_new] = known_.try_emplace(value.dump(), values_.size());
    if (is_new) values_.push_back(std::move(value));
    return entry->second;
  }
  Json take() { return std::move(values_); }

 private:
  std::unordered_map<std::string, std::size_t> known_;
  Json values_ = Json::array();
};

class Packer {
 public:
  Packer(RuleSet& rules, const ReportSide& side, const rules::FrameOptions& options, Mentioned& mentioned)
      : rules_(rules), side_(side), connection_json_(rules, side.estate, options), mentioned_(mentioned) {
    for (const auto& r : rules.program().rules()) named_.push_back(named_facts(rules.program(), r));
  }

  Json packed() {
    Json j = side_.is_changed ? Json{{"title", side_.estate.title}, {"file", side_.path}, {"hash", nullptr}} : scenario_json(side_.estate, side_.path);
    j["estate_picture"] = side_.pictures.estate;
    j["zones"] = zones();
    j["connections"] = Json::array();
    for (std::size_t i = 0; i < side_.predictions.size(); ++i) {
      Json c = connection(side_.predictions[i]);
      const auto drawn = side_.pictures.connections.find(i);
      if (drawn != side_.pictures.connections.end()) c["picture"] = drawn->second;
      j["connections"].push_back(std::move(c));
    }
    for (const auto& judged : side_.requirements)
      for (const auto& e : judged.result.counterexamples)
        if (e.first_blocker) mentioned_.rules.insert(*e.first_blocker);
    j["requirements"] = requirements_json(rules_.program(), side_.estate, side_.requirements);
    j["pool"] = pool_.take();
    return j;
  }

 private:
  Json zones() const {
    Json j = Json::object();
    for (const auto& h : side_.estate.hosts)
      if (h.zone != model::none) j[h.name] = side_.estate.zones[h.zone].name;
    return j;
  }

  Json connection(const Prediction& p) {
    rules::FactFrame& f = *p.frame;
    const auto& v = p.verdict;
    Json j = connection_json_.heading(p);
    j["request"] = request_text(f);
    j["found"] = found_text(rules_.program(), p);
    j["error"] = pool_.index_of(std::move(j["error"]));
    j["stages"] = pool_.index_of(stages(v));
    j["findings"] = pool_.index_of(findings(v));
    j["messages"] = messages(v, f);
    for (std::uint32_t i = 0; i < v.outcomes.size(); ++i)
      if (v.outcomes[i].applies != Truth::False) mentioned_.rules.insert(i);
    j.update(connection_json_.causes(p));
    j.update(connection_json_.outlook(p));
    for (const auto& r : j["repairs"])
      if (r["next_blocker"].is_string()) mention(r["next_blocker"].get<std::string>());
    j["repairs"] = pool_.index_of(std::move(j["repairs"]));
    for (const auto& e : v.errors) mentioned_.rules.insert(e.rule);
    for (const auto& m : v.missing) mentioned_.facts.insert(m.slot);
    j["assumptions"] = Json::array();
    for (const Slot s : v.assumptions) j["assumptions"].push_back(fact(s, f));
    j["facts"] = facts(v, f);
    return j;
  }

  // A rule may come up after a repair only.
  void mention(const std::string& rule) {
    const auto rules = rules_.program().rules();
    const auto found = std::ranges::find(rules, rule, &rules::ProgramRule::name);
    mentioned_.rules.insert(static_cast<std::uint32_t>(found - rules.begin()));
  }

  static Json stages(const analyzer::Verdict& v) {
    Json list = Json::array();
    for (const auto& s : v.stages) list.push_back(to_string(s.state));
    return list;
  }

  // [rule, truth] of each rule that applies or may apply.
  static Json findings(const analyzer::Verdict& v) {
    Json list = Json::array();
    for (std::uint32_t i = 0; i < v.outcomes.size(); ++i) {
      const auto& o = v.outcomes[i];
      if (o.applies == Truth::False) continue;
      list.push_back({i, o.truth() == Truth::True ? "holds" : o.truth() == Truth::False ? "violated" : "unknown"});
    }
    return list;
  }

  // By rule, of those that are violated.
  Json messages(const analyzer::Verdict& v, rules::FactFrame& f) const {
    Json j = Json::object();
    for (std::uint32_t i = 0; i < v.outcomes.size(); ++i)
      if (v.outcomes[i].truth() == Truth::False) j[std::to_string(i)] = fill(rules_.program().rules()[i].message, f);
    return j;
  }

  // Those that rules name, and all that they were computed from.
  Json facts(const analyzer::Verdict& v, rules::FactFrame& f) {
    std::set<Slot> seen;
    std::vector<Slot> open;
    for (std::uint32_t i = 0; i < v.outcomes.size(); ++i)
      if (v.outcomes[i].applies != Truth::False) open.insert(open.end(), named_[i].begin(), named_[i].end());
    Json list = Json::array();
    while (!open.empty()) {
      const Slot s = open.back();
      open.pop_back();
      if (!seen.insert(s).second) continue;
      list.push_back(fact(s, f));
      const auto& premises = f.premises(s);
      open.insert(open.end(), premises.begin(), premises.end());
    }
    return list;
  }

  std::size_t fact(Slot s, rules::FactFrame& f) {
    mentioned_.facts.insert(s);
    const auto& x = f.get(s);
    Json j{{"name", rules::slot_name(s)}, {"subject", subject_text(s, f)}, {"value", value_text(s, x)},
           {"kind", x.known || x.present() ? to_string(x.origin.kind) : "unknown"}, {"origin", origin_text(s, f)}};
    if (!x.origin.source.empty()) {
      j["source"] = x.origin.source;
      mentioned_.sources.emplace(x.origin.source);
    }
    if (x.origin.kind == model::OriginKind::derived)
      for (const Slot p : f.premises(s)) j["from"].push_back(rules::slot_name(p));
    for (const auto& e : f.evidence(s)) j["evidence"].push_back(evidence_text(e, side_.estate));
    return pool_.index_of(std::move(j));
  }

  RuleSet& rules_;
  const ReportSide& side_;
  const ConnectionJson connection_json_;
  Mentioned& mentioned_;
  std::vector<std::vector<Slot>> named_;  // by rule
  Pool pool_;
};

}  // namespace

Json report_side_json(RuleSet& rules, const ReportSide& side, const rules::FrameOptions& options, Mentioned& mentioned) {
  return Packer(rules, side, options, mentioned).packed();
}

}  // namespace wmireach::cli
