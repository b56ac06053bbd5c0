// SPDX-License-Identifier: Apache-2.0
#include "viz/style.hpp"

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
    case Mark::latent: return {{"style", "filled,dashed"}, {"fillcolor", paper}, {"color", vermillion}, {"penwidth", "1.5"}, {"peripheries", "2"}};
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
  const std::string rest(text);
  switch (mark) {
    case Mark::failed: return "\u00D7 FAILS  " + rest;
    case Mark::latent: return "\u00D7 would also fail  " + rest;
    case Mark::undetermined: return "?  " + rest;
    case Mark::limited: return "!  " + rest;
    default: return rest;
  }
}

Attributes verdict_look(VerdictKind kind) {
  switch (kind) {
    case VerdictKind::connects: return {{"color", green}, {"penwidth", "1.5"}};
    case VerdictKind::fails:  // two parallel lines that end at a bar
      return {{"color", std::string(vermillion) + ":" + vermillion}, {"penwidth", "2.5"}, {"arrowhead", "tee"}, {"arrowsize", "1.2"}, {"fontname", bold}};
    case VerdictKind::undetermined: return {{"color", blue}, {"style", "dotted"}, {"penwidth", "2.5"}};
    case VerdictKind::not_analysed: return {{"color", grey}, {"style", "dashed"}};
  }
  return {};
}

std::string verdict_mark(VerdictKind kind) {
  if (kind == VerdictKind::fails) return "\u00D7 FAILS";
  const std::string word(to_string(kind));
  return kind == VerdictKind::undetermined ? "? " + word : word;
}

Attributes zone_look() { return {{"style", "rounded,filled"}, {"fillcolor", zone_paper}, {"color", grey}, {"labeljust", "l"}, {"fontname", bold}}; }
Attributes host_look() { return {{"style", "filled"}, {"fillcolor", paper}, {"color", ink}, {"penwidth", "1.5"}}; }
Attributes link_look() { return {{"color", "#BBBBBB"}, {"penwidth", "6"}, {"arrowsize", "0.5"}, {"fontcolor", "#555555"}}; }
Attributes trust_look() { return {{"color", ink}, {"arrowhead", "onormal"}, {"arrowtail", "onormal"}}; }

void start_picture(Dot& dot, const Lines& title, const Attributes& more) {
  Lines short_lines;
  for (const auto& line : title) short_lines.push_back(line);
  dot.defaults("graph", Attributes{{"label", short_lines, 'l'}, {"labelloc", "t"}, {"labeljust", "l"}, {"fontname", "Helvetica"}, {"fontsize", "16"},
                                   {"pad", "0.3"}, {"bgcolor", paper}, {"charset", "UTF-8"}} + more);
  dot.defaults("node", {{"shape", "box"}, {"fontname", "Helvetica"}, {"fontsize", "11"}, {"height", "0.3"}, {"margin", "0.12,0.05"}, {"tooltip", " "}});
  dot.defaults("edge", {{"fontname", "Helvetica"}, {"fontsize", "10"}, {"arrowsize", "0.7"}, {"tooltip", " "}});
}

std::string path_legend(Dot& dot) {
  static constexpr std::pair<Mark, std::string_view> samples[] = {
      {Mark::passed, "passed"}, {Mark::limited, "passed, with a limit or warning"}, {Mark::failed, ""},
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

std::string estate_legend(Dot& dot) {
  std::size_t count = 0;
  const auto sample = [&](std::string_view text, const Attributes& look) {
    const std::string from = "k" + std::to_string(count++), to = "k" + std::to_string(count++);
    for (const auto& id : {from, to}) dot.node(id, {{"shape", "point"}, {"width", "0.06"}, {"height", "0.06"}});
    dot.edge(from, to, look + Attributes{{"label", text}});
  };
  dot.open_cluster("legend", {{"label", "Legend"}, {"style", "solid"}, {"color", grey}, {"labeljust", "l"}, {"fontsize", "11"}});
  for (const auto kind : {VerdictKind::connects, VerdictKind::fails, VerdictKind::undetermined, VerdictKind::not_analysed})
    sample(verdict_mark(kind), verdict_look(kind));
  sample("link between zones", link_look());
  sample("trusting to trusted", trust_look());
  dot.close_cluster();
  return "k0";
}

}  // namespace wmireach::viz
