// SPDX-License-Identifier: Apache-2.0
// JUnit XML as Jenkins, GitLab and Azure read it: a suite for each scenario. There are no times, as no prediction depends on one.
#include <fmt/format.h>

#include <array>

#include "cli/run_formats.hpp"
#include "cli/xml_text.hpp"

namespace wmireach::cli {
namespace {

// What a reader counts: all, failures, errors, skipped.
struct Counts {
  std::size_t tests = 0, failures = 0, errors = 0, skipped = 0;

  void add(ResultState state) {
    ++tests;
    if (state == ResultState::failed || state == ResultState::undetermined) ++failures;
    if (state == ResultState::broken) ++errors;
    if (state == ResultState::accepted) ++skipped;
  }
  std::string text() const { return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\"", tests, failures, errors, skipped); }
};

std::string outcome(const RunResult& r) {
  if (r.state == ResultState::accepted) return fmt::format("      <skipped message=\"{}\"/>\n", xml_text("accepted: " + r.accepted + "; " + r.message));
  const std::string_view element = r.state == ResultState::broken ? "error" : "failure";
  std::string body = r.subject.empty() ? "" : xml_text(r.subject) + "\n";
  body += xml_text(r.message) + "\n";
  for (const auto& d : r.details) body += xml_text(d) + "\n";
  return fmt::format("      <{0} type=\"{1}\" message=\"{2}\">{3}</{0}>\n", element, xml_text(r.rule), xml_text(r.message), body);
}

}  // namespace

std::string junit_report(const Run& run) {
  Counts all;
  std::string body;
  for (const auto& suite : run.suites) {
    Counts counts;
    std::string cases;
    for (const auto& r : suite.results) {
      counts.add(r.state);
      all.add(r.state);
      const std::string name = fmt::format("    <testcase name=\"{}\" classname=\"{}\" file=\"{}\" line=\"{}\"", xml_text(r.id), xml_text(suite.file), xml_text(r.where.file), r.where.line);
      cases += r.state == ResultState::as_expected ? name + "/>\n" : name + ">\n" + outcome(r) + "    </testcase>\n";
    }
    body += fmt::format("  <testsuite name=\"{}\" {}>\n{}  </testsuite>\n", xml_text(suite.file), counts.text(), cases);
  }
  return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"wmireach {}\" {}>\n{}</testsuites>\n", run.command, all.text(), body);
}

}  // namespace wmireach::cli
