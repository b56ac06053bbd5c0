// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/naive_verdict.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "rules/vocabulary.hpp"

namespace wmireach::reference {
namespace {

const std::vector<std::string> stage_names{"support", "client", "name", "network", "endpoint-mapper", "authentication", "dcom-activation",
                                           "service-port", "dcom-access", "service", "namespace", "provider", "callback", "second-hop"};

// The number that the vocabulary gives to a value of the fact's type: the place in its list; for a set, the bit.
std::int64_t number_of(const std::string& fact, const std::string& literal) {
  const auto slot = rules::find_slot(fact);
  if (!slot) throw std::runtime_error("no fact " + fact);
  const auto& type = rules::slot_info(*slot).definition->type();
  if (literal == "true") return 1;
  if (literal == "false") return 0;
  for (std::size_t i = 0; i < type.values.size(); ++i)
    if (type.values[i].name == literal) return type.kind == rules::TypeKind::flags ? std::int64_t{1} << i : static_cast<std::int64_t>(i);
  std::string digits;
  for (const char c : literal)
    if (c != '-') digits += c;
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos) throw std::runtime_error("no value " + literal + " of " + fact);
  return std::stoll(digits);
}

}  // namespace

NaivePredictor::NaivePredictor(const std::string& folder) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream in(entry.path());
    const auto json = nlohmann::json::parse(in);
    if (json.contains("definitions")) {
      for (const auto& [name, d] : json["definitions"].items()) definitions_[name] = d["condition"];
      continue;
    }
    NaiveRule r;
    r.name = json["name"];
    r.stage = json["stage"];
    r.stage_number = static_cast<int>(std::find(stage_names.begin(), stage_names.end(), r.stage) - stage_names.begin());
    r.order = json.value("order", 50);
    r.effect = json["otherwise"]["effect"];
    r.applies_when = json.value("applies_when", "");
    r.requirement = json["requires"];
    if (json["otherwise"].contains("errors"))
      for (const auto& e : json["otherwise"]["errors"]) r.errors.push_back({e["code"], e.value("timing", "immediate"), r.name});
    rules_.push_back(r);
  }
  std::sort(rules_.begin(), rules_.end(), [](const auto& a, const auto& b) {
    if (a.stage_number != b.stage_number) return a.stage_number < b.stage_number;
    if (a.order != b.order) return a.order < b.order;
    return a.name < b.name;
  });
}

NaiveVerdict NaivePredictor::predict(const std::map<std::string, Value>& facts) const {
  Question q;
  q.value_of = [&](const std::string& f) { return facts.at(f); };
  q.is_fact = [&](const std::string& f) { return facts.contains(f); };
  q.number_of = number_of;
  q.definitions = &definitions_;

  NaiveVerdict v;
  for (const auto& s : stage_names) v.stages[s] = "not applicable";
  bool something_unknown = false;  // among the blocking rules so far
  for (const auto& r : rules_) {
    const Reply applies = r.applies_when.empty() ? Reply{} : ask(r.applies_when, q);
    const Reply required = ask(r.requirement, q);
    const Answer truth = either(opposite(applies.answer), required.answer);
    v.truth[r.name] = truth;
    if (applies.answer == Answer::no) continue;
    std::string& state = v.stages[r.stage];
    const bool behind = !v.blocker.empty() && r.stage != v.stage;
    if (r.effect != "blocks") {
      if (truth == Answer::no) v.limits.push_back(r.name);
      if (state == "not applicable") state = behind ? "not reached" : "passed";
      continue;
    }
    if (behind) state = "not reached";
    else if (truth == Answer::no || state == "failed") state = "failed";
    else if (truth == Answer::maybe || state == "undetermined") state = "undetermined";
    else state = "passed";
    if (truth == Answer::yes) continue;
    if (!v.blocker.empty()) {
      if (truth == Answer::no) v.latent.push_back(r.name);
      continue;
    }
    v.errors.insert(v.errors.end(), r.errors.begin(), r.errors.end());
    if (truth == Answer::no) {
      v.blocker = r.name;
      v.stage = r.stage;
      v.error_is_certain = !something_unknown && !r.errors.empty();
    } else {
      something_unknown = true;
      for (const auto* reply : {&applies, &required})
        if (reply->answer == Answer::maybe) v.missing.insert(reply->unknown_facts.begin(), reply->unknown_facts.end());
    }
  }
  v.kind = !v.blocker.empty() ? "fails" : something_unknown ? "undetermined" : "connects";
  return v;
}

}  // namespace wmireach::reference
