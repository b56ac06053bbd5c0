// SPDX-License-Identifier: Apache-2.0
// How things look. Shape, line and word carry the meaning; colour (palette.hpp) only repeats it.
#pragma once

#include <string>

#include "analyzer/verdict.hpp"
#include "viz/dot.hpp"

namespace wmireach::viz {

enum class Mark : std::uint8_t {
  plain,         // takes part, is not judged
  passed,
  limited,       // passed, with a limit or a warning
  failed,        // here the connection ends
  latent,        // would fail as well, were the first failure mended
  undetermined,  // facts are missing
  not_reached,
};

Attributes node_look(Mark mark);
Attributes edge_look(Mark mark);                       // of the path into an element
Attributes way_look(model::Stage stage, Mark mark);    // what the callback and the second hop have of their own; added to edge_look
std::string marked(Mark mark, std::string_view text);  // "× FAILS  text"

Attributes verdict_look(analyzer::VerdictKind kind);   // of an arrow that stands for whole connections
std::string verdict_mark(analyzer::VerdictKind kind);  // "× FAILS"
Attributes both_ways_look(const Attributes& look);     // the same of an arrow that stands for both directions
Attributes some_fail_look();                           // of an arrow for many connections, of which some fail

// Of a picture of a change: what it touches stands out, and what it leaves alone steps back.
enum class Presence : std::uint8_t { same, changed, added, removed };
Attributes presence_look(Presence presence);           // added to the look of a node, an edge or a frame
std::string presence_mark(Presence presence);          // "+ added"; empty for what is the same
Attributes faded_verdict_look(analyzer::VerdictKind kind);

// A label that stands clear of its line: Graphviz centres it on the line, or just above.
Attribute line_label(Lines lines);

Attributes zone_look();
Attributes host_look();
Attributes link_look();   // of the line between two zones

void start_picture(Dot& dot, const Lines& title, const Attributes& more);

// A line of a legend, as the border of a table's cell: a real edge would be laid out together with the estate.
struct LegendLine {
  std::string_view sides, border, style, color, text;  // the text is markup
};
std::string legend_row(const LegendLine& line);
std::string legend_sign(std::string_view sign, std::string_view text);  // markup both
// Stands by itself in the first rank, which no line crosses on its way.
void legend_node(Dot& dot, const std::string& rows);

// Returns the id of its first node.
std::string path_legend(Dot& dot, const std::vector<model::Stage>& ways);  // `ways`: those with a look of their own
void estate_legend(Dot& dot, bool with_counts, bool with_trusts);
void matrix_legend(Dot& dot);
void change_legend(Dot& dot, bool with_trusts);

}  // namespace wmireach::viz
