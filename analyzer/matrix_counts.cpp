// SPDX-License-Identifier: Apache-2.0
#include "analyzer/matrix_counts.hpp"

#include <algorithm>
#include <tuple>

namespace wmireach::analyzer {
namespace {

using model::Index;

// How many hosts of a class are in a group: as clients, as targets, as both.
struct Share {
  std::uint64_t from = 0, to = 0, both = 0;
};
using Shares = std::map<Index, Share>;  // by group

}  // namespace

VerdictCounts all_pairs(const Matrix& matrix) {
  VerdictCounts all;
  for (const auto& c : matrix.cells) all.add(c.kind, c.pairs);
  return all;
}

std::vector<MatrixReason> reasons(const Matrix& matrix) {
  std::map<std::tuple<bool, std::uint32_t, std::optional<std::uint32_t>>, std::uint64_t> pairs;
  for (const auto& c : matrix.cells) {
    if (c.first_blocker) pairs[{false, *c.first_blocker, c.error}] += c.pairs;
    else if (c.kind == VerdictKind::fails) pairs[{true, 0, std::nullopt}] += c.pairs;
  }
  std::vector<MatrixReason> out;
  for (const auto& [key, n] : pairs) {
    const auto& [several, rule, error] = key;
    out.push_back({several ? std::nullopt : std::optional(rule), error, n});
  }
  return out;
}

std::vector<RoleCounts> by_class(const Matrix& matrix) {
  std::vector<RoleCounts> counts(matrix.classes.members.size());
  for (const auto& c : matrix.cells) {
    counts[c.from_class].as_client.add(c.kind, c.pairs);
    counts[c.to_class].as_target.add(c.kind, c.pairs);
  }
  return counts;
}

ZonePairs by_zone(const model::Estate& estate, const Matrix& matrix) {
  std::vector<Index> zone_of;  // hosts of a class share their zone
  for (const auto& members : matrix.classes.members) zone_of.push_back(estate.hosts[members.front()].zone);
  ZonePairs pairs;
  for (const auto& c : matrix.cells) pairs[{zone_of[c.from_class], zone_of[c.to_class]}].add(c.kind, c.pairs);
  return pairs;
}

std::vector<RoleCounts> by_group(const Matrix& matrix, const MatrixRequest& request, const std::vector<Index>& group_of, std::size_t groups) {
  std::vector<Shares> shares(matrix.classes.members.size());
  std::vector<Share> whole(shares.size());
  const auto count = [&](Index host, std::uint64_t Share::*role) {
    const Index host_class = matrix.classes.of_host[host];
    ++(shares[host_class][group_of[host]].*role);
    ++(whole[host_class].*role);
  };
  std::vector<bool> is_client(matrix.classes.of_host.size());
  for (const Index h : request.from) {
    count(h, &Share::from);
    is_client[h] = true;
  }
  for (const Index h : request.to) {
    count(h, &Share::to);
    if (is_client[h]) count(h, &Share::both);
  }
  std::vector<RoleCounts> counts(groups);
  for (const auto& c : matrix.cells) {
    const bool same = c.from_class == c.to_class;  // the pairs of a host with itself are here
    for (const auto& [group, share] : shares[c.from_class]) counts[group].as_client.add(c.kind, share.from * whole[c.to_class].to - (same ? share.both : 0));
    for (const auto& [group, share] : shares[c.to_class]) counts[group].as_target.add(c.kind, share.to * whole[c.from_class].from - (same ? share.both : 0));
  }
  return counts;
}

}  // namespace wmireach::analyzer
