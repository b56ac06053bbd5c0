// SPDX-License-Identifier: Apache-2.0
#include "cli/text_layout.hpp"

#include <algorithm>
#include <vector>

#include "cli/display_width.hpp"

namespace wmireach::cli {
namespace {

// Behind these stands what is typed or copied.
constexpr std::string_view typed[] = {"run ", "undo ", "undo: ", "command: ", "on the client: ", "on the target: ", "look it up: "};

template <class Each>
std::string of_each_line(std::string_view text, Each each) {
  std::string out;
  while (!text.empty()) {
    const auto end = text.find('\n');
    each(text.substr(0, end), out);
    if (end == std::string_view::npos) break;
    out += '\n';
    text.remove_prefix(end + 1);
  }
  return out;
}

std::size_t indent_of(std::string_view line) { return std::min(line.find_first_not_of(' '), line.size()); }

// Where the parts of a line begin, as offsets: parts are two or more spaces apart.
std::vector<std::size_t> parts_of(std::string_view line) {
  std::vector<std::size_t> parts{indent_of(line)};
  for (std::size_t at = line.find("  ", parts.front()); at != std::string_view::npos; at = line.find("  ", at)) {
    at = line.find_first_not_of(' ', at);
    if (at == std::string_view::npos) break;
    parts.push_back(at);
  }
  return parts;
}

// The column below which a line goes on: that of its last part, as long as half of the line is left for it.
std::size_t hanging_indent(std::string_view line, std::size_t width) {
  const auto parts = parts_of(line);
  for (auto part = parts.rbegin(); part != parts.rend() && *part != parts.front(); ++part)
    if (const auto column = cells_of(line.substr(0, *part)); column <= width / 2) return column;
  return parts.front() == 0 ? 0 : std::min(parts.front() + 2, width / 2);
}

bool is_typed(std::string_view line) {
  const auto start = line.substr(indent_of(line));
  return std::ranges::any_of(typed, [&](std::string_view t) { return start.starts_with(t); });
}

void wrap(std::string_view line, std::size_t width, std::string& out) {
  if (cells_of(line) <= width || is_typed(line)) {
    out += line;
    return;
  }
  const std::size_t hanging = hanging_indent(line, width);
  std::size_t at = indent_of(line), column = at;
  out += line.substr(0, at);
  bool first_word = true;
  while (at < line.size()) {
    const auto end = std::min(line.find(' ', at), line.size()), next = std::min(line.find_first_not_of(' ', end), line.size());
    const auto word = line.substr(at, end - at);
    const std::size_t cells = cells_of(word);
    if (!first_word && column > hanging && column + cells > width) {
      out.erase(out.find_last_not_of(' ') + 1);
      out += '\n' + std::string(hanging, ' ');
      column = hanging;
    }
    out += word;
    out += line.substr(end, next - end);
    column += cells + next - end;
    first_word = false;
    at = next;
  }
  out.erase(out.find_last_not_of(' ') + 1);
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) text.replace(at, what.size(), with);
}

void simplify(std::string_view line, std::string& out) {
  const auto parts = parts_of(line);
  std::string simple;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    auto part = line.substr(parts[i], (i + 1 < parts.size() ? parts[i + 1] : line.size()) - parts[i]);
    part = part.substr(0, part.find_last_not_of(' ') + 1);
    // What stands in brackets belongs to what is in front of it, and a label may have its colon already.
    if (i > 0) simple += part.starts_with('(') || simple.ends_with(':') || simple.ends_with(';') ? " " : i == 1 && part.find(": ") != 0 ? ": " : ", ";
    simple += part;
  }
  replace_all(simple, " -> ", " to ");
  replace_all(simple, " <- ", " from ");
  out += simple;
}

}  // namespace

std::string wrapped(std::string_view text, std::size_t width) {
  return of_each_line(text, [width](std::string_view line, std::string& out) { wrap(line, width, out); });
}

std::string plain(std::string_view text) {
  return of_each_line(text, [](std::string_view line, std::string& out) { simplify(line, out); });
}

}  // namespace wmireach::cli
