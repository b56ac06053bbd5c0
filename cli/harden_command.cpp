// SPDX-License-Identifier: Apache-2.0
// The largest set of settings to tighten and openings to close, and why each of the others stays.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <stdexcept>

#include "analyzer/harden.hpp"
#include "cli/commands.hpp"
#include "cli/edit_text.hpp"
#include "cli/harden_json.hpp"
#include "cli/prediction.hpp"
#include "cli/proof.hpp"
#include "cli/required_pairs.hpp"
#include "cli/second_output.hpp"
#include "cli/text_output.hpp"
#include "import/json_writer.hpp"

namespace wmireach::cli {
namespace {

using analyzer::Hardening;
using analyzer::VerdictKind;

// Edits that say the same of several hosts stand in one line.
std::string grouped(const model::Estate& estate, const Hardening& h) {
  struct Line {
    std::string text;
    std::vector<std::string> hosts;
  };
  std::vector<Line> lines;
  std::map<std::pair<std::uint16_t, std::int64_t>, std::size_t> of_fact;
  for (const auto i : h.tightened) {
    const auto& e = h.candidates[i].edit;
    if (e.kind != model::EditKind::host_fact) {
      lines.push_back({edit_text(estate, e), {}});
      continue;
    }
    const auto [at, is_new] = of_fact.emplace(std::pair{e.fact, e.value}, lines.size());
    if (is_new) lines.push_back({fmt::format("set {} to {}", rules::host_facts()[e.fact].name, rules::write_value(rules::host_facts()[e.fact].type(), e.value)), {}});
    for (const auto host : h.candidates[i].hosts) lines[at->second].hosts.push_back(estate.hosts[host].name);
  }
  std::string out;
  for (const auto& line : lines) {
    out += "  " + line.text;
    constexpr std::size_t shown = 6;
    for (std::size_t i = 0; i < line.hosts.size() && i < shown; ++i) out += (i == 0 ? " on " : ", ") + line.hosts[i];
    if (line.hosts.size() > shown) out += fmt::format(" and {} more", line.hosts.size() - shown);
    out += "\n";
  }
  return out;
}

std::string report(const Style& style, const rules::Program& program, const model::Estate& estate, const std::vector<model::Index>& required, const Hardening& h) {
  if (required.empty()) return "no connection has to go on working, so everything can be closed; name connections, or make one work first\n";
  if (!h.found) return "the search was cut short; nothing is proposed\n";
  std::string out = fmt::format("{} of {} tightenings can be made while {} {} working, {}\n", h.tightened.size(), h.candidates.size(), required.size(),
                                required.size() == 1 ? "connection goes on" : "connections go on", h.proven_largest ? "proven to be the most" : "not proven to be the most");
  if (!h.tightened.empty()) out += "\n" + style.bold("tighten") + "\n" + grouped(estate, h);
  if (!h.kept.empty()) out += "\n" + style.bold("stays as it is, and why") + "\n";
  for (const auto& k : h.kept)
    out += fmt::format("  not: {}\n       {} would {}\n", edit_text(estate, h.candidates[k.edit].edit), estate.connections[k.connection].id,
                       k.rule ? fmt::format("fail at {}, {}", to_string(program.rules()[*k.rule].stage), program.rules()[*k.rule].name) : "be undetermined");
  return out;
}

}  // namespace

int harden(const Options& options, const HardenOptions& harden_options, const std::string& scenario, const std::vector<std::string>& connections) {
  check_second_output(options, "--patch", harden_options.patch, scenario);
  RuleSet rules(options);
  LoadedScenario loaded = load_with_json(rules.program(), scenario, harden_options.overlay);
  const rules::FrameOptions frame = frame_options(options);
  const std::size_t stated = loaded.estate.connections.size();
  std::vector<model::Index> required;
  add_required_pairs(loaded.estate);
  for (auto i = static_cast<model::Index>(stated); i < loaded.estate.connections.size(); ++i)
    if (predict(rules.program(), loaded.estate, i, frame).verdict.kind == VerdictKind::connects) required.push_back(i);
  for (const auto i : chosen_connections(loaded.estate, connections, scenario)) {
    if (i >= stated) continue;
    const bool works = predict(rules.program(), loaded.estate, i, frame).verdict.kind == VerdictKind::connects;
    if (works) required.push_back(i);
    else if (!connections.empty())
      throw BadInput{{{.file = scenario, .message = "the connection '" + loaded.estate.connections[i].id + "' does not work now", .hint = "mend it first: wmireach fix"}}};
  }
  std::ranges::sort(required);
  if (required.empty() && !harden_options.patch.empty())
    throw BadInput{{{.file = "--patch " + harden_options.patch, .message = "no connection has to go on working, so everything could be closed", .hint = "make one work first: wmireach fix"}}};
  const Constraints constraints = read_constraints(loaded.estate, harden_options.constraints);
  const Hardening h = analyzer::harden(rules.program(), loaded.estate, required, frame, [&](const auto& c) { return constraints.allow(loaded.estate, c); });
  std::vector<model::Edit> edits;
  for (const auto i : h.tightened) edits.push_back(h.candidates[i].edit);
  const PatchedScenario tightened = patched(loaded, edits);
  for (const auto i : required)
    if (!is_required_pair(loaded.estate.connections[i]) && verdict_after(rules.program(), tightened, loaded.estate.connections[i], frame) != VerdictKind::connects)
      throw std::runtime_error("a hardening breaks " + loaded.estate.connections[i].id);
  if (const auto spoilt = requirements_spoilt(rules.program(), loaded.estate, tightened.estate, frame); !spoilt.empty())
    throw BadInput{{{.file = scenario, .message = "the requirement '" + spoilt.front() + "' would not hold any more", .hint = "it has too many pairs for harden to search by; leave changes out with --forbid or --freeze"}}};
  if (!harden_options.patch.empty()) write_output(harden_options.patch, import::write_json(tightened.patch));
  const Style style = text_style(options);
  if (options.format == "json") write_output(options.output, harden_json(rules.program(), loaded.estate, required, h, tightened.patch));
  else if (!options.quiet || !h.found) write_text(options, report(style, rules.program(), loaded.estate, required, h));
  return h.found ? as_expected : not_as_expected;
}

}  // namespace wmireach::cli
