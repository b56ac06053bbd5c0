// SPDX-License-Identifier: Apache-2.0
#include "exports/domains.hpp"

#include <map>

#include "exports/settings.hpp"
#include "import/json_writer.hpp"
#include "model/estate.hpp"

namespace wmireach::exports {
namespace {

using import::JsonNode;
using model::folded;

struct Direction {
  std::string trusting, trusted, kind, filters_sids = "unknown", selective = "unknown", transitive;
  Place place;
};

JsonNode truth(const std::string& word) { return word == "unknown" ? import::json_text(word) : import::json_boolean(word == "true"); }

bool within_forest(const std::string& kind) { return kind == "parent-child" || kind == "shortcut"; }

// Within a forest, nothing depends on what only one side knows.
bool alike(const Direction& a, const Direction& b) {
  const auto agree = [&](const std::string& one, const std::string& other) { return one == other || (within_forest(a.kind) && (one == "unknown" || other == "unknown")); };
  return a.kind == b.kind && a.transitive == b.transitive && agree(a.filters_sids, b.filters_sids) && agree(a.selective, b.selective);
}

class Trusts {
 public:
  explicit Trusts(const Survey& survey) : survey_(survey) {
    for (const auto& t : survey.trusts) {
      if (t.disabled) continue;
      add(t, t.trusting, t.trusted);
      if (t.two_way) add(t, t.trusted, t.trusting);
    }
  }

  JsonNode write() const {
    JsonNode out = import::json_array({});
    for (const auto& [ends, t] : directions_) {
      const auto back = directions_.find({ends.second, ends.first});
      const bool two_way = back != directions_.end() && alike(t, back->second);
      if (two_way && back->first < ends) continue;  // written with the other direction
      JsonNode trust = import::json_object({{"trusting", 0, import::json_text(t.trusting)}, {"trusted", 0, import::json_text(t.trusted)}, {"kind", 0, import::json_text(t.kind)}});
      if (two_way) trust.members.push_back({"direction", 0, import::json_text("two-way")});
      const std::string& filters = t.filters_sids == "unknown" && two_way ? back->second.filters_sids : t.filters_sids;
      if (!within_forest(t.kind) || filters != "unknown") trust.members.push_back({"sid_filtering", 0, truth(filters)});
      if (!within_forest(t.kind)) trust.members.push_back({"selective_authentication", 0, truth(t.selective)});
      if (!t.transitive.empty()) trust.members.push_back({"transitive", 0, truth(t.transitive)});
      trust.members.push_back({"found_in", 0, import::json_text(place_text(survey_, t.place))});
      out.items.push_back(std::move(trust));
    }
    return out;
  }

 private:
  void add(const Trust& t, const std::string& trusting, const std::string& trusted) {
    const auto [at, is_new] = directions_.emplace(std::pair(folded(trusting), folded(trusted)), Direction{trusting, trusted, t.kind, "unknown", "unknown", "", t.place});
    if (at->second.transitive.empty() || t.transitive == "false") at->second.transitive = t.transitive;  // either side can keep it to itself
    if (folded(t.recorded_by) != folded(trusting)) return;
    at->second.filters_sids = t.filters_sids;
    at->second.selective = t.selective;
    at->second.place = t.place;
  }

  const Survey& survey_;
  std::map<std::pair<std::string, std::string>, Direction> directions_;
};

}  // namespace

void write_domains(Survey& survey, JsonNode& scenario) {
  std::map<std::string, Domain> domains;
  const auto add = [&](const Domain& d) {
    const auto [at, is_new] = domains.emplace(folded(d.dns_name), d);
    if (is_new) return;
    Domain& known = at->second;
    if (d.collected && !known.collected) known.place = d.place, known.collected = true;
    if (known.netbios_name.empty()) known.netbios_name = d.netbios_name;
  };
  for (const auto& d : survey.domains)
    if (!d.dns_name.empty()) add(d);
  for (const auto& c : survey.computers)
    if (!c.domain.empty()) add({.dns_name = c.domain, .place = c.place});
  for (const auto& p : survey.principals)
    if (!p.domain.empty()) add({.dns_name = p.domain, .place = p.place});
  if (domains.empty()) return;
  JsonNode section = import::json_object({});
  std::map<std::string, int> uses;
  for (const auto& [key, d] : domains) {
    ++uses[key];
    if (const std::string name = folded(d.netbios_name); !name.empty() && name != key) ++uses[name];
  }
  for (const auto& [key, d] : domains) {
    JsonNode domain = import::json_object({});
    const bool is_shared = uses[folded(d.netbios_name)] > 1;
    if (is_shared && folded(d.netbios_name) != key)
      survey.notes.push_back({.file = survey.files[d.place.file], .line = d.place.line, .message = "'" + d.netbios_name + "' is the NetBIOS name of " + d.dns_name + ", and a name of another domain", .hint = "it was left out, as it tells neither"});
    if (!d.netbios_name.empty() && folded(d.netbios_name) != key && !is_shared) domain.members.push_back({"netbios", 0, import::json_text(d.netbios_name)});
    domain.members.push_back({"found_in", 0, import::json_text(place_text(survey, d.place))});
    section.members.push_back({d.dns_name, 0, std::move(domain)});
  }
  scenario.members.push_back({"domains", 0, std::move(section)});
  if (JsonNode trusts = Trusts(survey).write(); !trusts.items.empty()) scenario.members.push_back({"trusts", 0, std::move(trusts)});
}

}  // namespace wmireach::exports
