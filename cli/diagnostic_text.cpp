// SPDX-License-Identifier: Apache-2.0
#include "cli/diagnostic_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/display_width.hpp"
#include "cli/source_excerpt.hpp"
#include "cli/terminal.hpp"

namespace wmireach::cli {
namespace {

// A file of thousands of problems is read by nobody, and every excerpt is looked for in the whole file.
constexpr std::size_t most_excerpts = 20;
constexpr std::size_t width_of_files = 120;

import::Diagnostics in_order(const import::Diagnostics& unsorted) {
  import::Diagnostics diagnostics = unsorted;
  std::ranges::stable_sort(diagnostics, {}, [](const auto& d) { return std::pair(d.file, d.line); });
  return diagnostics;
}

std::string place_of(const import::Diagnostic& d) {
  std::string text;
  if (d.line > 0) text += fmt::format(":{}", d.line);
  if (d.column > 0) text += fmt::format(":{}", d.column);
  return text;
}

std::string sum_of(const import::Diagnostics& diagnostics) { return diagnostics.size() > 1 ? fmt::format("{} problems\n", diagnostics.size()) : ""; }

// A condition with the mistake underlined: closer to the problem than the line of the file.
std::string condition_excerpt(const import::Diagnostic& d, const Style& style) {
  const std::string_view text = d.excerpt;
  const std::size_t before = cells_of(text.substr(0, d.excerpt_offset)), marked = cells_of(text.substr(std::min(d.excerpt_offset, text.size()), d.excerpt_length));
  return "  | " + d.excerpt + "\n  | " + std::string(before, ' ') + style.red(std::string(std::max<std::size_t>(marked, 1), '^')) + "\n";
}

InputTexts texts_for(const import::Diagnostics& diagnostics) {
  InputTexts texts;
  for (const auto& d : diagnostics) {
    if (d.line == 0 || texts.size() > most_excerpts) continue;
    const auto [text, is_new] = texts.emplace(d.file, "");
    std::error_code error;
    if (!is_new || (d.file != "<stdin>" && !std::filesystem::is_regular_file(d.file, error))) continue;
    try {
      text->second = read_input(d.file == "<stdin>" ? "-" : d.file);
    } catch (const BadInput&) {  // the problem itself is told all the same
    }
  }
  return texts;
}

}  // namespace

std::string diagnostics_text(const import::Diagnostics& unsorted, const InputTexts& texts, const Style& style, std::size_t width) {
  const auto diagnostics = in_order(unsorted);
  std::string out;
  std::size_t excerpts = 0;
  for (const auto& d : diagnostics) {
    out += style.bold(d.file) + place_of(d) + ": " + style.red("error") + ": " + d.message + "\n";
    if (!d.pointer.empty()) out += "  at " + d.pointer + "\n";
    const auto text = texts.find(d.file);
    if (!d.excerpt.empty()) out += condition_excerpt(d, style);
    else if (text != texts.end() && excerpts < most_excerpts)
      if (const auto line = marked_line(d, text->second); line.number > 0) {
        out += excerpt(line, style, width);
        ++excerpts;
      }
    if (!d.hint.empty()) out += "  hint: " + d.hint + "\n";
  }
  return out + sum_of(diagnostics);
}

std::string plain_diagnostics_text(const import::Diagnostics& unsorted) {
  const auto diagnostics = in_order(unsorted);
  std::string out;
  for (const auto& d : diagnostics) {
    out += d.file + place_of(d) + ": error: " + d.message + "\n";
    if (!d.pointer.empty()) out += "at: " + d.pointer + "\n";
    if (!d.excerpt.empty()) out += "text: " + d.excerpt + "\n";
    if (!d.hint.empty()) out += "hint: " + d.hint + "\n";
  }
  return out + sum_of(diagnostics);
}

void print_diagnostics(const import::Diagnostics& diagnostics, const Options& options) {
  const Style style(options.color, stderr);
  const std::string text = options.plain ? plain_diagnostics_text(diagnostics) : diagnostics_text(diagnostics, texts_for(diagnostics), style, terminal_width(stderr).value_or(width_of_files));
  std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace wmireach::cli
