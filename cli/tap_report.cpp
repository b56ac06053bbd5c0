// SPDX-License-Identifier: Apache-2.0
// Test Anything Protocol, version 14, with YAML diagnostics. What a scenario accepts is a TODO, which harnesses do not count as a failure.
#include <fmt/format.h>

#include "cli/json_text.hpp"
#include "cli/run_formats.hpp"

namespace wmireach::cli {
namespace {

// '#' begins a directive and '\' escapes; a line end would end the test point.
std::string description(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '#' || c == '\\') out += '\\';
    out += c == '\n' || c == '\r' ? ' ' : c;
  }
  return out;
}

// Strings of JSON are strings of YAML.
std::string diagnostic(const RunResult& r) {
  std::string text = fmt::format("  ---\n  message: {}\n", json_text(r.message));
  if (!r.rule.empty()) text += fmt::format("  rule: {}\n", json_text(r.rule));
  if (!r.subject.empty()) text += fmt::format("  subject: {}\n", json_text(r.subject));
  text += fmt::format("  at:\n    file: {}\n    line: {}\n", json_text(r.where.file), r.where.line);
  if (!r.details.empty()) text += "  details:\n";
  for (const auto& d : r.details) text += fmt::format("    - {}\n", json_text(d));
  return text + "  ...\n";
}

}  // namespace

std::string tap_report(const Run& run) {
  std::string points;
  std::size_t n = 0;
  for (const auto& suite : run.suites)
    for (const auto& r : suite.results) {
      const bool good = r.state == ResultState::as_expected;
      points += fmt::format("{} {} - {}", good ? "ok" : "not ok", ++n, description(suite.file.empty() ? r.id : suite.file + " " + r.id));
      if (r.state == ResultState::accepted) points += " # TODO accepted: " + description(r.accepted);
      points += "\n" + (good ? "" : diagnostic(r));
    }
  return fmt::format("TAP version 14\n1..{}{}\n", n, n == 0 ? " # SKIP there is no connection" : "") + points;
}

}  // namespace wmireach::cli
