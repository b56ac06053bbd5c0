// SPDX-License-Identifier: Apache-2.0
#include "cli/connection_json.hpp"

#include "analyzer/repair.hpp"
#include "cli/acceptance_json.hpp"
#include "cli/client_words.hpp"
#include "cli/sentences.hpp"
#include "model/error_code.hpp"

namespace wmireach::cli {
namespace {

using Json = ConnectionJson::Json;
using model::Truth;
using rules::Slot;

Json value_json(Slot slot, const model::Fact& fact) {
  if (!fact.known) return nullptr;
  const auto& type = rules::slot_info(slot).definition->type();
  switch (type.kind) {
    case rules::TypeKind::boolean: return fact.value != 0;
    case rules::TypeKind::integer: return fact.value;
    case rules::TypeKind::flags: {
      Json list = Json::array();
      for (std::size_t i = 0; i < type.values.size(); ++i)
        if (((fact.value >> i) & 1) != 0) list.push_back(type.values[i].name);
      return list;
    }
    default: return rules::write_value(type, fact.value);
  }
}

class Parts {
 public:
  Parts(RuleSet& rules, const model::Estate& estate, const rules::FrameOptions& options) : rules_(rules), estate_(estate), options_(options) {}

  std::string_view name(std::uint32_t rule) const { return rules_.program().rules()[rule].name; }

  std::string_view grade(std::uint32_t rule) const { return rules::to_string(rules_.program().rules()[rule].grade); }

  Json names(const std::vector<std::uint32_t>& list) const {
    Json j = Json::array();
    for (const auto r : list) j.push_back(name(r));
    return j;
  }

  Json code(const analyzer::ErrorCandidate& e) const {
    const auto* known = model::find_error_code(e.code);
    return {{"code", model::hex(e.code)}, {"symbol", known == nullptr ? "" : known->symbol}, {"signed", model::signed_decimal(e.code)},
            {"timing", to_string(e.timing)}, {"rule", name(e.rule)}};
  }

  Json error(const analyzer::Verdict& v, rules::FactFrame& f) const {
    if (v.errors.empty()) return nullptr;
    Json j = v.error_is_certain ? code(v.errors.front()) : Json{{"code", nullptr}};
    j["certain"] = v.error_is_certain;
    const auto words = v.error_is_certain ? shown_as(f, v.errors.front().code) : std::nullopt;
    j["shown_as"] = words ? Json(*words) : Json(nullptr);
    j["candidates"] = Json::array();
    for (const auto& e : v.errors) j["candidates"].push_back(code(e));
    return j;
  }

  Json stages(const analyzer::Verdict& v) const {
    Json list = Json::array();
    for (std::size_t i = 0; i < model::stage_count; ++i)
      list.push_back({{"id", model::stages()[i].id}, {"state", to_string(v.stages[i].state)}, {"rules", names(v.stages[i].rules)}});
    return list;
  }

  void add_file(Json& item, model::LocationId where) const {
    if (const auto file = estate_.location(where)->file; file != 0) item["file"] = estate_.files[file];
    if (const auto found = estate_.found_in.find(where); found != estate_.found_in.end()) item["found_in"] = found->second;
  }

  Json fact(Slot s, rules::FactFrame& f) const {
    const auto& x = f.get(s);
    Json origin{{"kind", x.known || x.present() ? to_string(x.origin.kind) : "unknown"}};
    if (const auto* place = estate_.location(x.origin.where)) {
      origin["pointer"] = place->pointer;
      if (place->line > 0) origin["line"] = place->line;
      add_file(origin, x.origin.where);
    }
    if (!x.origin.source.empty()) origin["source"] = x.origin.source;
    if (x.origin.kind == model::OriginKind::derived) {
      origin["from"] = Json::array();
      for (const Slot p : f.premises(s)) origin["from"].push_back(rules::slot_name(p));
      for (const auto& e : f.evidence(s)) {
        Json item{{"kind", rules::to_string(e.kind)}, {"subject", e.subject}};
        if (const auto* place = estate_.location(e.where)) {
          item["pointer"] = place->pointer;
          add_file(item, e.where);
        }
        if (!e.source.empty()) item["source"] = e.source;
        origin["evidence"].push_back(item);
      }
    }
    return {{"name", rules::slot_name(s)}, {"value", value_json(s, x)}, {"origin", origin}};
  }

  Json findings(const analyzer::Verdict& v, rules::FactFrame& f) const {
    Json list = Json::array();
    for (std::uint32_t i = 0; i < v.outcomes.size(); ++i) {
      const auto& o = v.outcomes[i];
      if (o.applies == Truth::False) continue;
      const auto& rule = rules_.program().rules()[i];
      Json facts = Json::array(), sources = Json::array();
      for (const Slot s : named_facts(rules_.program(), rule)) facts.push_back(fact(s, f));
      for (const auto s : rule.sources) sources.push_back(s);
      list.push_back({{"rule", rule.name}, {"stage", to_string(rule.stage)}, {"effect", rules::to_string(rule.effect)},
                      {"truth", o.truth() == Truth::True ? "holds" : o.truth() == Truth::False ? "violated" : "unknown"},
                      {"message", o.truth() == Truth::False ? fill(rule.message, f) : std::string(rule.summary)}, {"facts", facts}, {"sources", sources}, {"grade", grade(i)}});
    }
    return list;
  }

  Json repairs(const Prediction& p) {
    Json list = Json::array();
    if (!p.verdict.first_blocker) return list;
    for (const auto& r : analyzer::repairs(rules_.program(), rules_.catalogue(), p.verdict, *p.frame, options_)) {
      const auto& remedy = rules_.catalogue().find(name(r.rule))->remedies[r.remedy];
      Json changes = Json::array();
      for (const auto& c : remedy.set) changes.push_back({{"fact", rules::slot_name(c.slot)}, {"value", value_json(c.slot, {true, c.value, {}})}});
      list.push_back({{"rule", name(r.rule)}, {"title", remedy.title}, {"where", remedy.where}, {"changes", changes}, {"command", remedy.command},
                      {"undo", remedy.undo}, {"exposure", remedy.exposure}, {"verdict_after", to_string(r.after)},
                      {"next_blocker", r.next_blocker ? Json(name(*r.next_blocker)) : Json(nullptr)}});
    }
    return list;
  }

  Json side_effects(const analyzer::Verdict& v) {
    Json list = Json::array();
    if (!v.first_blocker || !v.error_is_certain) return list;
    if (const auto* rule = rules_.catalogue().find(name(*v.first_blocker)))
      for (const auto& s : rule->side_effects) list.push_back({{"host", s.host}, {"log", s.log}, {"event", s.event}});
    return list;
  }


  Json missing(const analyzer::Verdict& v, rules::FactFrame& f) const {
    Json list = Json::array();
    for (const auto& m : v.missing) {
      Json verdicts = Json::array();
      for (const auto k : m.would_give) verdicts.push_back(to_string(k));
      list.push_back({{"fact", rules::slot_name(m.slot)}, {"subject", subject_text(m.slot, f)}, {"state_at", where_to_state(m.slot, f)},
                      {"would_flip", m.would_flip()}, {"would_give", verdicts}});
    }
    return list;
  }

 private:
  RuleSet& rules_;
  const model::Estate& estate_;
  const rules::FrameOptions& options_;
};

}  // namespace

Json ConnectionJson::heading(const Prediction& p) const {
  Parts parts(rules_, estate_, options_);
  const auto& v = p.verdict;
  rules::FactFrame& f = *p.frame;
  Json j;
  j["id"] = f.connection().id;
  j["from"] = f.host(rules::Role::client).name;
  j["to"] = f.host(rules::Role::target).name;
  j["account"] = f.account() == nullptr ? Json(nullptr) : Json(f.account()->name);
  j["namespace"] = f.connection().wmi_namespace;
  j["verdict"] = to_string(v.kind);
  j["first_blocker"] = v.first_blocker ? Json{{"rule", parts.name(*v.first_blocker)}, {"stage", to_string(*v.stage)}, {"grade", parts.grade(*v.first_blocker)}} : Json(nullptr);
  j["error"] = parts.error(v, f);
  return j;
}

Json ConnectionJson::causes(const Prediction& p) const {
  Parts parts(rules_, estate_, options_);
  const auto& v = p.verdict;
  Json j;
  j["either"] = parts.names(v.either);
  j["latent"] = parts.names(v.latent);
  j["limits"] = parts.names(v.limits);
  j["missing"] = parts.missing(v, *p.frame);
  return j;
}

Json ConnectionJson::outlook(const Prediction& p) const {
  Parts parts(rules_, estate_, options_);
  Json j;
  j["repairs"] = parts.repairs(p);
  j["side_effects"] = parts.side_effects(p.verdict);
  if (p.frame->connection().expectation) {
    const auto unmet = unmet_expectations(rules_.program(), p);
    j["expectation"] = {{"met", unmet.empty()}, {"unmet", unmet}};
  }
  if (const auto& accepted = p.frame->connection().accepted) j["accepted"] = acceptance_json(acceptance_state(p), *accepted);
  return j;
}

Json ConnectionJson::whole(const Prediction& p) const {
  Parts parts(rules_, estate_, options_);
  Json j = heading(p);
  j["stages"] = parts.stages(p.verdict);
  j["findings"] = parts.findings(p.verdict, *p.frame);
  j.update(causes(p));
  j["assumptions"] = Json::array();
  for (const Slot s : p.verdict.assumptions) j["assumptions"].push_back(parts.fact(s, *p.frame));
  j.update(outlook(p));
  return j;
}

}  // namespace wmireach::cli
