// SPDX-License-Identifier: Apache-2.0
#include "cli/report_side_json.hpp"

#include <algorithm>
#include <map>
#include <tuple>
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

// What connections often have in common.
constexpr const char* shared_keys[] = {"account", "namespace", "found", "request", "error", "stages", "findings", "messages", "first_blocker", "either", "latent", "limits",
                                       "missing", "side_effects", "repairs", "assumptions"};

class Packer {
 public:
  Packer(RuleSet& rules, const ReportSide& side, const rules::FrameOptions& options, Mentioned& mentioned)
      : rules_(rules), side_(side), connection_json_(rules, side.estate, options), mentioned_(mentioned) {
    for (const auto& r : rules.program().rules()) named_.push_back(named_facts(rules.program(), r));
  }

  Json packed() {
    Json j = side_.is_changed ? Json{{"title", side_.estate.title}, {"file", side_.path}, {"hash", nullptr}} : scenario_json(side_.estate, side_.path);
    j["estate_picture"] = lines(side_.pictures.estate);
    j["trust_map"] = lines(side_.pictures.trusts);
    j["change_picture"] = lines(side_.pictures.change);
    j["zones"] = zones();
    j["domains"] = domains();
    j["shared"] = shared_keys;
    j["connections"] = Json::array();
    for (std::size_t i = 0; i < side_.predictions.size(); ++i) {
      Json c = connection(side_.predictions[i]);
      const auto drawn = side_.pictures.connections.find(i);
      if (drawn != side_.pictures.connections.end()) c["picture"] = lines(drawn->second);
      j["connections"].push_back(std::move(c));
    }
    for (const auto& judged : side_.requirements)
      for (const auto& e : judged.result.counterexamples)
        if (e.first_blocker) mentioned_.rules.insert(*e.first_blocker);
    j["requirements"] = requirements_json(rules_.program(), side_.estate, side_.requirements);
    j["facts"] = facts_.take();
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

  Json domains() const {
    Json j = Json::object();
    for (const auto& h : side_.estate.hosts)
      if (h.domain != model::none) j[h.name] = side_.estate.domains[h.domain].name;
    return j;
  }

  // Pictures of one kind have most of their lines in common.
  Json lines(const std::string& svg) {
    Json list = Json::array();
    for (std::size_t at = 0; at < svg.size();) {
      const std::size_t end = std::min(svg.find('\n', at), svg.size());
      list.push_back(text(svg.substr(at, end - at)));
      at = end + 1;
    }
    return list;
  }

  std::size_t text(std::string_view words) { return pool_.index_of(words); }

  Json connection(const Prediction& p) {
    rules::FactFrame& f = *p.frame;
    const auto& v = p.verdict;
    Json j = connection_json_.heading(p);
    j["request"] = request_text(f);
    j["found"] = found_text(rules_.program(), p);
    j["stages"] = stages(v);
    j["findings"] = findings(v);
    j["messages"] = messages(v, f);
    for (std::uint32_t i = 0; i < v.outcomes.size(); ++i)
      if (v.outcomes[i].applies != Truth::False) mentioned_.rules.insert(i);
    j.update(connection_json_.causes(p));
    j.update(connection_json_.outlook(p));
    for (const auto& r : j["repairs"])
      if (r["next_blocker"].is_string()) mention(r["next_blocker"].get<std::string>());
    for (const auto& e : v.errors) mentioned_.rules.insert(e.rule);
    for (const auto& m : v.missing) mentioned_.facts.insert(m.slot);
    j["assumptions"] = grouped(v.assumptions, f);
    j["facts"] = pool_.index_of(facts(v, f));
    Json shared = Json::array();
    for (const char* key : shared_keys) {
      shared.push_back(pool_.index_of(std::move(j[key])));
      j.erase(key);
    }
    j["shared"] = std::move(shared);
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
    while (!open.empty()) {
      const Slot s = open.back();
      open.pop_back();
      if (!seen.insert(s).second) continue;
      const auto& premises = f.premises(s);
      open.insert(open.end(), premises.begin(), premises.end());
    }
    return grouped(seen, f);
  }

  // What is stated of a host is the same for all its connections; what is derived often differs with the other end.
  template <class Slots>
  Json grouped(const Slots& slots, rules::FactFrame& f) {
    std::map<std::tuple<rules::Scope, rules::Role, bool>, Json> groups;
    for (const Slot s : slots) {
      const auto info = rules::slot_info(s);
      const bool derived = f.get(s).origin.kind == model::OriginKind::derived;
      groups[{info.scope, info.scope == rules::Scope::host ? info.role : rules::Role::client, derived}].push_back(fact(s, f));
    }
    Json list = Json::array();
    for (auto& [key, group] : groups) list.push_back(pool_.index_of(std::move(group)));
    return list;
  }

  // Its texts stand in the pool, in the order in which the page's `unpackedFact` reads them.
  std::size_t fact(Slot s, rules::FactFrame& f) {
    mentioned_.facts.insert(s);
    const auto& x = f.get(s);
    const std::string source(x.origin.source);
    if (!source.empty()) mentioned_.sources.insert(source);
    Json from = Json::array(), evidence = Json::array();
    if (x.origin.kind == model::OriginKind::derived)
      for (const Slot p : f.premises(s)) from.push_back(rules::slot_name(p));
    for (const auto& e : f.evidence(s)) evidence.push_back(evidence_text(e, side_.estate));
    return facts_.index_of(Json{text(rules::slot_name(s)), text(subject_text(s, f)), text(value_text(s, x)), text(x.known || x.present() ? to_string(x.origin.kind) : "unknown"),
                                text(origin_text(s, f)), text(source), pool_.index_of(std::move(from)), pool_.index_of(std::move(evidence))});
  }

  RuleSet& rules_;
  const ReportSide& side_;
  const ConnectionJson connection_json_;
  Mentioned& mentioned_;
  std::vector<std::vector<Slot>> named_;  // by rule
  Pool pool_, facts_;
};

}  // namespace

Json report_side_json(RuleSet& rules, const ReportSide& side, const rules::FrameOptions& options, Mentioned& mentioned) {
  return Packer(rules, side, options, mentioned).packed();
}

}  // namespace wmireach::cli
