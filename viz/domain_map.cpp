// SPDX-License-Identifier: Apache-2.0
#include "viz/domain_map.hpp"

#include <algorithm>
#include <numeric>

#include "viz/label.hpp"
#include "viz/style.hpp"

namespace wmireach::viz {
namespace {

using model::Index;

std::string_view kind_word(model::TrustKind kind) {
  switch (kind) {
    case model::TrustKind::parent_child: return "same forest";
    case model::TrustKind::forest: return "forest trust";
    case model::TrustKind::external: return "external trust";
    case model::TrustKind::shortcut: return "shortcut trust";
    case model::TrustKind::realm: return "realm trust";
  }
  return "";
}

Lines trust_label(const model::Trust& t) {
  Lines lines{std::string(kind_word(t.kind))};
  if (t.selective_authentication == model::Truth::True) lines.push_back("selective");
  if (t.selective_authentication == model::Truth::Unknown) lines.push_back("selective?");
  const bool usually = t.kind != model::TrustKind::external && t.kind != model::TrustKind::realm;
  if (t.transitive != usually) lines.push_back(t.transitive ? "transitive" : "not transitive");
  return lines;
}

std::string id(Index domain) { return "domain" + std::to_string(domain); }

}  // namespace

std::string draw_domains(Dot& dot, const model::Estate& estate, std::size_t limit) {
  if (estate.domains.empty()) return "";
  std::vector<std::size_t> hosts(estate.domains.size()), weight(estate.domains.size());
  for (const auto& h : estate.hosts)
    if (h.domain != model::none) ++hosts[h.domain];
  for (const auto& t : estate.trusts)
    for (const Index d : {t.trusting, t.trusted}) weight[d] += 1000;
  for (Index d = 0; d < weight.size(); ++d) weight[d] += hosts[d];
  std::vector<Index> shown(estate.domains.size());
  std::iota(shown.begin(), shown.end(), Index{0});
  std::ranges::stable_sort(shown, std::ranges::greater{}, [&](Index d) { return weight[d]; });
  const std::size_t left_out = shown.size() > limit ? shown.size() - limit : 0;
  shown.resize(shown.size() - left_out);
  std::ranges::sort(shown);

  const std::string more = left_out == 0 ? "" : ", and " + std::to_string(left_out) + " more";
  dot.open_cluster("domains", Attributes{{"label", "domains and trusts" + more}} + zone_look());
  for (const Index d : shown) {
    const std::string& name = estate.domains[d].name;
    const std::string count = std::to_string(hosts[d]) + (hosts[d] == 1 ? " computer" : " computers");
    dot.node(id(d), {{"label", Lines{shortened(name, name_limit), count}}, {"tooltip", name},
                   {"shape", "ellipse"}, {"style", "filled"}, {"fillcolor", "#FFFFFF"}});
  }
  dot.close_cluster();
  for (const auto& t : estate.trusts) {
    if (!std::ranges::binary_search(shown, t.trusting) || !std::ranges::binary_search(shown, t.trusted)) continue;
    const bool both = t.direction == model::TrustDirection::two_way;
    const std::string tooltip = estate.domains[t.trusting].name + (both ? " \u2194 " : " \u2192 ") + estate.domains[t.trusted].name;
    dot.edge(id(t.trusting), id(t.trusted), trust_look() + Attributes{line_label(trust_label(t)), {"tooltip", tooltip}, {"dir", both ? "both" : "forward"}});
  }
  return shown.empty() ? "" : id(shown.back());
}

}  // namespace wmireach::viz
