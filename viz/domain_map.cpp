// SPDX-License-Identifier: Apache-2.0
#include "viz/domain_map.hpp"

#include <algorithm>
#include <numeric>

#include "viz/label.hpp"
#include "viz/palette.hpp"
#include "viz/style.hpp"
#include "viz/trust_line.hpp"

namespace wmireach::viz {

using model::Index;

namespace {

constexpr std::size_t most_trusts = 60;  // more lines than that are a tangle

}  // namespace

std::vector<std::size_t> hosts_by_domain(const model::Estate& estate) {
  std::vector<std::size_t> hosts(estate.domains.size());
  for (const auto& h : estate.hosts)
    if (h.domain != model::none) ++hosts[h.domain];
  return hosts;
}

std::vector<Index> weightiest_domains(const model::Estate& estate, const std::vector<std::size_t>& hosts, std::size_t limit) {
  std::vector<std::pair<std::size_t, std::size_t>> weight(estate.domains.size());
  for (const auto& t : estate.trusts)
    for (const Index d : {t.trusting, t.trusted}) ++weight[d].first;
  for (Index d = 0; d < weight.size(); ++d) weight[d].second = hosts[d];
  std::vector<Index> shown(estate.domains.size());
  std::iota(shown.begin(), shown.end(), Index{0});
  std::ranges::stable_sort(shown, std::ranges::greater{}, [&](Index d) { return weight[d]; });
  shown.resize(std::min(shown.size(), limit));
  std::ranges::sort(shown);
  return shown;
}

std::string domain_id(Index domain) { return "domain" + std::to_string(domain); }

void draw_domain(Dot& dot, const model::Estate& estate, Index domain, std::size_t hosts, const Attributes& more) {
  const auto& d = estate.domains[domain];
  const std::string count = std::to_string(hosts) + (hosts == 1 ? " computer" : " computers");
  dot.node(domain_id(domain), Attributes{{"label", Lines{shortened(d.name, name_limit), count}}, {"tooltip", d.netbios.empty() ? d.name : d.name + " (" + d.netbios + ")"},
                                         {"shape", "ellipse"}, {"style", "filled"}, {"fillcolor", palette::paper}} + more);
}

std::size_t draw_trusts(Dot& dot, const model::Estate& estate, const std::vector<Index>& domains) {
  std::size_t drawn = 0, left_out = 0;
  for (const auto& t : estate.trusts) {
    if (!std::ranges::binary_search(domains, t.trusting) || !std::ranges::binary_search(domains, t.trusted)) continue;
    if (++drawn > most_trusts) ++left_out;
    else dot.edge(domain_id(t.trusting), domain_id(t.trusted), trust_line(estate, t));
  }
  return left_out;
}

void draw_domains(Dot& dot, const model::Estate& estate, std::size_t limit) {
  if (estate.domains.empty()) return;
  const auto hosts = hosts_by_domain(estate);
  const auto shown = weightiest_domains(estate, hosts, limit);
  const std::size_t left_out = estate.domains.size() - shown.size();
  const std::string more = left_out == 0 ? "" : ", and " + std::to_string(left_out) + " more";
  dot.open_cluster("domains", Attributes{{"label", "domains and trusts" + more}} + zone_look());
  for (const Index d : shown) draw_domain(dot, estate, d, hosts[d], {});
  dot.close_cluster();
  draw_trusts(dot, estate, shown);
}

}  // namespace wmireach::viz
