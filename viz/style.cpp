// SPDX-License-Identifier: Apache-2.0
#include "viz/style.hpp"

#include <algorithm>

#include "viz/label.hpp"

namespace wmireach::viz {
namespace {

using analyzer::VerdictKind;

constexpr auto vermillion = "#D55E00", blue = "#0072B2", green = "#009E73", orange = "#E69F00", grey = "#767676", ink = "#222222";
constexpr auto paper = "#FFFFFF", failing_paper = "#FBE6D9", unknown_paper = "#E6F1F8", zone_paper = "#F5F5F5";
constexpr auto bold = "Helvetica-Bold";

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
    case Mark::not_reached: return {{"style", "filled,rounded,dashed"}, {"fillcolor", paper}, {"color", grey}, {"fontcolor", "#555555"}};
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
Attributes link_look() { return {{"color", "#BBBBBB"}, {"penwidth", "6"}, {"arrowsize", "0.5"}, {"fontcolor", "#555555"}}; }
Attributes trust_look() { return {{"color", ink}, {"arrowhead", "onormal"}, {"arrowtail", "onormal"}}; }

void start_picture(Dot& dot, const Lines& title, const Attributes& more) {
  Lines short_lines;
  for (const auto& line : title) short_lines.push_back(shortened(line, 130));
  dot.defaults("graph", Attributes{{"label", short_lines, 'l'}, {"labelloc", "t"}, {"labeljust", "l"}, {"fontname", "Helvetica"}, {"fontsize", "16"},
                                   {"pad", "0.3"}, {"bgcolor", paper}, {"charset", "UTF-8"}} + more);
  dot.defaults("node", {{"shape", "box"}, {"fontname", "Helvetica"}, {"fontsize", "11"}, {"height", "0.3"}, {"margin", "0.12,0.05"}, {"tooltip", " "}});
  dot.defaults("edge", {{"fontname", "Helvetica"}, {"fontsize", "10"}, {"arrowsize", "0.7"}, {"tooltip", " "}});
}

std::string path_legend(Dot& dot) {
  static constexpr std::pair<Mark, std::string_view> samples[] = {
      {Mark::passed, "passed"}, {Mark::limited, "limit or warning"}, {Mark::failed, ""},
      {Mark::latent, ""}, {Mark::undetermined, "undetermined"}, {Mark::not_reached, "not reached"}};
  std::vector<std::string> ids;
  dot.open_cluster("legend", {{"label", "Legend"}, {"style", "solid"}, {"color", grey}, {"labeljust", "l"}, {"fontsize", "11"}});
  for (const auto& [mark, text] : samples) {
    ids.push_back("k" + std::to_string(ids.size()));
    dot.node(ids.back(), Attributes{{"label", marked(mark, text)}, {"fontsize", "10"}} + node_look(mark));
  }
  dot.in_order(ids);
  dot.close_cluster();
  return ids.front();
}

namespace {

// Lines are borders of table cells: real edges would be laid out together with the estate.
struct Sample {
  std::string_view sides, border, style, color, text;
};

std::string legend_row(const Sample& s) {
  std::string line = "<td width=\"50\" height=\"" + std::string(s.border == "6" ? "18" : "10") + "\" cellpadding=\"0\" fixedsize=\"true\"";
  for (const auto& [name, value] : {std::pair{"sides", s.sides}, {"border", s.border}, {"style", s.style}, {"color", s.color}})
    line += std::string(" ") + name + "=\"" + std::string(value) + "\"";
  return "<tr>" + line + "><font point-size=\"3\"> </font></td><td align=\"left\">" + std::string(s.text) + "</td></tr>";
}

}  // namespace

namespace {

constexpr std::string_view table_start = "<table border=\"1\" cellborder=\"0\" cellspacing=\"4\" color=\"#767676\"><tr><td colspan=\"2\" align=\"left\">Legend</td></tr>";

std::string verdict_rows(bool with_counts) {
  std::string rows = legend_row({"b", "2", "solid", green, with_counts ? "all connect" : "connects"});
  rows += legend_row({"tb", "2", "solid", vermillion, with_counts ? "<b>&#215; all FAIL</b>, ends at a bar" : "<b>&#215; FAILS</b>, ends at a bar"});
  if (with_counts) rows += legend_row({"b", "3", "solid", vermillion, "<b>&#215; some FAIL</b>"});
  return rows + legend_row({"b", "3", "dotted", blue, with_counts ? "? none fails, some undetermined" : "? undetermined"});
}

std::string legend_node(Dot& dot, const std::string& rows) {
  dot.node("legend", {Attribute::markup("label", std::string(table_start) + rows + "</table>"), {"shape", "plain"}, {"fontsize", "10"}});
  return "legend";
}

}  // namespace

std::string estate_legend(Dot& dot, bool with_counts) {
  return legend_node(dot, verdict_rows(with_counts) + legend_row({"b", "6", "solid", "#BBBBBB", "link between zones, ports"}) +
                              legend_row({"b", "1", "solid", ink, "trusting &#8594; trusted"}));
}

std::string matrix_legend(Dot& dot) { return legend_node(dot, verdict_rows(true)); }

}  // namespace wmireach::viz
