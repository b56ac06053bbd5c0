// SPDX-License-Identifier: Apache-2.0
#include "analyzer/narrow_rules.hpp"

#include <algorithm>
#include <set>

#include "analyzer/obstacles.hpp"

namespace wmireach::analyzer {
namespace {

using model::Edit;
using model::Index;

enum class State : std::uint8_t { works, not_known, fails };

class Narrowing {
 public:
  Narrowing(const rules::Program& program, model::Estate& estate, const std::vector<Index>& connections, const rules::FrameOptions& options,
            const std::vector<const Edit*>& set)
      : program_(program), estate_(estate), connections_(connections), options_(options), with_all_(states(connections, set)) {}

  // The edit with the hosts of those connections only that are worse off without it, beside the others.
  Edit narrowed(const Edit& edit, const std::vector<const Edit*>& others) {
    const auto about = [](const std::vector<Index>& hosts, Index h) { return std::ranges::binary_search(hosts, h); };
    std::vector<Index> served;
    std::vector<State> with;
    for (std::size_t i = 0; i < connections_.size(); ++i) {
      const auto& q = estate_.connections[connections_[i]];
      if (!(about(edit.from_hosts, q.from) && about(edit.to_hosts, q.to)) && !(about(edit.from_hosts, q.to) && about(edit.to_hosts, q.from))) continue;
      served.push_back(connections_[i]);
      with.push_back(with_all_[i]);
    }
    const auto without = states(served, others);
    std::set<Index> from, to;
    for (std::size_t i = 0; i < served.size(); ++i) {
      if (without[i] <= with[i]) continue;
      for (const Index h : {estate_.connections[served[i]].from, estate_.connections[served[i]].to}) {
        if (about(edit.from_hosts, h)) from.insert(h);
        if (about(edit.to_hosts, h)) to.insert(h);
      }
    }
    Edit narrow = edit;
    if (from.empty() || to.empty()) return narrow;
    narrow.from_hosts.assign(from.begin(), from.end());
    narrow.to_hosts.assign(to.begin(), to.end());
    return narrow;
  }

 private:
  std::vector<State> states(const std::vector<Index>& connections, const std::vector<const Edit*>& edits) {
    model::EstateEditor editor(estate_);
    for (const Edit* e : edits) editor.apply(*e);
    std::vector<State> out;
    for (const Index c : connections) {
      rules::FactFrame frame(estate_, c, options_);
      const auto found = obstacles(program_, frame, options_);
      const bool fails = std::ranges::any_of(found, [](const Obstacle& o) { return !o.of_unknown; });
      out.push_back(fails ? State::fails : found.empty() ? State::works : State::not_known);
    }
    return out;
  }

  const rules::Program& program_;
  model::Estate& estate_;
  const std::vector<Index>& connections_;
  const rules::FrameOptions& options_;
  std::vector<State> with_all_;  // of each connection; a narrower rule leaves them as they are
};

}  // namespace

void narrow_rules(const rules::Program& program, model::Estate& estate, const std::vector<Index>& connections, const rules::FrameOptions& options, Fix& fix) {
  for (ChangeSet& set : fix.sets) {
    std::vector<const Edit*> whole;
    for (const std::uint32_t number : set.edits) whole.push_back(&fix.candidates[number].edit);
    Narrowing narrowing(program, estate, connections, options, whole);
    for (std::uint32_t& number : set.edits) {
      const CandidateEdit& wide = fix.candidates[number];
      if (wide.edit.kind != model::EditKind::open_ports || wide.edit.from_hosts.size() + wide.edit.to_hosts.size() <= 2) continue;
      std::vector<const Edit*> others;
      for (const std::uint32_t other : set.edits)
        if (other != number) others.push_back(&fix.candidates[other].edit);
      CandidateEdit narrow = wide;
      narrow.edit = narrowing.narrowed(wide.edit, others);
      narrow.hosts = model::changed_hosts(estate, narrow.edit);
      number = static_cast<std::uint32_t>(fix.candidates.size());
      fix.candidates.push_back(std::move(narrow));
    }
    std::ranges::sort(set.edits);
  }
}

}  // namespace wmireach::analyzer
