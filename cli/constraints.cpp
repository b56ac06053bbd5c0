// SPDX-License-Identifier: Apache-2.0
#include "cli/constraints.hpp"

#include <algorithm>
#include <charconv>

#include "cli/edit_text.hpp"
#include "cli/host_selector.hpp"
#include "cli/session.hpp"
#include "rules/suggestion.hpp"

namespace wmireach::cli {

using analyzer::CandidateEdit;

namespace {

void check_name(const std::string& name, const std::string& asked) {
  std::vector<std::string> known{"safe", "widens-access", "unsafe"};
  known.insert(known.end(), edit_names().begin(), edit_names().end());
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

}  // namespace

bool Constraints::allow(const model::Estate& estate, const CandidateEdit& c) const {
  const auto is_frozen = [&](model::Index h) { return h != model::none && frozen.contains(h); };
  if (is_frozen(c.edit.host) || std::ranges::any_of(c.hosts, is_frozen)) return false;
  if (c.edit.account != model::none && is_frozen(estate.accounts[c.edit.account].host)) return false;
  return std::ranges::none_of(forbidden, [&](const std::string& name) { return named(c, name); });
}

std::uint32_t Constraints::weight(const CandidateEdit& c) const {
  for (const auto& [name, cost] : costs)
    if (named(c, name)) return cost;
  return 1;
}

Constraints read_constraints(const model::Estate& estate, const ConstraintOptions& o) {
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

}  // namespace wmireach::cli
