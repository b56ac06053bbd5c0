// SPDX-License-Identifier: Apache-2.0
#include "analyzer/reach.hpp"

#include <unordered_map>

#include "model/same_statement.hpp"

namespace wmireach::analyzer {

using model::folded;
using model::Index;

Reach::Reach(const model::Estate& before, const model::Estate& after) : after_(before.hosts.size(), model::none), changed_(before.hosts.size(), true) {
  std::unordered_map<std::string, Index> by_name;
  for (Index i = 0; i < after.hosts.size(); ++i) by_name.emplace(folded(after.hosts[i].name), i);
  bool in_place = true;  // the index of a host means the same host
  for (Index i = 0; i < before.hosts.size(); ++i) {
    if (const auto found = by_name.find(folded(before.hosts[i].name)); found != by_name.end()) after_[i] = found->second;
    in_place = in_place && (after_[i] == i || (after_[i] == model::none && i >= after.hosts.size()));
  }
  shared_ = in_place && same_surroundings(before, after);
  if (!shared_) return;
  for (Index i = 0; i < before.hosts.size(); ++i)
    if (after_[i] != model::none) changed_[i] = !same_statement(before.hosts[i], after.hosts[after_[i]]);
}

bool Reach::everywhere(const model::Connection& before, const model::Connection& after) const {
  return !shared_ || !same_request(before, after) || (before.third != model::none && changed_[before.third]);
}

bool Reach::reaches(const model::Connection& before, const model::Connection& after) const {
  return everywhere(before, after) || after_[before.from] != after.from || after_[before.to] != after.to || changed_[before.from] || changed_[before.to];
}

}  // namespace wmireach::analyzer
