// SPDX-License-Identifier: Apache-2.0
#include "viz/trust_line.hpp"

#include "viz/palette.hpp"
#include "viz/style.hpp"

namespace wmireach::viz {
namespace {

using model::Truth;

// A scenario that only names a forest says nothing of how its domains hang together; the names of a child and its parent do.
bool child_by_name(const model::Estate& estate, const model::Trust& t) {
  const std::string a = model::folded(estate.domains[t.trusting].name), b = model::folded(estate.domains[t.trusted].name);
  return a.ends_with("." + b) || b.ends_with("." + a);
}

std::string kind_word(const model::Estate& estate, const model::Trust& t) {
  switch (t.kind) {
    case model::TrustKind::parent_child: return child_by_name(estate, t) ? "parent-child" : "same forest";
    case model::TrustKind::forest: return "forest trust";
    case model::TrustKind::external: return "external trust";
    case model::TrustKind::shortcut: return "shortcut trust";
    case model::TrustKind::realm: return "realm trust";
  }
  return "";
}

bool usually_transitive(model::TrustKind kind) { return kind != model::TrustKind::external && kind != model::TrustKind::realm; }
bool usually_filtered(model::TrustKind kind) { return kind == model::TrustKind::external || kind == model::TrustKind::forest; }

// What is as usual for the kind needs no word: its sign says it.
Lines label(const model::Estate& estate, const model::Trust& t) {
  Lines lines{kind_word(estate, t)};
  if (t.selective_authentication == Truth::True) lines.emplace_back("selective authentication");
  if (t.selective_authentication == Truth::Unknown) lines.emplace_back("selective authentication?");
  if (t.transitive != usually_transitive(t.kind)) lines.emplace_back(t.transitive ? "transitive" : "not transitive");
  if (t.filters_sids == Truth::Unknown) lines.emplace_back("SID filtering?");
  else if ((t.filters_sids == Truth::True) != usually_filtered(t.kind)) lines.emplace_back(t.filters_sids == Truth::True ? "SID filtering" : "no SID filtering");
  return lines;
}

Lines tooltip(const model::Estate& estate, const model::Trust& t) {
  const bool both = t.direction == model::TrustDirection::two_way;
  const std::string &trusting = estate.domains[t.trusting].name, &trusted = estate.domains[t.trusted].name;
  const auto word = [](Truth x, const std::string& what) { return x == Truth::Unknown ? what + " is not known" : (x == Truth::True ? "" : "no ") + what; };
  Lines lines{trusting + (both ? " \u2194 " : " \u2192 ") + trusted, kind_word(estate, t) + (t.transitive ? ", transitive" : ", not transitive")};
  lines.push_back(both ? "each accepts accounts of the other" : trusting + " accepts accounts of " + trusted);
  lines.push_back(word(t.selective_authentication, "selective authentication") + ", " + word(t.filters_sids, "SID filtering"));
  return lines;
}

}  // namespace

Attributes trust_line(const model::Estate& estate, const model::Trust& t) {
  // A square and a ring, hollow and full, differ in grey as well. Within a line of signs the first one is nearest to the domain.
  std::string guards;
  if (t.selective_authentication == Truth::True) guards += "box";
  if (t.filters_sids == Truth::True) guards += "odot";
  const bool both = t.direction == model::TrustDirection::two_way;
  Attributes look{line_label(label(estate, t)), {"tooltip", tooltip(estate, t)}, {"color", palette::ink},
                  {"arrowhead", "onormal" + (both ? guards : "")}, {"arrowtail", both ? "onormal" + guards : guards.empty() ? "none" : guards}, {"dir", "both"}, {"arrowsize", "0.9"}};
  if (t.kind == model::TrustKind::forest) look.push_back({"penwidth", "2.4"});
  if (!t.transitive) look.push_back({"style", "dashed"});
  return look;
}

std::string trust_legend_rows() {
  using palette::ink;
  return legend_row({"b", "1", "solid", ink, "trusting &#9655; trusted domain"}) +
         legend_row({"b", "2", "solid", ink, "forest trust"}) + legend_row({"b", "1", "dashed", ink, "not transitive"}) +
         legend_sign("&#9632;", "selective authentication") + legend_sign("&#9675;", "SID filtering");
}

}  // namespace wmireach::viz
