// SPDX-License-Identifier: Apache-2.0
#include "viz/style.hpp"

#include <algorithm>

#include "viz/label.hpp"
#include "viz/palette.hpp"
#include "viz/trust_line.hpp"

namespace wmireach::viz {
namespace {

using analyzer::VerdictKind;

using namespace palette;

constexpr auto bold = "Helvetica-Bold";

constexpr std::string_view table_start = "<table border=\"1\" cellborder=\"0\" cellspacing=\"4\" color=\"#767676\"><tr><td colspan=\"2\" align=\"left\">Legend</td></tr>";

}  // namespace

Attributes node_look(Mark mark) {
  switch (mark) {
    case Mark::plain: return {{"style", "filled,rounded"}, {"fillcolor", paper}, {"color", grey}};
    case Mark::passed: return {{"style", "filled,rounded"}, {"fillcolor", paper}, {"color", green}, {"penwidth", "1.5"}};
    case Mark::limited: return {{"style", "filled,rounded,bold"}, {"fillcolor", paper}, {"color", orange}};
    case Mark::failed:
      return {{"style", "filled"}, {"fillcolor", failing_paper}, {"color", vermillion}, {"penwidth", "3"}, {"peripheries", "2"}, {"fontname", bold}};
    case Mark::latent:
      return {{"style", "filled,dashed"}, {"fillcolor", paper}, {"color", vermillion}, {"penwidth", "1.5"}, {"peripheries", "2"}};
    case Mark::undetermined: return {{"style", "filled,rounded,dotted"}, {"fillcolor", unknown_paper}, {"color", blue}, {"penwidth", "2.5"}};
    case Mark::not_reached: return {{"style", "filled,rounded,dashed"}, {"fillcolor", paper}, {"color", grey}, {"fontcolor", quiet_ink}};
  }
  return {};
}

Attributes edge_look(Mark mark) {
  switch (mark) {
    case Mark::failed: return {{"color", vermillion}, {"penwidth", "3"}};
    case Mark::latent:
    case Mark::not_reached: return {{"color", grey}, {"style", "dashed"}};
    case Mark::undetermined: return {{"color", blue}, {"style", "dotted"}, {"penwidth", "2"}};
    default: return {{"color", ink}, {"penwidth", "1.5"}};
  }
}

Attributes way_look(model::Stage stage, Mark mark) {
  if (stage != model::Stage::callback && stage != model::Stage::second_hop) return {};
  // Both ends are named, as a way to the left is an edge that is drawn backwards.
  const std::string head = stage == model::Stage::callback ? "vee" : "diamond";
  Attributes look{{"arrowhead", head}, {"arrowtail", head}, {"arrowsize", "1"}};
  if (mark == Mark::passed || mark == Mark::plain || mark == Mark::limited) look = std::move(look) + Attributes{{"color", purple}, {"penwidth", "2.5"}};
  return look;
}

std::string marked(Mark mark, std::string_view text) {
  const std::string rest = text.empty() ? "" : "  " + std::string(text);
  switch (mark) {
    case Mark::failed: return "\u00D7 FAILS" + rest;
    case Mark::latent: return "\u00D7 would also fail" + rest;
    case Mark::undetermined: return "?" + rest;
    case Mark::limited: return "!" + rest;
    default: return std::string(text);
  }
}

Attributes verdict_look(VerdictKind kind) {
  switch (kind) {
    case VerdictKind::connects: return {{"color", green}, {"penwidth", "1.5"}};
    case VerdictKind::fails:  // two parallel lines that end at a bar
      return {{"color", std::string(vermillion) + ":" + paper + ":" + vermillion}, {"penwidth", "2"}, {"arrowhead", "tee"},
              {"arrowsize", "1.2"}, {"fontname", bold}};
    case VerdictKind::undetermined: return {{"color", blue}, {"style", "dotted"}, {"penwidth", "2.5"}};
  }
  return {};
}

Attributes both_ways_look(const Attributes& look) {
  const Attributes both = look + Attributes{{"dir", "both"}};
  if (std::ranges::find(look, "arrowhead", &Attribute::name) == look.end()) return both;
  // Graphviz gives the tail the second of the colours, so that one has to be seen.
  const std::string pair = std::string(vermillion) + ":" + vermillion;
  return both + Attributes{{"arrowtail", "tee"}, {"color", pair + ":" + paper + ":" + pair}, {"penwidth", "1.4"}};
}

Attributes some_fail_look() { return {{"color", vermillion}, {"penwidth", "3"}, {"fontname", bold}}; }

Attributes presence_look(Presence presence) {
  switch (presence) {
    case Presence::same: return {{"color", grey}, {"fontcolor", quiet_ink}};
    case Presence::changed:
    case Presence::added: return {{"color", purple}, {"penwidth", "3"}, {"fontname", bold}};
    case Presence::removed: return {{"color", purple}, {"penwidth", "2"}, {"style", "dashed"}, {"fontcolor", quiet_ink}};
  }
  return {};
}

std::string presence_mark(Presence presence) {
  switch (presence) {
    case Presence::same: return "";
    case Presence::changed: return "\u2260 changed";
    case Presence::added: return "+ added";
    case Presence::removed: return "\u2212 removed";
  }
  return "";
}

Attributes faded_verdict_look(VerdictKind kind) {
  const std::string color = kind == VerdictKind::fails ? std::string(faint) + ":" + paper + ":" + faint : faint;
  return verdict_look(kind) + Attributes{{"color", color}, {"fontcolor", quiet_ink}, {"fontname", "Helvetica"}};
}

std::string verdict_mark(VerdictKind kind) {
  if (kind == VerdictKind::fails) return "\u00D7 FAILS";
  const std::string word(to_string(kind));
  return kind == VerdictKind::undetermined ? "? " + word : word;
}

Attribute line_label(Lines lines) {
  lines.emplace_back(" ");
  return {"label", std::move(lines)};
}

Attributes zone_look() {
  return {{"style", "rounded,filled"}, {"fillcolor", zone_paper}, {"color", grey}, {"labeljust", "l"}, {"fontname", bold}, {"fontsize", "12"}};
}
Attributes host_look() { return {{"style", "filled"}, {"fillcolor", paper}, {"color", ink}, {"penwidth", "1.5"}}; }
Attributes link_look() { return {{"color", palette::link}, {"penwidth", "6"}, {"arrowsize", "0.5"}, {"fontcolor", quiet_ink}}; }

void start_picture(Dot& dot, const Lines& title, const Attributes& more) {
  Lines short_lines;
  for (const auto& line : title) short_lines.push_back(shortened(line, 130));
  dot.defaults("graph", Attributes{{"label", short_lines, 'l'}, {"labelloc", "t"}, {"labeljust", "l"}, {"fontname", "Helvetica"}, {"fontsize", "16"},
                                   {"pad", "0.3"}, {"bgcolor", paper}, {"charset", "UTF-8"}} + more);
  dot.defaults("node", {{"shape", "box"}, {"fontname", "Helvetica"}, {"fontsize", "11"}, {"height", "0.3"}, {"margin", "0.12,0.05"}, {"tooltip", " "}});
  dot.defaults("edge", {{"fontname", "Helvetica"}, {"fontsize", "10"}, {"arrowsize", "0.7"}, {"tooltip", " "}});
}

std::string path_legend(Dot& dot, const std::vector<model::Stage>& ways) {
  static constexpr std::pair<Mark, std::string_view> samples[] = {
      {Mark::passed, "passed"}, {Mark::limited, "limit or warning"}, {Mark::failed, ""},
      {Mark::latent, ""}, {Mark::undetermined, "undetermined"}, {Mark::not_reached, "not reached"}};
  std::vector<std::string> ids;
  dot.open_cluster("legend", {{"label", "Legend"}, {"style", "solid"}, {"color", grey}, {"labeljust", "l"}, {"fontsize", "11"}});
  for (const auto& [mark, text] : samples) {
    ids.push_back("k" + std::to_string(ids.size()));
    dot.node(ids.back(), Attributes{{"label", marked(mark, text)}, {"fontsize", "10"}} + node_look(mark));
  }
  for (const auto way : ways) {
    const std::string start = "k" + std::to_string(ids.size()), end = "k" + std::to_string(ids.size() + 1);
    dot.node(start, {{"shape", "point"}, {"width", "0.1"}, {"height", "0.1"}, {"color", ink}});
    dot.node(end, {{"label", way == model::Stage::callback ? "callback" : "second hop"}, {"shape", "plaintext"}, {"fontsize", "10"}});
    dot.edge(start, end, edge_look(Mark::passed) + way_look(way, Mark::passed));
    ids.insert(ids.end(), {start, end});
  }
  dot.in_order(ids);
  dot.close_cluster();
  return ids.front();
}

std::string legend_row(const LegendLine& s) {
  std::string line = "<td width=\"50\" height=\"" + std::string(s.border == "6" ? "18" : "10") + "\" cellpadding=\"0\" fixedsize=\"true\"";
  for (const auto& [name, value] : {std::pair{"sides", s.sides}, {"border", s.border}, {"style", s.style}, {"color", s.color}})
    line += std::string(" ") + name + "=\"" + std::string(value) + "\"";
  return "<tr>" + line + "><font point-size=\"3\"> </font></td><td align=\"left\">" + std::string(s.text) + "</td></tr>";
}

std::string legend_sign(std::string_view sign, std::string_view text) {
  return "<tr><td>" + std::string(sign) + "</td><td align=\"left\">" + std::string(text) + "</td></tr>";
}

void legend_node(Dot& dot, const std::string& rows) {
  dot.node("legend", {Attribute::markup("label", std::string(table_start) + rows + "</table>"), {"shape", "plain"}, {"fontsize", "10"}});
}

namespace {

std::string verdict_rows(bool with_counts) {
  std::string rows = legend_row({"b", "2", "solid", green, with_counts ? "all connect" : "connects"});
  rows += legend_row({"tb", "2", "solid", vermillion, with_counts ? "<b>&#215; all FAIL</b>, ends at a bar" : "<b>&#215; FAILS</b>, ends at a bar"});
  if (with_counts) rows += legend_row({"b", "3", "solid", vermillion, "<b>&#215; some FAIL</b>"});
  return rows + legend_row({"b", "3", "dotted", blue, with_counts ? "? none fails, some undetermined" : "? undetermined"});
}

}  // namespace

void estate_legend(Dot& dot, bool with_counts, bool with_trusts) {
  legend_node(dot, verdict_rows(with_counts) + legend_row({"b", "6", "solid", palette::link, "link between zones, ports"}) + (with_trusts ? trust_legend_rows() : ""));
}

void change_legend(Dot& dot, bool with_trusts) {
  legend_node(dot, verdict_rows(false) + legend_row({"b", "2", "solid", faint, "pale: as before"}) + legend_row({"b", "6", "solid", palette::link, "link between zones, ports"}) +
                              legend_row({"tblr", "3", "solid", purple, "<b>+ added, &#8800; changed</b>"}) + legend_row({"tblr", "2", "dashed", purple, "&#8722; removed"}) +
                              (with_trusts ? trust_legend_rows() : ""));
}

void matrix_legend(Dot& dot) { legend_node(dot, verdict_rows(true)); }

}  // namespace wmireach::viz
