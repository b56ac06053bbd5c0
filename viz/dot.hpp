// SPDX-License-Identifier: Apache-2.0
// Writes a graph in the DOT language. Every value is text: whatever a name holds, it stays inside its quotes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wmireach::viz {

using Lines = std::vector<std::string>;

// One attribute. Its value is one line or several; nothing in a line is an escape of DOT.
struct Attribute {
  Attribute(std::string_view n, std::string_view value) : name(n), lines{std::string(value)} {}
  Attribute(std::string_view n, const char* value) : name(n), lines{value} {}
  Attribute(std::string_view n, std::string value) : name(n), lines{std::move(value)} {}
  Attribute(std::string_view n, Lines value, char end = 'n') : name(n), lines(std::move(value)), line_end(end) {}

  // An HTML-like label, written as it is. Only for constant text of the program.
  static Attribute markup(std::string_view n, std::string_view text) { return {n, Lines{std::string(text)}, '<'}; }

  std::string_view name;
  Lines lines;
  char line_end = 'n';  // 'n' centres the lines, 'l' sets them flush left; '<' is markup
};
using Attributes = std::vector<Attribute>;

// Where both name an attribute, the second one counts.
Attributes operator+(Attributes first, const Attributes& second);

// What makes an element a link; nothing where there is no address.
Attributes link_to(std::string_view address);

// The value as a quoted string of DOT. Control characters become spaces, bytes that are no UTF-8 become U+FFFD.
std::string quoted(const Attribute& attribute);

class Dot {
 public:
  // `id`s are made by the program, of letters, digits and underscores only; never from names.
  void defaults(std::string_view element, const Attributes& attributes);  // graph, node or edge
  void node(std::string_view id, const Attributes& attributes);
  void edge(std::string_view from, std::string_view to, const Attributes& attributes);
  void open_cluster(std::string_view id, const Attributes& attributes);
  void close_cluster();
  void same_rank(const std::vector<std::string>& ids);
  void in_order(const std::vector<std::string>& ids);  // on one rank, in this order

  std::string text() const { return "digraph wmireach {\n" + body_ + "}\n"; }

 private:
  void line(std::string_view start, const Attributes& attributes);

  std::string body_;
  std::size_t depth_ = 1;
};

}  // namespace wmireach::viz
