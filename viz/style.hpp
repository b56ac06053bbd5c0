// SPDX-License-Identifier: Apache-2.0
// How things look. Shape, line and word carry the meaning; colour (Okabe and Ito's palette) only repeats it.
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
std::string marked(Mark mark, std::string_view text);  // "× FAILS  text"

Attributes verdict_look(analyzer::VerdictKind kind);   // of an arrow that stands for whole connections
std::string verdict_mark(analyzer::VerdictKind kind);  // "× FAILS"
Attributes both_ways_look(const Attributes& look);     // the same of an arrow that stands for both directions
Attributes some_fail_look();                           // of an arrow for many connections, of which some fail

// A label that stands clear of its line: Graphviz centres it on the line, or just above.
Attribute line_label(Lines lines);

Attributes zone_look();
Attributes host_look();
Attributes link_look();   // of the line between two zones
Attributes trust_look();

void start_picture(Dot& dot, const Lines& title, const Attributes& more);

// Each returns the id of its first node.
std::string path_legend(Dot& dot);
std::string estate_legend(Dot& dot, bool with_counts);
std::string matrix_legend(Dot& dot);

}  // namespace wmireach::viz
