// SPDX-License-Identifier: Apache-2.0
#include "cli/source_excerpt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "cli/display_width.hpp"
#include "import/json_text_edit.hpp"

namespace wmireach::cli {
namespace {

constexpr std::string_view cut = "...";

std::string_view line_around(std::string_view file, std::size_t at, std::size_t& begin) {
  begin = at == 0 ? 0 : file.rfind('\n', at - 1) + 1;
  auto line = file.substr(begin, std::min(file.find('\n', at), file.size()) - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::size_t line_number(std::string_view file, std::size_t at) { return 1 + static_cast<std::size_t>(std::ranges::count(file.substr(0, at), '\n')); }

std::size_t start_of_line(std::string_view file, std::size_t number) {
  std::size_t at = 0;
  for (std::size_t n = 1; n < number && at != std::string_view::npos; ++n) at = file.find('\n', at) == std::string_view::npos ? std::string_view::npos : file.find('\n', at) + 1;
  return at;
}

// Where the syntax ends, as line and byte. The reader counts a line break to the line behind it.
MarkedLine malformed(const import::Diagnostic& d, std::string_view file) {
  const std::size_t start = start_of_line(file, d.line);
  if (start == std::string_view::npos) return {};
  const std::size_t at = d.column > 0 ? start + d.column - 1 : start == 0 ? 0 : start - 1;
  std::size_t begin = 0;
  const auto line = line_around(file, std::min(at, file.size()), begin);
  const std::size_t from = std::min(at - begin, line.size());
  return {line_number(file, begin), line, from, std::min(from + 1, line.size())};
}

// One character as a terminal can show it.
struct Unit {
  std::string text;
  std::size_t cells;
  bool marked;
};

std::string shown(DisplayedCharacter c, std::string_view bytes) {
  if (c.code == '\t') return "    ";
  if (c.code == 0xFFFD || c.code < 0x20 || (c.code >= 0x7F && c.code < 0xA0)) return "\xEF\xBF\xBD";
  return std::string(bytes);
}

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// The characters around the mark: a line may have a million of them.
std::vector<Unit> units_around(const MarkedLine& line, std::size_t room, bool& cut_in_front, bool& cut_behind) {
  const std::size_t reach = 4 * room;  // a character has at most four bytes
  std::size_t first = line.begin > reach ? line.begin - reach : 0;
  while (first < line.begin && continues(line.text[first])) ++first;
  const std::size_t last = std::min(line.text.size(), line.begin + reach);
  cut_in_front = first > 0;
  cut_behind = last < line.text.size();
  std::vector<Unit> units;
  for (std::size_t at = first; at < last;) {
    const auto c = character_at(line.text, at);
    std::string text = shown(c, line.text.substr(at, c.bytes));
    const std::size_t cells = cells_of(text);
    units.push_back({std::move(text), cells, at >= line.begin && at < line.end});
    at += c.bytes;
  }
  return units;
}

}  // namespace

MarkedLine marked_line(const import::Diagnostic& d, std::string_view file) {
  if (d.line == 0 || file.empty()) return {};
  if (d.column > 0 || (d.pointer.empty() && d.message.starts_with("malformed JSON"))) return malformed(d, file);
  if (file.starts_with("\xEF\xBB\xBF")) file.remove_prefix(3);  // the mark that some editors write in front
  const auto range = d.at_key ? import::key_range_of(file, d.pointer, d.line) : import::range_of(file, d.pointer);
  if (!range || line_number(file, range->begin) != d.line) return {};
  std::size_t begin = 0;
  const auto line = line_around(file, range->begin, begin);
  const std::size_t from = range->begin - begin;
  // Of an object or a list its first character says enough.
  const bool is_list = file[range->begin] == '{' || file[range->begin] == '[';
  return {d.line, line, from, is_list ? from + 1 : std::min(range->end - begin, line.size())};
}

std::string excerpt(const MarkedLine& marked, const Style& style, std::size_t width) {
  const std::string number = fmt::format("{:>5}", marked.number), gutter = " | ";
  const std::size_t room = std::max<std::size_t>(width, 40) - number.size() - gutter.size();

  bool cut_in_front = false, cut_behind = false;
  const auto units = units_around(marked, room, cut_in_front, cut_behind);
  const auto mark = static_cast<std::size_t>(std::ranges::find_if(units, &Unit::marked) - units.begin());
  std::size_t first = 0, last = units.size(), in_front = 0, all = 0;
  for (std::size_t i = 0; i < units.size(); ++i) (i < mark ? in_front : all) += units[i].cells;
  all += in_front;
  // In front of the mark a third of the room, and what does not fit behind it is cut.
  if (cut_in_front || cut_behind || all > room)
    for (; first < mark && in_front > room / 3; ++first) in_front -= units[first].cells, all -= units[first].cells;
  cut_in_front = cut_in_front || first > 0;
  const std::size_t left = room - (cut_in_front ? cut.size() : 0);
  if (cut_behind || all > left)
    for (cut_behind = true; last > mark + 1 && all + cut.size() > left; --last) all -= units[last - 1].cells;

  std::string text(cut_in_front ? cut : ""), marks(text.size(), ' ');
  for (std::size_t i = first; i < last; ++i) {
    text += units[i].text;
    if (i < mark || units[i].marked) marks += std::string(units[i].cells, units[i].marked ? '^' : ' ');
  }
  if (cut_behind) text += cut;
  if (mark == units.size()) marks += '^';
  const auto caret = marks.find('^');
  return style.dim(number + gutter) + text + "\n" + style.dim(std::string(number.size(), ' ') + gutter) + marks.substr(0, caret) + style.red(marks.substr(caret)) + "\n";
}

}  // namespace wmireach::cli
