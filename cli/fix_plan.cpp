// SPDX-License-Identifier: Apache-2.0
#include "cli/fix_plan.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <stdexcept>
#include <thread>

#include "cli/edit_text.hpp"
#include "cli/host_selector.hpp"
#include "import/edit_patch.hpp"
#include "import/json_patch.hpp"
#include "import/scenario_reader.hpp"
#include "rules/suggestion.hpp"

namespace wmireach::cli {
namespace {

using analyzer::CandidateEdit;
using analyzer::VerdictKind;

const std::vector<std::string>& edit_names() {
  static const auto names = [] {
    std::vector<std::string> all{"safe", "widens-access", "unsafe", "request", "account", "open-ports", "local-group", "launch-right", "access-right", "application-launch",
                                 "application-access", "namespace-right", "network-logon", "lift-logon-denial", "allow-to-authenticate", "trust"};
    for (const auto facts : {rules::host_facts(), rules::account_facts(), rules::connection_facts()})
      for (const auto& d : facts)
        if (d.stored()) all.emplace_back(d.name);
    return all;
  }();
  return names;
}

void check_name(const std::string& name, const std::string& asked) {
  const auto& known = edit_names();
  if (std::ranges::any_of(known, [&](const std::string& k) { return k == name || k.starts_with(name + "."); })) return;
  const std::string hint = rules::did_you_mean(name, known);
  throw BadInput{{{.file = asked, .message = "'" + name + "' names no change", .hint = hint.empty() ? "name a fact, a kind of change such as open-ports, or unsafe" : hint}}};
}

// "unsafe", "request", "uac", "uac.enabled" and "open-ports" each name some edits.
bool named(const CandidateEdit& c, const std::string& name) {
  const std::string own = edit_name(c.edit);
  std::string safety(to_string(c.safety));
  std::ranges::replace(safety, ' ', '-');
  return name == safety || own == name || own.starts_with(name + ".");
}

struct Constraints {
  std::set<model::Index> frozen;
  std::vector<std::string> forbidden;
  std::vector<std::pair<std::string, std::uint32_t>> costs;

  bool allow(const model::Estate& estate, const CandidateEdit& c) const {
    const auto is_frozen = [&](model::Index h) { return h != model::none && frozen.contains(h); };
    if (is_frozen(c.edit.host) || std::ranges::any_of(c.hosts, is_frozen)) return false;
    if (c.edit.account != model::none && is_frozen(estate.accounts[c.edit.account].host)) return false;
    return std::ranges::none_of(forbidden, [&](const std::string& name) { return named(c, name); });
  }
  std::uint32_t weight(const CandidateEdit& c) const {
    for (const auto& [name, cost] : costs)
      if (named(c, name)) return cost;
    return 1;
  }
};

Constraints read_constraints(const model::Estate& estate, const FixOptions& o) {
  Constraints c;
  for (const auto& where : o.freeze)
    for (const auto h : select_hosts(estate, where, "--freeze " + where)) c.frozen.insert(h);
  for (const auto& name : o.forbid) check_name(name, "--forbid " + name);
  c.forbidden = o.forbid;
  for (const auto& text : o.cost) {
    const auto equals = text.rfind('=');
    std::uint32_t cost = 0;
    const char* end = text.data() + text.size();
    const bool good = equals != std::string::npos && std::from_chars(text.data() + equals + 1, end, cost).ptr == end && cost >= 1 && cost <= 1000;
    if (!good) throw BadInput{{{.file = "--cost " + text, .message = "this is not NAME=COST", .hint = "write open-ports=3; a cost is from 1 to 1000, and a change without one costs 1"}}};
    check_name(text.substr(0, equals), "--cost " + text);
    c.costs.emplace_back(text.substr(0, equals), cost);
  }
  return c;
}

// The proof: what the patched file says, read as any file is read. A repair that does not do what was promised is a fault of this program.
ProvenSet prove(const rules::Program& program, LoadedScenario& loaded, const FixPlan& plan, const analyzer::ChangeSet& set, const rules::FrameOptions& options) {
  ProvenSet p;
  std::vector<model::Edit> edits;
  for (const auto i : set.edits) {
    p.edits.push_back(&plan.fix.candidates[i]);
    edits.push_back(plan.fix.candidates[i].edit);
    p.safety = std::max(p.safety, plan.fix.candidates[i].safety);
  }
  p.least = set.proven_least;
  p.patch = import::patch_of(loaded.json, loaded.estate, edits);
  import::JsonNode patched = loaded.json;
  import::Diagnostics problems;
  import::apply_patch(patched, p.patch, "the repair", problems);
  const auto estate = import::read_scenario(patched, "the repaired scenario", problems);
  if (!estate) throw std::runtime_error("a repair makes a scenario that cannot be read: " + problems.front().message + " at " + problems.front().pointer);
  const auto after = [&](model::Index i) { return predict(program, *estate, estate->find_connection(loaded.estate.connections[i].id), options).verdict.kind; };
  for (std::uint32_t i = 0; i < plan.wanted.size(); ++i) {
    p.after.push_back(after(plan.wanted[i]));
    const bool excused = std::ranges::binary_search(plan.fix.beyond_repair, i) ||
                         (p.after.back() == VerdictKind::undetermined && std::ranges::binary_search(plan.fix.only_known_blockers, i));
    if (p.after.back() != VerdictKind::connects && !excused)
      throw std::runtime_error("the repair of " + loaded.estate.connections[plan.wanted[i]].id + " did not hold when it was predicted again");
  }
  for (const auto g : plan.guarded)
    if (after(g) != VerdictKind::connects) throw std::runtime_error("a repair spoils " + loaded.estate.connections[g].id);
  return p;
}

}  // namespace

std::vector<model::Index> not_connecting(const rules::Program& program, const model::Estate& estate, const rules::FrameOptions& options) {
  std::vector<model::Index> out;
  for (model::Index i = 0; i < estate.connections.size(); ++i)
    if (predict(program, estate, i, options).verdict.kind != VerdictKind::connects) out.push_back(i);
  return out;
}

FixPlan plan_fix(RuleSet& rules, LoadedScenario& loaded, const FixOptions& fix_options, const std::vector<model::Index>& chosen, const rules::FrameOptions& options) {
  FixPlan plan;
  const Constraints constraints = read_constraints(loaded.estate, fix_options);
  for (model::Index i = 0; i < loaded.estate.connections.size(); ++i) {
    const bool wanted = std::ranges::find(chosen, i) != chosen.end();
    Prediction p = predict(rules.program(), loaded.estate, i, options);
    if (wanted) {
      plan.wanted.push_back(i);
      plan.before.push_back(std::move(p));
    } else if (p.verdict.kind == VerdictKind::connects) {
      plan.guarded.push_back(i);
    }
  }
  analyzer::FixRequest request{.wanted = plan.wanted, .guarded = plan.guarded};
  request.alternatives = fix_options.alternatives > 0 ? fix_options.alternatives : plan.wanted.size() == 1 ? 3 : 1;
  request.allowed = [&](const CandidateEdit& c) { return constraints.allow(loaded.estate, c); };
  request.weight = [&](const CandidateEdit& c) { return constraints.weight(c); };
  const analyzer::RemedyIndex remedies(rules.catalogue());
  plan.fix = analyzer::fix(rules.program(), remedies, loaded.estate, request, options);
  const unsigned threads = std::max(1U, std::thread::hardware_concurrency());
  for (const auto& set : plan.fix.sets) {
    plan.sets.push_back(prove(rules.program(), loaded, plan, set, options));
    std::vector<model::Edit> edits;
    for (const auto* c : plan.sets.back().edits) edits.push_back(c->edit);
    plan.sets.back().opened = analyzer::opened_pairs(rules.program(), loaded.estate, edits, plan.wanted, options, threads);
  }
  return plan;
}

}  // namespace wmireach::cli
