// SPDX-License-Identifier: Apache-2.0
#include "viz/dot.hpp"

#include <algorithm>

#include "viz/label.hpp"

namespace wmireach::viz {

Attributes operator+(Attributes first, const Attributes& second) {
  for (const auto& a : second) {
    const auto same = std::ranges::find(first, a.name, &Attribute::name);
    if (same == first.end()) first.push_back(a);
    else *same = a;
  }
  return first;
}

Attributes link_to(std::string_view address) { return address.empty() ? Attributes{} : Attributes{{"URL", address}}; }

std::string quoted(const Attribute& attribute) {
  if (attribute.line_end == '<') return "<" + attribute.lines.front() + ">";
  std::string out = "\"";
  for (std::size_t i = 0; i < attribute.lines.size(); ++i) {
    for (const char c : clean(attribute.lines[i])) {
      if (c == '"') out += "\\\"";
      else if (c == '\\') out += "\\\\";
      else if (c == '&') out += "&amp;";  // Graphviz reads HTML entities in every label
      else out += c;
    }
    if (attribute.line_end == 'l' || i + 1 < attribute.lines.size()) out += std::string("\\") + attribute.line_end;
  }
  return out + "\"";
}

void Dot::line(std::string_view start, const Attributes& attributes) {
  body_.append(depth_ * 2, ' ');
  body_ += start;
  if (!attributes.empty()) {
    body_ += " [";
    for (std::size_t i = 0; i < attributes.size(); ++i) {
      if (i > 0) body_ += ", ";
      body_ += std::string(attributes[i].name) + "=" + quoted(attributes[i]);
    }
    body_ += "]";
  }
  body_ += "\n";
}

void Dot::defaults(std::string_view element, const Attributes& attributes) { line(element, attributes); }

void Dot::node(std::string_view id, const Attributes& attributes) { line(id, attributes); }

void Dot::edge(std::string_view from, std::string_view to, const Attributes& attributes) {
  line(std::string(from) + " -> " + std::string(to), attributes);
}

void Dot::open_cluster(std::string_view id, const Attributes& attributes) {
  line("subgraph cluster_" + std::string(id) + " {", {});
  ++depth_;
  line("graph", attributes);
}

void Dot::close_cluster() {
  --depth_;
  line("}", {});
}

void Dot::same_rank(const std::vector<std::string>& ids) {
  std::string list = "{ rank=same;";
  for (const auto& id : ids) list += " " + id + ";";
  line(list + " }", {});
}

void Dot::in_order(const std::vector<std::string>& ids) {
  same_rank(ids);
  for (std::size_t i = 1; i < ids.size(); ++i) edge(ids[i - 1], ids[i], {{"style", "invis"}});
}

}  // namespace wmireach::viz
