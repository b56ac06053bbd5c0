// SPDX-License-Identifier: Apache-2.0
#include "cli/matrix_result.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cli/class_words.hpp"
#include "cli/sentences.hpp"

namespace wmireach::cli {
namespace {

using model::Index;

// `key_of` gives each host what its group is sorted by, `name_of` the name of a group from a host in it.
template <class KeyOf, class NameOf>
std::vector<HostGroup> groups_of(const MatrixResult& r, KeyOf key_of, NameOf name_of) {
  const auto& hosts = r.estate.hosts;
  std::map<decltype(key_of(hosts.front())), std::vector<Index>> members;
  for (Index i = 0; i < hosts.size(); ++i) members[key_of(hosts[i])].push_back(i);
  std::vector<Index> group_of(hosts.size());
  std::vector<HostGroup> groups;
  for (const auto& [key, list] : members) {
    for (const Index i : list) group_of[i] = static_cast<Index>(groups.size());
    groups.push_back({name_of(hosts[list.front()]), list.size(), {}});
  }
  const auto counts = analyzer::by_group(r.matrix, r.request, group_of, groups.size());
  for (std::size_t i = 0; i < groups.size(); ++i) groups[i].counts = counts[i];
  std::erase_if(groups, [](const HostGroup& g) { return g.counts.as_client.all() == 0 && g.counts.as_target.all() == 0; });
  return groups;
}

std::string counted(std::uint64_t n, std::string_view what, std::string_view before_s = "") {
  return fmt::format("{} {}{}", n, what, n == 1 ? "" : std::string(before_s) + "s");
}

}  // namespace

std::vector<HostGroup> by_release(const MatrixResult& r) {
  const auto key = [](const model::Host& h) {
    const auto& os = h.facts[static_cast<std::size_t>(rules::HostFact::os)];
    return os.known ? os.value : INT64_MAX;
  };
  return groups_of(r, key, release_text);
}

std::vector<HostGroup> by_baseline(const MatrixResult& r) {
  if (std::ranges::all_of(r.estate.hosts, [](const auto& h) { return h.baseline.empty(); })) return {};
  const auto key = [](const model::Host& h) { return std::pair(h.baseline.empty(), std::string_view(h.baseline)); };
  return groups_of(r, key, [](const model::Host& h) { return h.baseline.empty() ? "no baseline" : h.baseline; });
}

std::string request_line(const MatrixResult& r) {
  rules::FactFrame frame(r.estate, r.request.connection, r.options);
  return fmt::format("the request of {}: {}", frame.connection().id, request_text(frame));
}

std::string size_line(const MatrixResult& r, std::uint64_t pairs) {
  return fmt::format("{}, {}, {}, {} of hosts", counted(r.request.from.size(), "client"), counted(r.request.to.size(), "target"), counted(pairs, "pair"),
                     counted(r.matrix.classes.members.size(), "class", "e"));
}

std::string zone_text(const model::Estate& estate, Index zone) { return zone == model::none ? "no zone" : estate.zones[zone].name; }

}  // namespace wmireach::cli
