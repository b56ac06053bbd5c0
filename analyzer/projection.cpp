// SPDX-License-Identifier: Apache-2.0
#include "analyzer/projection.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace wmireach::analyzer {

Projection::Projection(const HostKeys& keys, const HostGroups& clients, const HostGroups& targets)
    : keys_(&keys), clients_{&clients, std::vector<std::uint32_t>(clients.size(), 0), {0}, {}}, targets_{&targets, std::vector<std::uint32_t>(targets.size(), 0), {0}, {}} {}

bool Projection::learn(PairFrame& frame, std::span<const rules::Input> inputs) {
  // The frame's own list of inputs is overwritten while keys are made.
  const std::vector<rules::Input> all(inputs.begin(), inputs.end());
  const bool one = learn(frame, all, clients_), other = learn(frame, all, targets_);
  return one || other;
}

bool Projection::learn(PairFrame& frame, std::span<const rules::Input> inputs, Axis& axis) {
  std::vector<rules::Input> fresh;
  for (const rules::Input& input : inputs)
    if (input.side == axis.groups->side() && !std::ranges::binary_search(axis.inputs, input)) fresh.push_back(input);
  std::ranges::sort(fresh);
  fresh.erase(std::ranges::unique(fresh).begin(), fresh.end());
  if (fresh.empty()) return false;
  std::unordered_map<std::string, std::uint32_t> ids;
  axis.first.clear();
  Key key;
  for (std::uint32_t g = 0; g < axis.groups->size(); ++g) {
    key.clear();
    key.number(axis.of[g]);
    axis.groups->add_key(frame, *keys_, g, fresh, key);
    const auto [found, is_new] = ids.try_emplace(key.bytes(), static_cast<std::uint32_t>(axis.first.size()));
    if (is_new) axis.first.push_back(g);
    axis.of[g] = found->second;
  }
  axis.inputs.insert(axis.inputs.end(), fresh.begin(), fresh.end());
  std::ranges::sort(axis.inputs);
  return true;
}

bool Projection::find_pair(std::uint32_t row, std::uint32_t column, Groups& groups) const {
  const auto fits = [&](std::uint32_t c, std::uint32_t t) {
    if (example_of((*clients_.groups)[c], (*targets_.groups)[t]).from == model::none) return false;
    groups = {c, t};
    return true;
  };
  const std::uint32_t c = clients_.first[row], t = targets_.first[column];
  if (fits(c, t)) return true;
  // Both are the same host, alone in its group: any other group of the row or the column has another one.
  for (std::uint32_t g = c + 1; g < clients_.of.size(); ++g)
    if (clients_.of[g] == row && fits(g, t)) return true;
  for (std::uint32_t g = t + 1; g < targets_.of.size(); ++g)
    if (targets_.of[g] == column && fits(c, g)) return true;
  return false;
}

}  // namespace wmireach::analyzer
