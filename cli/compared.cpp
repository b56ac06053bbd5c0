// SPDX-License-Identifier: Apache-2.0
#include "cli/compared.hpp"

#include <algorithm>

#include "import/edit_patch.hpp"
#include "rules/suggestion.hpp"

namespace wmireach::cli {
namespace {

using observation::Agreement;

std::vector<SuspectPlace> places(std::vector<observation::Suspect> ranked) {
  std::vector<SuspectPlace> out;
  for (auto& s : ranked) {
    const auto same = std::ranges::find_if(out, [&](const SuspectPlace& p) { return s.fact && p.values.front().fact == s.fact; });
    if (same == out.end()) out.push_back({{std::move(s)}, {}});
    else same->values.push_back(std::move(s));
  }
  return out;
}

void check_ids(const model::Estate& estate, const observation::Record& record, const std::string& file) {
  std::vector<std::string> known;
  for (const auto& c : estate.connections) known.push_back(c.id);
  import::Diagnostics wrong;
  for (std::size_t i = 0; i < record.sightings.size(); ++i) {
    const auto& s = record.sightings[i];
    if (std::ranges::find(known, s.connection) == known.end())
      wrong.push_back({.file = file, .line = s.line, .pointer = "/sightings/" + std::to_string(i) + "/connection", .message = "the scenario has no connection '" + s.connection + "'", .hint = rules::did_you_mean(s.connection, known)});
  }
  if (!wrong.empty()) throw BadInput{std::move(wrong)};
}

}  // namespace

std::vector<Compared> compare_record(RuleSet& rules, LoadedScenario& loaded, const observation::Record& record, const std::string& file, const rules::FrameOptions& options) {
  check_ids(loaded.estate, record, file);
  const analyzer::RemedyIndex remedies(rules.catalogue());
  std::vector<Compared> out;
  for (const auto& sighting : record.sightings) {
    const auto connection = find_connection(loaded.estate, sighting.connection, file);
    Compared c;
    c.sighting = &sighting;
    auto inquiry = observation::inquire(rules.program(), remedies, loaded.estate, connection, options, sighting, record.source);
    c.suspects = places(std::move(inquiry.suspects));
    c.confirmed = std::move(inquiry.confirmed);
    for (auto& place : c.suspects) if (const auto& edit = place.values.front().edit) place.patch = import::patch_of(loaded.json, loaded.estate, {*edit});
    c.prediction = predict(rules.program(), loaded.estate, connection, options);
    c.comparison = observation::compare(rules.program(), *c.prediction.frame, c.prediction.verdict, sighting, record.source);
    out.push_back(std::move(c));
  }
  return out;
}

int exit_code(const std::vector<Compared>& compared) {
  const auto any = [&](Agreement a) { return std::ranges::any_of(compared, [&](const Compared& c) { return c.comparison.agreement == a; }); };
  return any(Agreement::disagree) ? not_as_expected : any(Agreement::not_observable) || compared.empty() ? undetermined : as_expected;
}

}  // namespace wmireach::cli
