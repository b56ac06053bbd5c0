// SPDX-License-Identifier: Apache-2.0
#include "analyzer/matrix.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <memory>

#include "analyzer/port_limits.hpp"
#include "rules/fact_id.hpp"

namespace wmireach::analyzer {
namespace {

using model::Index;

// Every host that takes part, by its groups, its zone and its release.
class Classes {
 public:
  Classes(const model::Estate& estate, const HostGroups& clients, const HostGroups& targets) {
    const std::size_t n = estate.hosts.size();
    std::vector<std::uint32_t> client(n, model::none), target(n, model::none);
    for (std::size_t i = 0; i < clients.hosts().size(); ++i) client[clients.hosts()[i]] = clients.group_of(i);
    for (std::size_t i = 0; i < targets.hosts().size(); ++i) target[targets.hosts()[i]] = targets.group_of(i);
    std::map<std::array<std::int64_t, 5>, Index> ids;
    hosts.of_host.assign(n, model::none);
    for (Index h = 0; h < n; ++h) {
      const bool is_client = client[h] != model::none, is_target = target[h] != model::none;
      if (!is_client && !is_target) continue;
      const model::Fact& os = estate.hosts[h].facts[static_cast<std::size_t>(rules::HostFact::os)];
      const auto [found, is_new] = ids.try_emplace({client[h], target[h], estate.hosts[h].zone, os.known ? 1 : 0, os.known ? os.value : 0}, static_cast<Index>(ends.size()));
      if (is_new) {
        ends.push_back({client[h], target[h], 0, 0, 0});
        hosts.members.emplace_back();
      }
      ClassEnds& e = ends[found->second];
      e.clients += is_client ? 1 : 0;
      e.targets += is_target ? 1 : 0;
      e.both += is_client && is_target ? 1 : 0;
      hosts.members[found->second].push_back(h);
      hosts.of_host[h] = found->second;
    }
  }
  HostClasses hosts;
  std::vector<ClassEnds> ends;
};

std::vector<std::optional<std::uint32_t>> errors_of(const rules::Program& program) {
  std::vector<std::optional<std::uint32_t>> errors;
  for (const auto& rule : program.rules()) errors.push_back(rule.errors.empty() ? std::nullopt : std::optional(rule.errors.front().code));
  return errors;
}

}  // namespace

Matrix matrix(const rules::Program& program, const model::Estate& estate, const MatrixRequest& request, const rules::FrameOptions& options, unsigned threads) {
  const MatrixTask task{program, estate, request.connection, options, port_limits(estate)};
  const HostKeys keys(estate, request.connection);
  HostGroups clients(rules::client_side, request.from, request.to), targets(rules::target_side, request.to, request.from);
  std::vector<std::unique_ptr<PairFrame>> owners;
  std::vector<PairFrame*> frames;
  for (unsigned i = 0; i < std::max(1U, threads); ++i) frames.push_back(owners.emplace_back(std::make_unique<PairFrame>(task)).get());

  PairVerdicts judged{{}, std::vector<RulePairs>(program.rules().size())};
  if (clients.size() > 0 && targets.size() > 0) {
    do {  // what only a few pairs look at may split a group once more
      hold_all(frames, keys, clients, targets);
      if (request.progress != nullptr) {
        request.progress->done = 0;
        request.progress->all = std::size_t{clients.size()} * targets.size();
      }
      judged = judge_pairs(frames, keys, clients, targets, request.progress != nullptr ? &request.progress->done : nullptr);
    } while (split_by_observed(frames, keys, clients, targets));
  }
  Classes classes(estate, clients, targets);
  return {std::move(classes.hosts), MatrixCells(std::move(classes.ends), std::move(judged.verdicts), targets.size(), errors_of(program)), std::move(judged.rules), clients.observed(), targets.observed()};
}

}  // namespace wmireach::analyzer
