// SPDX-License-Identifier: Apache-2.0
// GitHub-flavoured Markdown, for a job summary or a comment: all results in a table, and why for those that are not as expected.
#include <fmt/format.h>

#include "cli/run_formats.hpp"

namespace wmireach::cli {
namespace {

// A job summary takes 1 MiB for a step, and nothing at all of more than that.
constexpr std::size_t largest_summary = 1'000'000;

std::string markdown_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '\n':
      case '\r': out += ' '; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '&': out += "&amp;"; break;
      default:
        if (std::string_view("\\`*_[]|#~").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
  }
  return out;
}

std::string row(const RunResult& r) {
  return fmt::format("| {} | {} | {} | {} | {} | {} |\n", to_string(r.state), markdown_text(r.id), markdown_text(r.verdict), markdown_text(r.stage), markdown_text(r.blocker), r.error);
}

std::string why(const RunResult& r) {
  std::string text = fmt::format("\n### {}\n\n", markdown_text(r.id));
  text += fmt::format("{}, line {}  \n", markdown_text(r.where.file), r.where.line);
  if (!r.subject.empty()) text += markdown_text(r.subject) + "\n\n";
  text += "- " + markdown_text(r.message) + "\n";
  for (const auto& d : r.details) text += "- " + markdown_text(d) + "\n";
  if (!r.accepted.empty()) text += "- accepted: " + markdown_text(r.accepted) + "\n";
  for (const auto& remark : r.remarks) text += fmt::format("- {}: {} ({})\n", remark.limits ? "limits" : "warns", markdown_text(remark.text), markdown_text(remark.rule));
  return text;
}

}  // namespace

std::string markdown_report(const Run& run) {
  std::string text = fmt::format("## wmireach {}\n\n{}\n", run.command, counts_text(run));
  std::size_t left_out = 0;
  const auto add = [&](const std::string& part) {
    const bool fits = text.size() + part.size() <= largest_summary;
    if (fits) text += part;
    else ++left_out;
    return fits;
  };
  for (const auto& suite : run.suites)
    for (const auto& r : suite.results)
      if (r.state != ResultState::as_expected) add(why(r));
  for (const auto& suite : run.suites) {
    if (suite.results.empty()) continue;
    const std::string name = suite.file.empty() ? "" : fmt::format("\n#### {}{}\n", markdown_text(suite.file), suite.title.empty() ? "" : ": " + markdown_text(suite.title));
    if (!add(name + "\n| State | Id | Verdict | Stage | Rule | Error |\n|---|---|---|---|---|---|\n")) continue;
    for (const auto& r : suite.results) add(row(r));
  }
  if (left_out > 0) text += fmt::format("\n{} more parts are left out: a job summary takes 1 MiB\n", left_out);
  return text;
}

}  // namespace wmireach::cli
